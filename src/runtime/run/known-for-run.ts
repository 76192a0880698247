import type { CacheKey } from '../../graph/keys.ts';
import type { Known, KnownJob } from '../../graph/known.ts';
import type { JobRecord } from '../wire/job-record.ts';
import { knownOf } from './known-of.ts';
import { agreedAttempt, type Run } from './run.ts';

/**
 * What is known, as the plan of a Run under way must see it: an agreed attempt that ended badly is not planned anew (that
 * would be an attempt nobody agreed to), and one that became uncertain is waited for until a person decides.
 */
export function knownForRun(run: Run, records: readonly JobRecord[], results: ReadonlySet<CacheKey>): Known {
  const known = knownOf(records, results);
  const jobs = new Map([...known.jobs].map(([key, job]) => [key, seenBy(job, agreedAttempt(run, key))] as const));
  return { ...known, jobs };
}

function seenBy(job: KnownJob, agreed: number | undefined): KnownJob {
  if (agreed === undefined || job.attempt < agreed) return job;
  if (job.phase === 'over' || job.phase === 'undecided') return { ...job, phase: 'alive', unsent: false };
  return job;
}
