import { cacheKeyOf, type JobKey } from '../../graph/keys.ts';
import type { MediaRef, OutputKind } from '../../graph/media-ref.ts';
import type { NodeState } from '../../runtime/run/node-states.ts';
import { type JobRecord, type Output, presentAttempt } from '../../runtime/wire/job-record.ts';

/** Where the bytes of a medium are. `key` names the bytes: equal keys are equal bytes. */
export type MediumPlace =
  | {
      readonly kind: 'output';
      readonly key: string;
      readonly jobKey: JobKey;
      readonly output: OutputKind;
      readonly n: number;
      /** Its file was deleted by hand: it comes back only for who wants to play it. */
      readonly cleared: boolean;
    }
  | { readonly kind: 'bytes'; readonly key: string }
  | { readonly kind: 'result'; readonly key: string }
  | { readonly kind: 'address'; readonly key: string; readonly url: string };

export type OutputPlace = Extract<MediumPlace, { kind: 'output' }>;

/** Finds the bytes of a medium; undefined while nothing made them. */
export function placeOf(ref: MediaRef, records: ReadonlyMap<JobKey, JobRecord>): MediumPlace | undefined {
  if ('url' in ref) return { kind: 'address', key: `address ${ref.url}`, url: ref.url };
  if ('sha256' in ref) return { kind: 'bytes', key: ref.sha256 };
  if ('op' in ref) return { kind: 'result', key: cacheKeyOf(ref) };
  const record = records.get(ref.jobKey);
  const output = record && outputsOf(record).find(({ kind, n }) => kind === ref.kind && n === ref.n);
  return output && placeOfOutput(ref.jobKey, output);
}

/** Where the bytes of a job's output are. */
export function placeOfOutput(jobKey: JobKey, { kind, n, sha256, cleared }: Output): OutputPlace {
  return { kind: 'output', key: sha256, jobKey, output: kind, n, cleared: cleared !== undefined };
}

/** What a job's last successful attempt left, or nothing. */
export function outputsOf(record: JobRecord): readonly Output[] {
  const attempt = presentAttempt(record);
  return attempt.status === 'succeeded' ? attempt.outputs : [];
}

/** Every job that the states of a document speak of. */
export function recordsOf(states: Iterable<NodeState>): ReadonlyMap<JobKey, JobRecord> {
  const records = new Map<JobKey, JobRecord>();
  for (const { job, runJob } of states)
    for (const record of [job, runJob]) if (record) records.set(record.jobKey, record);
  return records;
}
