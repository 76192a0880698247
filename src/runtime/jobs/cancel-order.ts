import type { JobKey } from '../../graph/keys.ts';
import { GatewayError } from '../wire/job-client.ts';
import { isUnwatched, type JobRecord, type JobStatus } from '../wire/job-record.ts';
import type { Core } from './core.ts';
import { attemptOf, type Job } from './job.ts';
import type { DurableEvent } from './job-event.ts';
import { knownJob, knownRecord } from './known-job.ts';
import { refuseOtherAttempt } from './refuse-other-attempt.ts';
import { eventOf, note } from './settle.ts';
import { asStorageRefusal } from './storage-refusal.ts';

const tooLate: Partial<Record<JobStatus, string>> = {
  downloading: 'It is made already and is being downloaded.',
  succeeded: 'It is made already.',
  uncertain: 'Whether it was sent is unknown: decide that first.',
};

/**
 * A wish to cancel, in every state (faults.md U07): a claim ends without anything sent; while submitting the answer is
 * waited for; in the queue the service is asked; in progress it is asked as well and will say no; later there is nothing
 * to cancel, and that is said.
 */
export async function cancelOrder(core: Core, jobKey: JobKey, seen?: number): Promise<JobRecord> {
  const job = await asStorageRefusal(() =>
    core.ledger.change(jobKey, (present) => cancelEvent(core, knownJob(present), seen)),
  );
  if (job !== undefined && attemptOf(job).status === 'in_progress')
    note(core, job, { pace: { cancelWanted: true, nextAt: 0 } });
  core.wakeAll();
  return knownRecord(core.ledger, jobKey);
}

function cancelEvent(core: Core, job: Job, seen: number | undefined): DurableEvent | undefined {
  refuseOtherAttempt(job, seen);
  const attempt = attemptOf(job);
  const { status } = attempt;
  switch (status) {
    case 'claimed':
      return eventOf(job, { type: 'cancelled' }, core.clock.now());
    case 'submitting':
    case 'in_queue':
      return eventOf(job, { type: 'cancel_asked' }, core.clock.now());
    case 'in_progress':
    case 'cancelling':
      // What the service answers to it is to be seen.
      return isUnwatched(attempt) ? eventOf(job, { type: 'watched_again' }, core.clock.now()) : undefined;
    case 'cancelled':
      return undefined;
    default: {
      const reason = tooLate[status] ?? 'It has ended already.';
      throw new GatewayError('not-cancellable', reason, 'There is nothing to cancel.', 409);
    }
  }
}
