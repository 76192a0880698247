import type { CacheKey, JobKey } from '../../graph/keys.ts';
import type { Known, KnownJob } from '../../graph/known.ts';
import { foreignOf, type JobRecord, type JobStatus, presentAttempt, repeatable } from '../wire/job-record.ts';

/** What a plan may rely on, from the records of jobs and the operations whose results are held. */
export function knownOf(records: readonly JobRecord[], results: ReadonlySet<CacheKey>): Known {
  return { jobs: new Map(records.map((record): [JobKey, KnownJob] => [record.jobKey, knownJob(record)])), results };
}

function knownJob(record: JobRecord): KnownJob {
  const attempt = presentAttempt(record);
  const cost = costOf(record);
  return {
    phase: phaseOf(attempt.status),
    attempt: attempt.n,
    unsent: attempt.status === 'claimed',
    outputs: attempt.status === 'succeeded' ? attempt.outputs.map(({ kind, n }) => ({ kind, n })) : [],
    ...(cost === undefined ? {} : { cost }),
    status: attempt.status,
    ...(foreignOf(attempt) === undefined ? {} : { foreign: true }),
  };
}

function phaseOf(status: JobStatus): KnownJob['phase'] {
  if (status === 'succeeded') return 'done';
  if (status === 'uncertain') return 'undecided';
  return repeatable.has(status) ? 'over' : 'alive';
}

/** USD of all attempts that were made here together, or undefined where the service named none. */
export function costOf(record: Pick<JobRecord, 'attempts'>): number | undefined {
  const costs = record.attempts.flatMap((attempt) =>
    'cost' in attempt && attempt.cost !== undefined && foreignOf(attempt) === undefined ? [attempt.cost] : [],
  );
  return costs.length === 0 ? undefined : costs.reduce((sum, cost) => sum + cost, 0);
}
