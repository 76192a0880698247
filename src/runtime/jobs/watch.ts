import { attemptOf, type Job } from './job.ts';

/**
 * For how long an attempt has been watched, in milliseconds. Time that the machine slept and jumps of the clock do not count,
 * so nothing that is decided by it is declared for them (faults.md B08, B12).
 */
export interface Watch {
  /** When it was last looked at, in milliseconds since 1970. */
  readonly at: number;
  readonly sinceSubmit: number;
  /** Since it stands where it stands: in the queue, or in work. */
  readonly inPhase: number;
  /** How long before the start of work was seen it was not there yet; absent where nobody looked. */
  readonly startBlur?: number;
}

/** Milliseconds that a look may come later than it was meant to: turns of the token bucket, slow answers. */
const lateMs = 60_000;

/** The watch of a job after one more look at it. */
export function looked(job: Job, now: number): Watch {
  const attempt = attemptOf(job);
  const { watch, nextAt } = job.pace;
  if (watch === undefined) {
    // The first look in the life of an owner: only the wall clock can tell.
    const submittedAt = 'submittedAt' in attempt ? (attempt.submittedAt ?? now) : now;
    const began = attempt.status === 'in_progress' ? attempt.since : submittedAt;
    return { at: now, sinceSubmit: Math.max(0, now - submittedAt), inPhase: Math.max(0, now - began) };
  }
  const planned = Math.max(0, nextAt - watch.at);
  const passed = now - watch.at;
  const counted = passed < 0 || passed > planned + lateMs ? planned : passed;
  return { ...watch, at: now, sinceSubmit: watch.sinceSubmit + counted, inPhase: watch.inPhase + counted };
}

/** The watch of a job that was just seen to have moved. A start of work lies half-way to the look before, as far as is known. */
export function movedOn(before: Watch | undefined, present: Watch, to: 'in_queue' | 'in_progress'): Watch {
  const { at, sinceSubmit } = present;
  const startBlur = sinceSubmit - (before?.sinceSubmit ?? 0);
  return { at, sinceSubmit, ...(to === 'in_progress' ? { inPhase: startBlur / 2, startBlur } : { inPhase: 0 }) };
}
