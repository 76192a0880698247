import type { JobKey } from '../../graph/keys.ts';
import { GatewayError, type JobClient } from '../wire/job-client.ts';
import { type JobRecord, presentAttempt } from '../wire/job-record.ts';
import { agreedJobs } from './agreed-jobs.ts';
import { cancelEffect, isAskedFor } from './cancel-effect.ts';
import { agreedAttempt, type Run } from './run.ts';

/** The jobs of a Run that have begun and not ended, of the attempts that were agreed or of later ones. */
export function openJobsOf(run: Run, records: ReadonlyMap<JobKey, JobRecord>): readonly JobRecord[] {
  return agreedJobs([run], records).flatMap((record) => (record && cancelEffect(record) !== 'over' ? [record] : []));
}

/**
 * Asks for every job of a Run that can still be cancelled, and answers with those that go on all the same: what is in
 * progress cannot be cancelled and is charged (faults.md J09).
 */
export async function cancelJobs(
  run: Run,
  records: ReadonlyMap<JobKey, JobRecord>,
  jobs: Pick<JobClient, 'cancel'>,
  reach: <T>(call: () => Promise<T>) => Promise<T>,
  take: (record: JobRecord) => void,
): Promise<readonly JobKey[]> {
  const answers = await Promise.all(
    openJobsOf(run, records).map(async (record) => {
      if (!isAskedFor.has(cancelEffect(record))) return record;
      const after = await reach(() => jobs.cancel(record.jobKey, presentAttempt(record).n)).catch(wentOn);
      if (after === undefined) return record;
      take(after);
      return after;
    }),
  );
  return answers.filter((record) => goesOn(record, run)).map(({ jobKey }) => jobKey);
}

function goesOn(record: JobRecord, run: Run): boolean {
  const attempt = presentAttempt(record);
  return attempt.n >= (agreedAttempt(run, record.jobKey) ?? attempt.n) && cancelEffect(record) !== 'over';
}

/** It ended, or another attempt began, before the wish came: there is nothing left to cancel of what was meant. */
function wentOn(error: unknown): undefined {
  if (!(error instanceof GatewayError && ['other-attempt', 'not-cancellable'].includes(error.code))) throw error;
}
