import type { Attempt, Failure } from '../wire/job-record.ts';
import { freshPace, type Job } from './job.ts';

/** An attempt of some statuses. */
export type Of<Status extends Attempt['status']> = Extract<Attempt, { status: Status }>;

/** Whether the service is asked about it: it was accepted, and is not over. */
export function polled(attempt: Attempt): attempt is Of<'in_queue' | 'in_progress' | 'cancelling'> {
  return attempt.status === 'in_queue' || attempt.status === 'in_progress' || attempt.status === 'cancelling';
}

/** The attempts of a job with another present one. */
export function replaced(job: Job, attempt: Attempt): readonly Attempt[] {
  return [...job.attempts.slice(0, -1), attempt];
}

/** What goes along from one status to the next; each of these holds more than the one before. */
export function begun(attempt: Attempt, at: number) {
  return { n: attempt.n, claimedAt: attempt.claimedAt, since: at, ...quotedOf(attempt) };
}

export function sent(attempt: Extract<Attempt, { submittedAt: number }>, at: number) {
  const { submittedAt, acceptedAs } = attempt;
  return { ...begun(attempt, at), submittedAt, ...(acceptedAs === undefined ? {} : { acceptedAs }) };
}

export function acceptedFields(
  attempt: Of<'in_queue' | 'in_progress' | 'cancelling' | 'downloading' | 'lost' | 'failed'>,
  at: number,
) {
  const attached = attempt.attached === undefined ? {} : { attached: attempt.attached };
  return { ...sent(attempt, at), requestId: attempt.requestId, ...attached };
}

export function quotedOf({ quoted }: Pick<Attempt, 'quoted'>): Pick<Attempt, 'quoted'> {
  return quoted === undefined ? {} : { quoted };
}

export function costOf(attempt: Attempt): { readonly cost?: number } {
  return 'cost' in attempt && attempt.cost !== undefined ? { cost: attempt.cost } : {};
}

/** A new status begins with a clean pace and nothing to wait for. */
export function to(job: Job, attempt: Attempt): Job {
  return { ...job, attempts: replaced(job, attempt), waiting: undefined, pace: freshPace };
}

/** An attempt whose request id is not believed any more: that the service gave it is never forgotten. */
export function doubted(attempt: Attempt, failure: Failure, at: number): Of<'uncertain'> | undefined {
  if (!polled(attempt)) return undefined;
  const given = attempt.attached === true ? {} : { acceptedAs: attempt.requestId };
  return { status: 'uncertain', ...sent(attempt, at), ...given, failure };
}
