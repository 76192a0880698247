import { cutServiceText } from '../runcomfy/service-text.ts';
import type { Output } from '../wire/job-record.ts';
import { afterDownloads, type FailedOutput } from './after-download.ts';
import { backoffMs } from './backoff.ts';
import type { Core } from './core.ts';
import { endDownload } from './end-download.ts';
import { fetchOutput } from './fetch-output.ts';
import type { Job } from './job.ts';
import { inOrder, isAmong } from './output-order.ts';
import { DownloadError, StorageError } from './ports.ts';
import { note, settle } from './settle.ts';

/**
 * Fetches and stores every output that is not stored yet; only then has the job succeeded (faults.md M8). One that cannot be
 * had never keeps the others from being stored (J15).
 */
export async function downloadResult(core: Core, job: Job): Promise<void> {
  const fetched: Output[] = [...job.pace.fetched];
  const failed: FailedOutput[] = refusedOutputs(job);
  for (const address of job.results?.addresses ?? []) {
    if (isAmong(fetched, address)) continue;
    try {
      const take = (output: Output): void => {
        fetched.push(output);
        note(core, job, { pace: { fetched: [...fetched] } });
      };
      await core.stop.during((signal) => fetchOutput(core, job.service, address, signal, take));
    } catch (error) {
      if (core.stop.stopped()) return;
      if (error instanceof StorageError) return waitForStorage(core, job, error, fetched);
      if (!(error instanceof DownloadError)) throw error;
      const { kind, n } = address;
      failed.push({ kind, n, error });
    }
  }
  if (failed.length === 0) await settle(core, job, { type: 'stored', outputs: inOrder(fetched) });
  else await afterFailed(core, job, failed, fetched);
}

function refusedOutputs({ results }: Job): FailedOutput[] {
  const error = new DownloadError('refused', 'The service named an address that may not be fetched.');
  const refused = results?.refused ?? [];
  // Whatever was named is made and paid for: a result without any place was refused as a whole.
  const nothing = refused.length === 0 && (results?.addresses ?? []).length === 0;
  return (nothing ? [{ kind: 'video', n: 0 } as const] : refused).map(({ kind, n }) => ({ kind, n, error }));
}

async function afterFailed(
  core: Core,
  job: Job,
  failed: readonly FailedOutput[],
  fetched: readonly Output[],
): Promise<void> {
  const now = core.clock.now();
  const after = afterDownloads(failed, job.pace);
  const whys = [...new Set(failed.map(({ error }) => error.why))].join(' ');
  core.log({ event: 'download_failed', jobKey: job.jobKey, why: whys, next: after.do });
  switch (after.do) {
    case 'again': {
      const troubles = job.pace.troubles + 1;
      const nextAt = now + backoffMs(troubles, core.random);
      const wrongDownloads = job.pace.wrongDownloads + (after.wrong ? 1 : 0);
      const waiting = after.wrong ? null : ({ for: 'network', until: nextAt, reason: after.message } as const);
      note(core, job, { trouble: after.message, waiting, pace: { troubles, nextAt, wrongDownloads, fetched } });
      return;
    }
    case 'fresh_address':
      note(core, job, { trouble: after.message, pace: { freshAddress: 'wanted', nextAt: now, fetched } });
      return;
    case 'end':
      await endDownload(core, job, fetched, after.missing, after.failure);
  }
}

function waitForStorage(core: Core, job: Job, error: StorageError, fetched: readonly Output[]): void {
  const troubles = job.pace.troubles + 1;
  const until = core.clock.now() + backoffMs(troubles, core.random);
  const waiting = { for: 'storage', until, reason: cutServiceText(error.message) } as const;
  note(core, job, { waiting, pace: { troubles, nextAt: until, fetched } });
}
