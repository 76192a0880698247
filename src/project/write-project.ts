import { makeZip } from 'client-zip';
import { ProblemError } from '../graph/problem.ts';
import { endingOf } from '../media/media-types.ts';
import type { GatheredMedium, GatheredProject } from './gather-project.ts';
import { hashOf } from './hash-of.ts';
import {
  graphEntry,
  infoEntry,
  jobsEntry,
  mediaFolder,
  type ProjectInfo,
  projectLimits,
  projectSchemaVersion,
} from './project-format.ts';
import { projectJob } from './project-job.ts';

export interface WriteOptions {
  readonly title: string;
  /** The graph file's text. */
  readonly graph: string;
  /** Program and version. */
  readonly madeBy: string;
  /** Milliseconds since 1970. */
  readonly madeAt: number;
  /** The bytes of a medium by hash; undefined where nobody has them. */
  readonly open: (medium: GatheredMedium, signal: AbortSignal | undefined) => Promise<Blob | undefined>;
  /** Told before each medium how many bytes are done. */
  readonly onProgress?: (bytes: number) => void;
  readonly signal?: AbortSignal;
}

/** A project on its way to a file. */
export interface WrittenProject {
  /** The bytes, made as they are read; one medium at a time stands in memory. Fails with the signal's reason. */
  readonly stream: ReadableStream<Uint8Array>;
  /** Media that could not be had, or whose bytes are not what they are named by: known when the stream has ended. */
  readonly missing: readonly GatheredMedium[];
}

/** Writes a project file. Throws a ProblemError where it would be more than any reader takes. */
export function writeProject({ records, media }: GatheredProject, options: WriteOptions): WrittenProject {
  const { title, graph, madeBy, madeAt, signal } = options;
  refuseTooMuch(media, records.length);
  const missing: GatheredMedium[] = [];
  const lastModified = new Date(madeAt);
  const json = (name: string, value: unknown) => ({ name, input: `${JSON.stringify(value, null, 1)}\n`, lastModified });

  async function* entries() {
    yield { name: graphEntry, input: graph, lastModified };
    let done = 0;
    for (const medium of media) {
      signal?.throwIfAborted();
      options.onProgress?.(done);
      done += medium.size;
      const blob = await wholeMedium(medium, options);
      if (blob === undefined) missing.push(medium);
      else yield { name: `${mediaFolder}${medium.sha256}.${endingOf(blob.type)}`, input: blob, lastModified };
    }
    yield json(jobsEntry, { jobs: records.map(projectJob) });
    const count = (of: GatheredMedium['of']): number =>
      media.filter((one) => one.of === of && !missing.includes(one)).length;
    const counts = { references: count('reference'), clips: count('clip'), jobs: records.length };
    const info: ProjectInfo = {
      format: 'shotgraph-project',
      schema: projectSchemaVersion,
      madeBy,
      madeAt,
      title: title.slice(0, 200),
      counts,
    };
    yield json(infoEntry, info);
    options.onProgress?.(done);
  }
  return { stream: makeZip(entries()), missing };
}

function refuseTooMuch(media: readonly GatheredMedium[], records: number): void {
  const { entries, bytes, jobs } = projectLimits;
  const total = media.reduce((sum, { size }) => sum + size, 0);
  if (media.length + 3 <= entries && total < bytes && records <= jobs) return;
  throw new ProblemError({
    code: 'project-too-large',
    severity: 'error',
    place: {},
    reason: `This would be ${media.length} media, ${records} records and ${Math.ceil(total / 1024 ** 3)} GB, more than a project may have.`,
    remedy: 'Save it with the takes shown now, or without clips.',
  });
}

/** Bytes that are here and are what their name says: a project with others would be refused where it is opened. */
async function wholeMedium(medium: GatheredMedium, { open, signal }: WriteOptions): Promise<Blob | undefined> {
  const blob = await open(medium, signal);
  if (blob === undefined || blob.size > projectLimits.mediumBytes) return undefined;
  return (await hashOf(new Uint8Array(await blob.arrayBuffer()))) === medium.sha256 ? blob : undefined;
}
