import type { JobKey } from '../../graph/keys.ts';
import { type Attempt, ended, isUnwatched, type JobRecord, presentAttempt } from '../wire/job-record.ts';
import type { JobFeed } from './job-feed.ts';
import { coveredAttempt } from './run.ts';
import type { RunClock } from './run-clock.ts';

/** How often an agreed claim that does not move is put again, in milliseconds: its owner may have been started anew (M5). */
const askAgainMs = 5_000;
/** The same while the owner says why it waits. */
const askAgainWaitingMs = 30_000;

export interface AwaitedJob {
  readonly jobKey: JobKey;
  /** An earlier attempt does not count. */
  readonly attempt: number;
  /** Puts the order of an attempt again: safe, since an equal order joins. */
  readonly again?: (attempt: number) => Promise<void>;
}

/**
 * Waits until an attempt, or a later one, has ended, with or without a result: for ever if need be (M7), or until a person
 * stops watching it (J06). An uncertain one has not ended: a person decides.
 */
export async function awaitJob(
  job: AwaitedJob,
  feed: JobFeed,
  clock: RunClock,
  signal: AbortSignal,
): Promise<JobRecord> {
  for (;;) {
    signal.throwIfAborted();
    const record = feed.records.get(job.jobKey);
    const present = record && presentAttempt(record);
    if (present && present.n >= job.attempt && isOver(present)) return record;
    // After "send again" it is the next attempt that may be stuck.
    const covered = coveredAttempt(job.attempt, record);
    const stuck = !present || (present.status === 'claimed' && present.n === covered);
    const ms = job.again && stuck ? (record?.waiting ? askAgainWaitingMs : askAgainMs) : undefined;
    const changed = await changeOf(job.jobKey, record, feed, clock, ms, signal);
    if (!changed) await job.again?.(covered);
  }
}

function isOver(attempt: Attempt): boolean {
  return (attempt.status !== 'uncertain' && ended.has(attempt.status)) || isUnwatched(attempt);
}

/** Resolves with true when the record of a job is another, with false after some milliseconds. */
async function changeOf(
  jobKey: JobKey,
  held: JobRecord | undefined,
  feed: JobFeed,
  clock: RunClock,
  ms: number | undefined,
  signal: AbortSignal,
): Promise<boolean> {
  const over = new AbortController();
  const within = AbortSignal.any([signal, over.signal]);
  try {
    return await new Promise<boolean>((resolve, reject) => {
      const stop = feed.subscribe(() => {
        if (feed.records.get(jobKey) !== held) resolve(true);
      });
      const leave = (): void => {
        stop();
        reject(signal.reason instanceof Error ? signal.reason : new DOMException('aborted', 'AbortError'));
      };
      // Once: Node keeps a signal that was made of others for as long as anything listens to it.
      within.addEventListener('abort', leave, { once: true });
      if (feed.records.get(jobKey) !== held) resolve(true);
      if (ms !== undefined) clock.sleep(ms, within).then(() => resolve(false), reject);
    });
  } finally {
    over.abort();
  }
}
