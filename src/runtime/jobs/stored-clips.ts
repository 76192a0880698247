import { isJsonObject, type JsonValue } from '../../graph/json.ts';
import { foreignOf, type Output } from '../wire/job-record.ts';
import type { StoredClip } from '../wire/stored-clips.ts';
import { attemptOf, type Job } from './job.ts';

/** Every stored result whose file was not deleted by hand, and whether anything else needs its bytes. */
export function storedClips(jobs: Iterable<Job>): readonly StoredClip[] {
  const all = [...jobs];
  const holders = countHolders(all);
  return all.flatMap((job) => {
    const attempt = attemptOf(job);
    return keptOutputs(job).map(({ kind, n, sha256, size }) => ({
      jobKey: job.jobKey,
      kind,
      n,
      size,
      service: job.service === 'sandbox' ? ('sandbox' as const) : ('live' as const),
      graph: job.origin.graph,
      title: job.origin.title,
      take: job.take,
      at: attempt.claimedAt,
      used: (holders.get(sha256) ?? 0) > 1 || holders.has(job.jobKey),
      foreign: foreignOf(attempt) !== undefined,
    }));
  });
}

/** The results of a job whose files are to be there. */
export function keptOutputs(job: Job): readonly Output[] {
  return allOutputs(job).filter(({ cleared }) => cleared === undefined);
}

/** Every result of a job, also where its file was deleted by hand. */
export function allOutputs(job: Job): readonly Output[] {
  const attempt = attemptOf(job);
  return attempt.status === 'succeeded' ? attempt.outputs : [];
}

/** How many jobs hold or were made from bytes (by hash), and how many continue a job (by its key). */
function countHolders(jobs: readonly Job[]): ReadonlyMap<string, number> {
  const holders = new Map<string, number>();
  for (const job of jobs) {
    const held = new Set(keptOutputs(job).map(({ sha256 }) => sha256));
    for (const { sha256 } of job.media) if (sha256 !== undefined) held.add(sha256);
    gather(job.request, held);
    for (const name of held) holders.set(name, (holders.get(name) ?? 0) + 1);
  }
  return holders;
}

/** The hashes and keys that stand in the media of a request, however deep. */
function gather(value: JsonValue, found: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) gather(item as JsonValue, found);
  if (!isJsonObject(value)) return;
  if (typeof value.sha256 === 'string') found.add(value.sha256);
  if (typeof value.jobKey === 'string') found.add(value.jobKey);
  for (const member of Object.values(value)) gather(member, found);
}
