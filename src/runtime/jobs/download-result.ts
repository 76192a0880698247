import { cutServiceText } from '../runcomfy/service-text.ts';
import type { OutputAddress } from '../runcomfy/read-outputs.ts';
import type { Output } from '../wire/job-record.ts';
import { afterDownloadError } from './after-download.ts';
import { backoffMs } from './backoff.ts';
import { portsOf, type Core } from './core.ts';
import type { Job } from './job.ts';
import { DownloadError, StorageError, type Download } from './ports.ts';
import { note, settle } from './settle.ts';

/** Fetches and stores every output; only then has the job succeeded (faults.md M8). */
export async function downloadResult(core: Core, job: Job): Promise<void> {
  const addresses = job.results?.addresses ?? [];
  const outputs: Output[] = [];
  try {
    if (addresses.length === 0) throw new DownloadError('refused', 'The service named no address that may be fetched.');
    for (const address of addresses) {
      outputs.push(await core.stop.during((signal) => fetchOutput(core, job, address, signal)));
    }
  } catch (error) {
    if (core.stop.stopped()) return;
    if (error instanceof StorageError) return waitForStorage(core, job, error);
    if (!(error instanceof DownloadError)) throw error;
    return afterError(core, job, error, outputs);
  }
  await settle(core, job, { type: 'stored', outputs });
}

async function fetchOutput(
  core: Core,
  job: Job,
  { kind, n, url }: OutputAddress,
  signal: AbortSignal,
): Promise<Output> {
  const download = await portsOf(core, job.service).downloads.open(url, signal);
  const offered = download.mediaType.split(';')[0]?.trim().toLowerCase() ?? '';
  const neutral = offered === '' || offered.endsWith('/octet-stream');
  if (!neutral && !offered.startsWith(`${kind}/`)) {
    throw new DownloadError('wrong', `A ${kind} was expected; what came says it is ${offered.slice(0, 100)}.`);
  }
  let mediaType = neutral ? (kind === 'video' ? 'video/mp4' : 'image/png') : offered;
  const stored = await core.bytes.put(
    whole(download),
    mediaType,
    (bytes) => {
      const check = core.checkMedia(bytes, kind);
      if (check.ok) mediaType = check.mediaType;
      return check;
    },
    signal,
  );
  return { kind, n, sha256: stored.sha256, size: stored.size, mediaType };
}

/** The chunks of a download, which break off unless they are as many bytes as were announced (faults.md J12, J13). */
async function* whole({ chunks, length }: Download): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    yield chunk;
  }
  if (length !== undefined && size !== length) {
    throw new DownloadError('broken', `Only ${size} of ${length} bytes came.`);
  }
  if (size === 0) throw new DownloadError('wrong', 'An empty file came.');
}

async function afterError(core: Core, job: Job, error: DownloadError, outputs: readonly Output[]): Promise<void> {
  const now = core.clock.now();
  const after = afterDownloadError(error, job.pace);
  core.log({ event: 'download_failed', jobKey: job.jobKey, why: error.why, next: after.do });
  switch (after.do) {
    case 'again': {
      const troubles = job.pace.troubles + 1;
      const nextAt = now + backoffMs(troubles, core.random);
      const wrongDownloads = job.pace.wrongDownloads + (after.wrong ? 1 : 0);
      const waiting = after.wrong
        ? null
        : ({ for: 'network', until: nextAt, reason: cutServiceText(error.message) } as const);
      note(core, job, { trouble: cutServiceText(error.message), waiting, pace: { troubles, nextAt, wrongDownloads } });
      return;
    }
    case 'fresh_address':
      note(core, job, { trouble: cutServiceText(error.message), pace: { freshAddress: 'wanted', nextAt: now } });
      return;
    case 'lose':
      // What came before the one that is gone is paid for and kept.
      if (outputs.length > 0) await settle(core, job, { type: 'stored', outputs: [...outputs] });
      else await settle(core, job, { type: 'lost', failure: after.failure });
  }
}

function waitForStorage(core: Core, job: Job, error: StorageError): void {
  const troubles = job.pace.troubles + 1;
  const until = core.clock.now() + backoffMs(troubles, core.random);
  const waiting = { for: 'storage', until, reason: cutServiceText(error.message) } as const;
  note(core, job, { waiting, pace: { troubles, nextAt: until } });
}
