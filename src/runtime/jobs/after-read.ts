import type { Waiting } from '../wire/job-record.ts';
import { cutServiceText } from '../runcomfy/service-text.ts';
import type { ReadTrouble } from '../runcomfy/classify-read.ts';
import { backoffMs } from './backoff.ts';
import type { Note } from './job-event.ts';
import { attemptOf, type Job } from './job.ts';
import { slowPollMs } from './poll-interval.ts';

/** A 404 within this many milliseconds of the submit is a service that does not know its own request yet. */
export const unknownYetMs = 60_000;
/** Failures in a row after which they are shown (faults.md H30). */
const shownAfter = 3;

/**
 * What a failed read leads to: when to ask again, and what to show. It never ends a job and never leads to a submit
 * (faults.md, Polling and time).
 */
export function afterReadTrouble(
  job: Job,
  trouble: ReadTrouble,
  situation: { readonly now: number; readonly age: number; readonly random: () => number },
): Note {
  const { now, age, random } = situation;
  const troubles = job.pace.troubles + 1;
  const backoff = backoffMs(troubles, random);
  const floor = 'retryAfterMs' in trouble ? (trouble.retryAfterMs ?? 0) : 0;
  const pace = { troubles, nextAt: now + Math.max(backoff, floor) };
  switch (trouble.kind) {
    case 'unauthorized':
      return { pace, waiting: { for: 'token', reason: trouble.reason } };
    case 'not_found':
      if (age <= unknownYetMs) return { pace: { troubles, nextAt: now + Math.min(backoff, 5_000) } };
      return {
        pace: { troubles, nextAt: now + slowPollMs },
        trouble: cutServiceText(`Not found at RunComfy: ${trouble.reason}`),
        notFound: true,
        ...(isAttached(job) ? { waiting: mistyped } : {}),
      };
    case 'unreachable':
      return {
        pace,
        waiting: { for: 'network', until: pace.nextAt, reason: trouble.reason },
        ...(troubles >= shownAfter ? { trouble: shown(trouble.reason) } : {}),
      };
    case 'rate_limited':
      return { pace, waiting: { for: 'rate_limit', until: pace.nextAt, reason: trouble.reason } };
    case 'trouble':
      return { pace, ...(troubles >= shownAfter ? { trouble: shown(trouble.reason) } : {}) };
  }
}

/** An id that the service gave may turn up again by itself; one that a person typed will not. */
const mistyped: Waiting = {
  for: 'person',
  reason:
    'RunComfy does not know the request id that was attached. Attach another one, or decide that it was not sent.',
};

function isAttached(job: Job): boolean {
  const attempt = attemptOf(job);
  return 'attached' in attempt && attempt.attached === true;
}

function shown(reason: string): string {
  return cutServiceText(`Connection trouble: ${reason}`);
}
