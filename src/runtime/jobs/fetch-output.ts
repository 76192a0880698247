import type { OutputAddress } from '../runcomfy/read-outputs.ts';
import type { Output } from '../wire/job-record.ts';
import { portsOf, type Core } from './core.ts';
import { DownloadError, type Download } from './ports.ts';

/** Fetches one output and stores it, if it is complete and of its kind. Throws a DownloadError or a StorageError. */
export async function fetchOutput(
  core: Core,
  service: string,
  { kind, n, url }: OutputAddress,
  signal: AbortSignal,
): Promise<Output> {
  const download = await portsOf(core, service).downloads.open(url, signal);
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
