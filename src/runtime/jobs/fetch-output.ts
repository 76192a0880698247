import type { OutputAddress } from '../runcomfy/read-outputs.ts';
import type { Output } from '../wire/job-record.ts';
import { portsOf, type Core } from './core.ts';
import { rely } from './file-turns.ts';
import { DownloadError, type Download } from './ports.ts';

/**
 * Fetches one output and stores it, if it is complete and of its kind. `take` is called while its file cannot be deleted: what
 * it notes down keeps the file. Throws a DownloadError or a StorageError.
 */
export async function fetchOutput(
  core: Core,
  service: string,
  address: OutputAddress,
  signal: AbortSignal,
  take: (output: Output) => void,
): Promise<Output> {
  const { removed } = core.files;
  const connection = new AbortController();
  const end = (): void => connection.abort(signal.reason);
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  try {
    const output = await receive(core, service, address, connection.signal);
    await rely(core, output.sha256, removed, () => take(output));
    return output;
  } finally {
    signal.removeEventListener('abort', end);
    // What was refused before it was read would else hold its connection open.
    end();
  }
}

async function receive(
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
