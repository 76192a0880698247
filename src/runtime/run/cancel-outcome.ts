import type { JobKey } from '../../graph/keys.ts';
import { isUndecided, type JobRecord, presentAttempt } from '../wire/job-record.ts';
import { agreedJobs } from './agreed-jobs.ts';
import type { Run } from './run.ts';

/** What became of a job that was asked to be cancelled, or of one that was to be made by a Run that was. */
export type CancelOutcome =
  | 'never-sent'
  | 'stopped'
  | 'waits'
  | 'asked'
  | 'refused'
  | 'unknown'
  | 'queued'
  | 'goes-on'
  | 'made'
  | 'decide'
  | 'ended';

export function cancelOutcome(record: Pick<JobRecord, 'attempts'> | undefined): CancelOutcome {
  if (!record) return 'never-sent';
  const attempt = presentAttempt(record);
  if (isUndecided(attempt)) return 'decide';
  switch (attempt.status) {
    case 'claimed':
      return 'never-sent';
    case 'submitting':
      return 'waits';
    case 'in_queue':
      return attempt.cancel ?? 'queued';
    case 'cancelling':
      return 'asked';
    case 'in_progress':
      return 'goes-on';
    case 'downloading':
    case 'succeeded':
      return 'made';
    case 'cancelled':
      return attempt.requestId === undefined ? 'never-sent' : 'stopped';
    default:
      return 'ended';
  }
}

const outcomes: Readonly<Record<CancelOutcome, (count: number, paid: boolean) => string>> = {
  'never-sent': (n, paid) => `${n} never sent${paid ? ', nothing charged' : ''}`,
  stopped: (n) => `${n} stopped in the queue by the service`,
  waits: (n) => `${n} being sent, asked to stop when the answer comes`,
  asked: (n) => `${n} asked to stop, not confirmed yet`,
  refused: (n, paid) =>
    `${n} in queue, the service refused to stop ${n === 1 ? 'it' : 'them'}${paid ? ', it may be charged' : ''}`,
  unknown: (n) => `${n} in queue, whether the service stops ${n === 1 ? 'it' : 'them'} is not known`,
  queued: (n) => `${n} in queue, ${n === 1 ? 'goes' : 'go'} on`,
  'goes-on': (n, paid) =>
    `${n} generating, could not be stopped, ${paid ? 'will be charged, ' : ''}the ${n === 1 ? 'clip lands' : 'clips land'} in the history`,
  made: (n) => `${n} made, the ${n === 1 ? 'clip is' : 'clips are'} kept`,
  decide: (n) => `${n} may have been sent, decide what became of ${n === 1 ? 'it' : 'them'}`,
  ended: (n) => `${n} had ended without a clip`,
};

/** What became of what cancelled Runs were to make, after it: goes on changing while jobs do. */
export function cancelledWords(runs: readonly Run[], records: ReadonlyMap<JobKey, JobRecord>): string {
  const counts = new Map<CancelOutcome, number>();
  for (const record of agreedJobs(runs, records)) {
    const outcome = cancelOutcome(record);
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  const paid = runs.some(({ service }) => service !== 'sandbox');
  const told = (Object.keys(outcomes) as CancelOutcome[]).flatMap((outcome) =>
    counts.has(outcome) ? [outcomes[outcome](counts.get(outcome) ?? 0, paid)] : [],
  );
  return told.length === 0 ? 'Cancelled.' : `Cancelled: ${told.join('; ')}.`;
}
