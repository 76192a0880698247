import type { LocalFile } from '../graph/local-file.ts';
import type { JobKey } from '../graph/keys.ts';
import type { JobOutputRef } from '../graph/media-ref.ts';
import { type JobRecord, presentAttempt } from '../runtime/wire/job-record.ts';

/** Which clips go into a project: of every take, of the takes that the graph shows now, or none. */
export type ClipChoice = 'all' | 'present' | 'none';

/** What a person may choose about a project. */
export interface ProjectChoice {
  readonly clips: ClipChoice;
  /** Whether clips and records of the sandbox go along. */
  readonly rehearsals: boolean;
}

/** What is known of a document when a project is made of it. */
export interface ProjectSource {
  readonly references: readonly LocalFile[];
  /** Of all takes of the document's generations, on every service that was asked, and of what they were before an edit. */
  readonly records: readonly JobRecord[];
  /** The keys that the document comes to now. */
  readonly present: ReadonlySet<JobKey>;
}

/** One medium that is to go in. */
export interface GatheredMedium {
  readonly sha256: string;
  /** Bytes, as its record or its reference says. */
  readonly size: number;
  readonly of: 'reference' | 'clip';
  /** Of clips: the output that it is, which its owner may still bring back where its file is gone. */
  readonly output?: JobOutputRef;
}

/** What goes into a project: records, and the media by hash, each once. */
export interface GatheredProject {
  readonly records: readonly JobRecord[];
  readonly media: readonly GatheredMedium[];
}

/** Picks what goes into a project. Pure: the dialog shows by it what each choice would weigh. */
export function gatherProject(source: ProjectSource, { clips, rehearsals }: ProjectChoice): GatheredProject {
  const records = source.records.filter(({ service }) => rehearsals || service !== 'sandbox');
  const chosen = records.filter(({ jobKey }) => clips === 'all' || (clips === 'present' && source.present.has(jobKey)));
  const media = new Map<string, GatheredMedium>();
  for (const { sha256, size } of source.references) media.set(sha256, { sha256, size, of: 'reference' });
  for (const { jobKey, made } of chosen.map((record) => ({ jobKey: record.jobKey, made: outputsOf(record) })))
    for (const { sha256, size, kind, n } of made)
      if (!media.has(sha256)) media.set(sha256, { sha256, size, of: 'clip', output: { jobKey, kind, n } });
  return { records, media: [...media.values()] };
}

/** Bytes of all media together. */
export function bytesOf({ media }: GatheredProject): number {
  return media.reduce((bytes, { size }) => bytes + size, 0);
}

export function clipsOf({ media }: GatheredProject): number {
  return media.filter(({ of }) => of === 'clip').length;
}

function outputsOf(record: JobRecord) {
  const attempt = presentAttempt(record);
  return attempt.status === 'succeeded' ? attempt.outputs.filter(({ cleared }) => cleared === undefined) : [];
}
