import { cutServiceText } from '../runcomfy/service-text.ts';
import { damagedRecord, isDamaged } from '../wire/job-record.ts';
import { attemptOf, freshPace, type Job } from './job.ts';
import type { DurableEvent } from './job-event.ts';

/** A job as it must be taken up when its owner starts, and the event that makes it so, where one is needed. */
export interface Recovery {
  readonly job: Job;
  readonly event: DurableEvent | undefined;
}

/**
 * Rule M5 of faults.md. Found `submitting`: nobody knows what left, so `uncertain`. Found `claimed`: not sent until an
 * agreed Run asks again. A wish to cancel is carried out again; a download starts from the beginning. `damaged` says that
 * an entry which may have been of this job, after its claim, could not be read: then the claim is no proof that nothing was
 * sent, and what was uncertain may have been sent again.
 */
export function recover(job: Job, at: number, damaged: boolean): Recovery {
  const attempt = attemptOf(job);
  const cancelWanted = attempt.status === 'cancelling';
  const waiting = undefined;
  const found: Job = { ...job, agreed: false, waiting, pace: { ...freshPace, cancelWanted } };
  const about = { jobKey: job.jobKey, attempt: attempt.n, at };
  if (attempt.status === 'submitting') {
    const message = 'The process ended while this was being sent: whether the service received it is unknown.';
    return { job: found, event: { type: 'unclear', ...about, failure: { code: 'interrupted', message } } };
  }
  if (attempt.status === 'claimed' && damaged) {
    const message = 'The record of this job is damaged: whether it was sent is unknown.';
    return { job: found, event: { type: 'unclear', ...about, failure: { code: damagedRecord, message } } };
  }
  if (attempt.status === 'uncertain' && damaged && !isDamaged(attempt)) {
    const message = cutServiceText(`${attempt.failure.message} ${damagedSince}`);
    return { job: found, event: { type: 'unclear', ...about, failure: { code: damagedRecord, message } } };
  }
  return { job: found, event: undefined };
}

const damagedSince = 'What followed in the record of this job is damaged: it may have been sent again.';
