import { jobKeyOf } from '../../graph/keys.ts';
import { repeatable, type JobStatus } from '../wire/job-record.ts';
import type { JobOrder } from '../wire/messages.ts';
import { attemptOf, type Job } from './job.ts';

/** What an order leads to: a new attempt, the one that is there, or a refusal with its HTTP status. */
export type OrderCheck =
  | { readonly kind: 'claim' }
  | { readonly kind: 'join' }
  | {
      readonly kind: 'refuse';
      readonly httpStatus: 409 | 422;
      readonly code: string;
      readonly reason: string;
      readonly remedy: string;
    };

/** Whether the key is the hash of what decides the result (security.md SEC13). */
export function checkKey(jobKey: string, order: JobOrder): OrderCheck | undefined {
  const { service, model, request, take } = order;
  if (jobKeyOf({ service, model, request, take }) === jobKey) return undefined;
  return {
    kind: 'refuse',
    httpStatus: 422,
    code: 'key-mismatch',
    reason: 'The JobKey is not the hash of service, model, request and take.',
    remedy: 'Reload the page: it may be older than the gateway.',
  };
}

/** Who joins a claim buys what it will send: that must be the model that was agreed to (faults.md M14). */
export function checkModel(job: Job | undefined, { attempt, sentModel }: JobOrder): OrderCheck | undefined {
  const present = job && attemptOf(job);
  if (present?.status !== 'claimed' || present.n !== attempt) return undefined;
  if (sentModel === undefined || job?.agreedModel === undefined || job.agreedModel === sentModel) return undefined;
  return {
    kind: 'refuse',
    httpStatus: 409,
    code: 'other-model',
    reason: `This attempt waits to be sent as ${job.agreedModel}, and ${sentModel} was agreed to now. Nothing was sent.`,
    remedy: 'Cancel the waiting one and run again: the next attempt goes as agreed.',
  };
}

const standing: Partial<Record<JobStatus, string>> = {
  succeeded: 'it has a result already',
  uncertain: 'whether it was sent is unknown and a person must decide first',
};

/**
 * Rule M6: the same attempt joins; the next one is made only after one that ended without a result. With `claimLost` the
 * journal tells of one more attempt, whose claim cannot be read: it may have been bought, so no other is made.
 */
export function checkAttempt(job: Job | undefined, attempt: number, claimLost: boolean): OrderCheck {
  const check = checkPresent(job, attempt);
  if (!claimLost || check.kind !== 'claim') return check;
  return {
    kind: 'refuse',
    httpStatus: 409,
    code: 'damaged-record',
    reason: 'The record of this job is damaged: it may have been bought already. Nothing was sent.',
    remedy: 'Look it up at RunComfy. A new take buys it anew.',
  };
}

function checkPresent(job: Job | undefined, attempt: number): OrderCheck {
  if (job === undefined) {
    return attempt === 1 ? { kind: 'claim' } : refuse(`Attempt ${attempt} was asked for, but there is none before it.`);
  }
  const present = attemptOf(job);
  if (attempt <= present.n) return { kind: 'join' };
  if (attempt > present.n + 1) return refuse(`Attempt ${attempt} was asked for, but the last one is ${present.n}.`);
  if (repeatable.has(present.status)) return { kind: 'claim' };
  const why = standing[present.status] ?? `it is ${present.status.replace('_', ' ')}`;
  return refuse(`There is no attempt ${attempt} while attempt ${present.n} stands: ${why}.`);
}

function refuse(reason: string): OrderCheck {
  return {
    kind: 'refuse',
    httpStatus: 409,
    code: 'attempt-conflict',
    reason,
    remedy: 'Plan again: the quote is then about what there is now.',
  };
}
