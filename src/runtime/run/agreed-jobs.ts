import type { JobKey } from '../../graph/keys.ts';
import { type JobRecord, presentAttempt } from '../wire/job-record.ts';
import type { Run } from './run.ts';

/** What Runs agreed to make, each job once: its record, or undefined where the agreed attempt has not begun. */
export function agreedJobs(
  runs: readonly Run[],
  records: ReadonlyMap<JobKey, JobRecord>,
): readonly (JobRecord | undefined)[] {
  const agreed = new Map(runs.flatMap((run) => run.agreed.map(({ jobKey, attempt }) => [jobKey, attempt] as const)));
  return [...agreed].map(([jobKey, attempt]) => {
    const record = records.get(jobKey);
    return record && presentAttempt(record).n >= attempt ? record : undefined;
  });
}
