import type { JobKey } from '../../graph/keys.ts';
import { type JobRecord, presentAttempt } from '../wire/job-record.ts';
import type { PauseReason, Run } from './run.ts';

/** Why a Run stands still because of its jobs, or undefined while they go on by themselves. */
export function pauseByJobs(run: Run, records: ReadonlyMap<JobKey, JobRecord>): PauseReason | undefined {
  const reasons = run.agreed.flatMap(({ jobKey }): PauseReason[] => {
    const record = records.get(jobKey);
    if (!record) return [];
    if (presentAttempt(record).status === 'uncertain') return ['person'];
    const why = record.waiting?.for;
    return why === 'token' || why === 'credit' || why === 'person' ? [why] : [];
  });
  return (['token', 'credit', 'person'] as const).find((why) => reasons.includes(why));
}

/** Whether a job waits for a person, or for what only a person can bring. */
export function waitsForPerson(record: JobRecord): boolean {
  if (presentAttempt(record).status === 'uncertain') return true;
  return ['token', 'credit', 'person'].includes(record.waiting?.for ?? '');
}
