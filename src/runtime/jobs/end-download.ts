import { cutServiceText } from '../runcomfy/service-text.ts';
import type { Failure, MissingOutput, Output } from '../wire/job-record.ts';
import type { Core } from './core.ts';
import type { Job } from './job.ts';
import { inOrder, isAmong } from './output-order.ts';
import { settle } from './settle.ts';

/**
 * The end of a download. What came is paid for and kept: the job succeeded with it, and its record tells what is missing. It
 * is lost only when nothing could be stored (faults.md M8, J15); `failure` is why.
 */
export async function endDownload(
  core: Core,
  job: Job,
  fetched: readonly Output[],
  missing: readonly MissingOutput[],
  failure: Failure,
): Promise<void> {
  if (fetched.length === 0) {
    await settle(core, job, { type: 'lost', failure });
    return;
  }
  core.log({ event: 'outputs_missing', jobKey: job.jobKey, count: missing.length });
  const told = missing.length === 0 ? {} : { missing: inOrder(missing) };
  await settle(core, job, { type: 'stored', outputs: inOrder(fetched), ...told });
}

/** What a result names and was not fetched, for one reason. */
export function notFetched(job: Job, reason: string): readonly MissingOutput[] {
  const named = [...(job.results?.addresses ?? []), ...(job.results?.refused ?? [])];
  return named
    .filter((place) => !isAmong(job.pace.fetched, place))
    .map(({ kind, n }) => ({ kind, n, reason: cutServiceText(reason, 500) }));
}
