import type { JobKey } from '../../graph/keys.ts';
import type { ResultReading } from '../runcomfy/classify-result.ts';
import { readResult } from '../runcomfy/read-result.ts';
import { GatewayError } from '../wire/job-client.ts';
import { type Attempt, lacksOutput, type JobRecord, type Output } from '../wire/job-record.ts';
import type { Core } from './core.ts';
import { fetchOutput } from './fetch-output.ts';
import { attemptOf, type Job } from './job.ts';
import { knownJob, knownRecord } from './known-job.ts';
import { isAmong } from './output-order.ts';
import { DownloadError } from './ports.ts';
import { readCaller } from './read-access.ts';
import { eventOf, type JobFact } from './settle.ts';
import { asStorageRefusal } from './storage-refusal.ts';

type Made = Extract<ResultReading, { kind: 'made' }>;
type Lacking = Extract<Attempt, { status: 'lost' | 'failed' | 'succeeded' }>;

/**
 * Asks the service once more for what a job lacks, because a person wishes it: a file that was gone, an output that was not
 * named, or could not be fetched (faults.md J03, J10, J15). It is asked by the request id, once; nothing is ever submitted.
 * What is named is fetched. Throws a GatewayError that says what came instead; then nothing has changed.
 */
export async function lookAgain(core: Core, jobKey: JobKey): Promise<JobRecord> {
  const job = knownJob(core.ledger.job(jobKey));
  const attempt = lacking(job);
  if (!core.services.has(job.service)) {
    const reason = `This gateway is not set up to ask ${job.service}.`;
    throw new GatewayError('wrong-service', reason, 'Start it with that service, and look again.', 409);
  }
  const { requestId } = attempt;
  const caller = await readCaller(core, job.service);
  const reading = await core.stop.during((signal) => readResult(caller, requestId, () => core.clock.now(), signal));
  core.log({ event: 'looked_again', jobKey, found: reading.kind });
  if (reading.kind !== 'made') throw notMade(reading, requestId);
  if (attempt.status === 'succeeded') await fetchMissing(core, job, attempt, reading);
  else await tell(core, job, addressedBy(reading));
  return knownRecord(core.ledger, jobKey);
}

function lacking(job: Job): Lacking {
  const attempt = attemptOf(job);
  const { status } = attempt;
  if (lacksOutput(attempt) && (status === 'lost' || status === 'failed' || status === 'succeeded')) return attempt;
  const reason = 'There is nothing of this job to look for at the service.';
  throw new GatewayError('nothing-missing', reason, 'Look at it again.', 409);
}

/** How long it took teaches nothing: nobody watched. */
function addressedBy({ addresses, refused, cost }: Made): JobFact {
  const more = { ...(refused.length > 0 ? { refused: [...refused] } : {}), ...(cost === undefined ? {} : { cost }) };
  return { type: 'addressed', addresses: [...addresses], ...more, took: {} };
}

/** Writes down what came, of the attempt that was asked about: it may have been bought again meanwhile. */
async function tell(core: Core, job: Job, fact: JobFact): Promise<void> {
  await asStorageRefusal(() =>
    core.ledger.change(job.jobKey, (present) => {
      if (present !== undefined && attemptOf(present) === attemptOf(job)) return eventOf(job, fact, core.clock.now());
      throw new GatewayError('changed-meanwhile', 'The job went on meanwhile.', 'Look at it as it is now.', 409);
    }),
  );
}

async function fetchMissing(
  core: Core,
  job: Job,
  { missing = [] }: Extract<Attempt, { status: 'succeeded' }>,
  { addresses, refused }: Made,
): Promise<void> {
  const outputs: Output[] = [];
  const whys: string[] = [];
  // A file that has come is kept until the record keeps it.
  const take = (output: Output): void => {
    outputs.push(output);
    core.files.awaited.add(output);
  };
  try {
    for (const place of missing) {
      const address = addresses.find((one) => isAmong([place], one));
      if (address !== undefined) {
        const fetching = core.stop.during((signal) => fetchOutput(core, job.service, address, signal, take));
        await asStorageRefusal(() => fetching).catch((error: unknown) => {
          if (!(error instanceof DownloadError)) throw error;
          whys.push(error.message);
        });
      } else if (isAmong(refused, place)) whys.push('Its address may not be fetched.');
      else whys.push('The service no longer names it.');
    }
    if (outputs.length > 0) return await tell(core, job, { type: 'came_late', outputs });
  } finally {
    for (const output of outputs) core.files.awaited.delete(output);
  }
  const reason = `It still cannot be fetched. ${[...new Set(whys)].join(' ')}`;
  throw new GatewayError('still-missing', reason.slice(0, 2000), later, 409);
}

const later = 'Look again later: that buys nothing.';

function notMade(reading: Exclude<ResultReading, Made>, requestId: string): GatewayError {
  switch (reading.kind) {
    case 'empty':
      return new GatewayError('still-no-output', 'The service still names no output.', later, 409);
    case 'pending':
      return new GatewayError('still-no-output', `The result says "${reading.status}".`, later, 409);
    case 'failed':
      return new GatewayError('failed', `The service says: ${reading.failure.message}`, '', 409);
    case 'cancelled':
      return new GatewayError('cancelled', 'The service calls it cancelled now.', '', 409);
    case 'not_found':
      return new GatewayError('result-gone', `The service no longer knows request ${requestId}.`, '', 410);
    default:
      return new GatewayError('not-answered', `The service could not be asked: ${reading.reason}`, later, 503);
  }
}
