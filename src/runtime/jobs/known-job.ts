import type { JobKey } from '../../graph/keys.ts';
import { GatewayError } from '../wire/job-client.ts';
import type { JobRecord } from '../wire/job-record.ts';
import type { Job } from './job.ts';
import type { Ledger } from './ledger.ts';

/** The job that an order is about. Throws the answer to an order about none. */
export function knownJob(job: Job | undefined): Job {
  if (job === undefined) throw unknownJob();
  return job;
}

/** How the job of a key stands, as clients are told. Throws the answer to an order about none. */
export function knownRecord(ledger: Ledger, jobKey: JobKey): JobRecord {
  const record = ledger.record(jobKey);
  if (record === undefined) throw unknownJob();
  return record;
}

function unknownJob(): GatewayError {
  return new GatewayError('unknown-job', 'There is no such job.', 'Look at the jobs again.', 404);
}
