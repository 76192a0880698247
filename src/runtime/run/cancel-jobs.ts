import type { JobKey } from '../../graph/keys.ts';
import type { JobClient } from '../wire/job-client.ts';
import { type JobRecord, type JobStatus, presentAttempt } from '../wire/job-record.ts';
import { agreedAttempt, type Run } from './run.ts';

/** What a wish to cancel can still do about a job: it is a request (M9). */
export type CancelChance = 'stops' | 'asks' | 'too-late' | 'over';

const chances: Readonly<Record<JobStatus, CancelChance>> = {
  claimed: 'stops',
  submitting: 'asks',
  in_queue: 'asks',
  cancelling: 'asks',
  in_progress: 'too-late',
  downloading: 'too-late',
  uncertain: 'too-late',
  succeeded: 'over',
  rejected: 'over',
  abandoned: 'over',
  cancelled: 'over',
  failed: 'over',
  lost: 'over',
};

export function cancelChance(record: Pick<JobRecord, 'attempts'>): CancelChance {
  return chances[presentAttempt(record).status];
}

/** The jobs of a Run that have begun and not ended, of the attempts that were agreed or of later ones. */
export function openJobsOf(run: Run, records: ReadonlyMap<JobKey, JobRecord>): readonly JobRecord[] {
  return run.agreed.flatMap(({ jobKey, attempt }) => {
    const record = records.get(jobKey);
    const open = record && presentAttempt(record).n >= attempt && cancelChance(record) !== 'over';
    return open ? [record] : [];
  });
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
      const chance = cancelChance(record);
      if (chance === 'too-late') return record;
      const after = await reach(() => jobs.cancel(record.jobKey));
      take(after);
      return after;
    }),
  );
  return answers.filter((record) => goesOn(record, run)).map(({ jobKey }) => jobKey);
}

function goesOn(record: JobRecord, run: Run): boolean {
  const attempt = presentAttempt(record);
  return attempt.n >= (agreedAttempt(run, record.jobKey) ?? attempt.n) && cancelChance(record) !== 'over';
}
