import type { CacheKey, JobKey } from '../../graph/keys.ts';
import type { Known, KnownAttempt, KnownJob } from '../../graph/known.ts';
import {
  type Attempt,
  foreignOf,
  type JobRecord,
  type JobStatus,
  presentAttempt,
  repeatable,
} from '../wire/job-record.ts';

/** What a plan may rely on, from the records of jobs and the operations whose results are held. */
export function knownOf(records: readonly JobRecord[], results: ReadonlySet<CacheKey>): Known {
  return { jobs: new Map(records.map((record): [JobKey, KnownJob] => [record.jobKey, knownJob(record)])), results };
}

function knownJob(record: JobRecord): KnownJob {
  const attempt = presentAttempt(record);
  return {
    phase: phaseOf(attempt.status),
    attempt: attempt.n,
    unsent: attempt.status === 'claimed',
    outputs: attempt.status === 'succeeded' ? attempt.outputs.map(({ kind, n }) => ({ kind, n })) : [],
    status: attempt.status,
    attempts: record.attempts.map(knownAttempt),
    ...(foreignOf(attempt) === undefined ? {} : { foreign: true }),
  };
}

function phaseOf(status: JobStatus): KnownJob['phase'] {
  if (status === 'succeeded') return 'done';
  if (status === 'uncertain') return 'undecided';
  return repeatable.has(status) ? 'over' : 'alive';
}

/** What an attempt that was made elsewhere cost was paid by somebody else. */
function knownAttempt(attempt: Attempt): KnownAttempt {
  const { status } = attempt;
  const cost = 'cost' in attempt && foreignOf(attempt) === undefined ? attempt.cost : undefined;
  return { status, ...(cost === undefined ? {} : { cost }) };
}
