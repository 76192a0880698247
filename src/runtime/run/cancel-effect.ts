import { isUndecided, type JobRecord, type JobStatus, presentAttempt } from '../wire/job-record.ts';

/**
 * What a wish to cancel can do about a job (faults.md M9, U07): `stops`, nothing was sent; `waits` for the answer to the submit,
 * and asks then; `asks` the service; `asked` already; `goes-on`, the service cannot stop it; `made`, its file is on its way;
 * `decide`, a person says first what became of it; `over`, there is nothing to cancel.
 */
export type CancelEffect = 'stops' | 'waits' | 'asks' | 'asked' | 'goes-on' | 'made' | 'decide' | 'over';

const effects: Readonly<Record<JobStatus, CancelEffect>> = {
  claimed: 'stops',
  submitting: 'waits',
  in_queue: 'asks',
  cancelling: 'asked',
  in_progress: 'goes-on',
  downloading: 'made',
  uncertain: 'decide',
  succeeded: 'over',
  rejected: 'over',
  abandoned: 'over',
  cancelled: 'over',
  failed: 'over',
  lost: 'over',
};

export function cancelEffect(record: Pick<JobRecord, 'attempts'>): CancelEffect {
  const attempt = presentAttempt(record);
  if (isUndecided(attempt)) return 'decide';
  return attempt.status === 'submitting' && attempt.cancelRequested === true ? 'asked' : effects[attempt.status];
}

/** The effects for which the owner of the jobs is asked at all. */
export const isAskedFor: ReadonlySet<CancelEffect> = new Set<CancelEffect>(['stops', 'waits', 'asks', 'asked']);
