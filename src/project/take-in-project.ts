import { type Opened, refuse } from '../graph/file/refusal.ts';
import { GatewayError, GatewayUnreachable, type JobClient } from '../runtime/wire/job-client.ts';
import type { ImportedJob, ImportResult } from '../runtime/wire/job-import.ts';
import { presentAttempt } from '../runtime/wire/job-record.ts';
import type { Project } from './read-project.ts';

/** What came of a project that was taken in. */
export interface TakenIn {
  readonly clips: number;
  readonly references: number;
  readonly records: number;
  /** Records whose clip is neither in the project nor here. */
  readonly withoutClip: number;
  /** Records of which something stands here already, which stays as it is. */
  readonly known: number;
  readonly refused: number;
}

export interface TakeInOptions {
  readonly jobs: Pick<JobClient, 'putMedia' | 'importJobs'>;
  readonly signal?: AbortSignal;
  /** Told how many bytes of media are stored. */
  readonly onProgress?: (bytes: number) => void;
}

/** Bytes of records that are handed over at once: a message has at most 1 MB (SEC06). */
const bytesAtOnce = 512 * 1024;

/**
 * Hands a project over to the owner of the jobs: the media by hash, then the records, which it marks as foreign. Nothing is
 * bought, asked or sent by it. A refusal leaves what was stored by then, which counts for nothing by itself. Rejects only
 * with the signal's reason.
 */
export async function takeInProject(project: Project, options: TakeInOptions): Promise<Opened<TakenIn>> {
  const { jobs, signal, onProgress } = options;
  const clipHashes = new Set(project.jobs.flatMap(clipsOf));
  let done = 0;
  for (const [sha256, medium] of project.media) {
    signal?.throwIfAborted();
    onProgress?.(done);
    const bytes = await medium.read(signal);
    if (!bytes.ok) return bytes;
    const stored = await answered(() => jobs.putMedia(sha256, bytes.value));
    if (!stored.ok) return stored;
    done += medium.size;
  }
  onProgress?.(done);
  const results: ImportResult['jobs'] = [];
  for (const part of parts(project.jobs)) {
    signal?.throwIfAborted();
    const taken = await answered(() => jobs.importJobs({ from: project.info.title, jobs: [...part] }));
    if (!taken.ok) return taken;
    results.push(...taken.value.jobs);
  }
  return { ok: true, value: reportOf(project, clipHashes, results) };
}

function reportOf(project: Project, clipHashes: ReadonlySet<string>, results: ImportResult['jobs']): TakenIn {
  const made = new Set(project.jobs.filter((job) => clipsOf(job).length > 0).map(({ jobKey }) => jobKey));
  const count = (became: ImportResult['jobs'][number]['became']): number =>
    results.filter((result) => result.became === became).length;
  const clips = [...project.media.keys()].filter((sha256) => clipHashes.has(sha256)).length;
  return {
    clips,
    references: project.media.size - clips,
    records: project.jobs.length,
    withoutClip: results.filter(({ jobKey, became }) => became === 'recorded' && made.has(jobKey)).length,
    known: count('known'),
    refused: count('refused'),
  };
}

function clipsOf(job: ImportedJob): readonly string[] {
  const attempt = presentAttempt(job);
  return attempt.status === 'succeeded' ? attempt.outputs.map(({ sha256 }) => sha256) : [];
}

function* parts(jobs: readonly ImportedJob[]): Generator<readonly ImportedJob[]> {
  let part: ImportedJob[] = [];
  let bytes = 0;
  for (const job of jobs) {
    const size = new TextEncoder().encode(JSON.stringify(job)).byteLength;
    if (part.length > 0 && (bytes + size > bytesAtOnce || part.length === 500)) {
      yield part;
      [part, bytes] = [[], 0];
    }
    part.push(job);
    bytes += size;
  }
  if (part.length > 0) yield part;
}

async function answered<T>(call: () => Promise<T>): Promise<Opened<T>> {
  try {
    return { ok: true, value: await call() };
  } catch (error) {
    if (error instanceof GatewayError) return refuse(error.code, error.reason, error.remedy);
    if (!(error instanceof GatewayUnreachable)) throw error;
    return refuse(
      'no-gateway',
      'The gateway did not answer, so nothing of the project could be taken in.',
      'Start it, then open the project again.',
    );
  }
}
