import type { JobKey } from '../../graph/keys.ts';
import { GatewayError } from '../wire/job-client.ts';
import { isUnwatched, isWatchable, type JobRecord } from '../wire/job-record.ts';
import type { Core } from './core.ts';
import { attemptOf } from './job.ts';
import { knownJob, knownRecord } from './known-job.ts';
import { eventOf } from './settle.ts';
import { asStorageRefusal } from './storage-refusal.ts';

/**
 * A person's wish to stop watching a job that does not end, and to watch it again (faults.md J06). It says nothing to the
 * service, ends no attempt and frees nothing to be bought (M6): only the asking stops, and what was asked just then still
 * counts. An equal wish changes nothing.
 */
export async function watchOrder(core: Core, jobKey: JobKey, watched: boolean): Promise<JobRecord> {
  await asStorageRefusal(() =>
    core.ledger.change(jobKey, (present) => {
      const job = knownJob(present);
      const attempt = attemptOf(job);
      if (!isWatchable(attempt)) {
        const reason = `The job is ${attempt.status}: the service is not asked where it stands.`;
        throw new GatewayError('not-watchable', reason, 'Look at it again.', 409);
      }
      if (isUnwatched(attempt) !== watched) return undefined;
      core.log({ event: watched ? 'watched_again' : 'watch_stopped', jobKey });
      return eventOf(job, { type: watched ? 'watched_again' : 'watch_stopped' }, core.clock.now());
    }),
  );
  return knownRecord(core.ledger, jobKey);
}
