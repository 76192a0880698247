import type { OutputKind } from '../../graph/media-ref.ts';
import type { ResultReading } from '../runcomfy/classify-result.ts';
import { readResult } from '../runcomfy/read-result.ts';
import { GatewayError } from '../wire/job-client.ts';
import { foreignOf, type Output } from '../wire/job-record.ts';
import type { Core } from './core.ts';
import { fetchOutput } from './fetch-output.ts';
import { attemptOf } from './job.ts';
import { isDeleted, noteFileBack } from './note-file-back.ts';
import { DownloadError } from './ports.ts';
import { readCaller } from './read-access.ts';
import { settle } from './settle.ts';
import { asStorageRefusal } from './storage-refusal.ts';

/**
 * Brings back a stored result whose bytes are missing, as after a person deleted the file: by its request id, and only the
 * bytes that were recorded. Never submits anything. Throws a GatewayError that says what is gone and the ways out.
 */
export async function restoreOutput(core: Core, jobKey: string, kind: OutputKind, n: number): Promise<void> {
  const job = core.ledger.job(jobKey);
  const attempt = job && attemptOf(job);
  if (job === undefined || attempt?.status !== 'succeeded') throw noSuchOutput();
  const output = attempt.outputs.find((made) => made.kind === kind && made.n === n);
  if (output === undefined)
    throw noSuchOutput(attempt.missing?.find((one) => one.kind === kind && one.n === n)?.reason);
  if (isDeleted(output) && (await asStorageRefusal(() => noteFileBack(core, jobKey, output)))) return;
  const { requestId } = attempt;
  const gone = (why: string): GatewayError => goneError(output, requestId, why);
  if (foreignOf(attempt) !== undefined) throw gone('It came with a project: open that once more.');
  if (!core.services.has(job.service)) throw gone(`This gateway is not set up to ask ${job.service}.`);

  const awaited = { sha256: output.sha256 };
  core.files.awaited.add(awaited);
  try {
    const caller = await readCaller(core, job.service);
    const reading = await core.stop.during((signal) => readResult(caller, requestId, () => core.clock.now(), signal));
    const address = addressIn(reading, output);
    if (address.kind === 'later') throw unreachable(address.reason);
    if (address.kind === 'gone') throw gone(address.reason);
    const fetched = await asStorageRefusal(() =>
      core.stop.during((signal) => fetchOutput(core, job.service, { kind, n, url: address.url }, signal, nothing)),
    ).catch((error: unknown) => {
      if (!(error instanceof DownloadError)) throw error;
      throw error.why === 'broken' ? unreachable(error.message) : gone(error.message);
    });
    const same = fetched.sha256 === output.sha256;
    core.log({ event: same ? 'restored' : 'result_differs', jobKey, sha256: fetched.sha256 });
    if (!same) throw differs(output, fetched, requestId);
    if (output.cleared !== undefined) await settle(core, job, { type: 'refetched', output: { kind, n } });
  } finally {
    core.files.awaited.delete(awaited);
  }
}

function nothing(): void {}

type Found =
  | { readonly kind: 'found'; readonly url: string }
  | { readonly kind: 'gone'; readonly reason: string }
  | { readonly kind: 'later'; readonly reason: string };

function addressIn(reading: ResultReading, { kind, n }: Output): Found {
  if (reading.kind === 'made') {
    const url = reading.addresses.find((address) => address.kind === kind && address.n === n)?.url;
    return url === undefined ? { kind: 'gone', reason: 'The service no longer names it.' } : { kind: 'found', url };
  }
  if (reading.kind === 'not_found') return { kind: 'gone', reason: 'The service no longer knows the request.' };
  if ('reason' in reading) return { kind: 'later', reason: reading.reason };
  return { kind: 'gone', reason: 'The service no longer names a result.' };
}

function noSuchOutput(why?: string): GatewayError {
  const reason = why === undefined ? 'There is no such result here.' : `This result could not be stored. ${why}`;
  return new GatewayError('no-such-output', reason, '', 404);
}

function goneError({ kind, sha256 }: Output, requestId: string, why: string): GatewayError {
  const reason = `The file of this ${kind} is no longer in the data folder, and it could not be fetched again from request ${requestId}. ${why}`;
  const remedy = `Put the file whose name begins with ${sha256.slice(0, 12)} back into media/, or make a new take.`;
  return new GatewayError('result-gone', reason, remedy, 410);
}

function unreachable(why: string): GatewayError {
  const reason = `The file of this result is no longer in the data folder, and could not be fetched again yet. ${why}`;
  return new GatewayError('result-unreachable', reason, 'Try again later; nothing is bought for it.', 503);
}

function differs({ kind, sha256 }: Output, fetched: Output, requestId: string): GatewayError {
  const reason = `The file of this ${kind} is no longer in the data folder, and request ${requestId} gives other bytes now than were recorded (${sha256.slice(0, 12)}).`;
  const remedy = `What came is kept in media/ as ${fetched.sha256.slice(0, 12)}…; put the old file back there, or make a new take.`;
  return new GatewayError('result-differs', reason, remedy, 409);
}
