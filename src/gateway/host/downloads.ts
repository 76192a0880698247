import { lookup } from 'node:dns/promises';
import http from 'node:http';
import type { Socket } from 'node:net';
import { DownloadError, type Download, type Downloads } from '../../runtime/jobs/ports.ts';
import { startDeadline } from './deadline.ts';
import { isPublicAddress, judgeMediaAddress } from './media-hosts.ts';
import { ConnectError, openSocket } from './open-socket.ts';

export interface DownloadOptions {
  /** From SHOTGRAPH_MEDIA_HOSTS. */
  readonly hosts: readonly string[];
  /** Bytes of one result at most; default 2 GiB. */
  readonly maxBytes?: number;
  /** Milliseconds without a byte after which the connection is given up; default 60 s. */
  readonly idleMs?: number;
  /** Certificates to trust besides the system's, in PEM. */
  readonly ca?: string;
  /** Every address of a name; the system's resolver by default. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
  /** Opens connections; a real one by default. */
  readonly connect?: typeof openSocket;
}

const maxRedirects = 3;
const redirects = new Set([301, 302, 303, 307, 308]);
const goneForGood = new Set([403, 404, 410]);

/** Downloads as SEC09 wants them: judged before the resolver is asked, connected to the address that was judged. */
export function createDownloads(options: DownloadOptions): Downloads {
  const {
    hosts,
    maxBytes = 2 * 1024 ** 3,
    idleMs = 60_000,
    ca,
    resolve = resolveByDns,
    connect = openSocket,
  } = options;

  async function get(text: string, signal: AbortSignal | undefined): Promise<http.IncomingMessage> {
    const judged = judgeMediaAddress(text, hosts);
    if (!judged.ok) throw new DownloadError('refused', `The address of the result ${judged.reason}.`);
    const { url, trusted } = judged;
    const address = trusted ? undefined : await publicAddress(url.hostname, resolve);
    const connecting = startDeadline(idleMs, signal);
    try {
      const socket = await connect({ url, signal: connecting.signal, ...(address && { address }), ...(ca && { ca }) });
      // Also covers a socket that is still silent after the request was written.
      socket.setTimeout(idleMs, () => socket.destroy(new Error(`nothing came for ${idleMs} ms`)));
      return await ask(socket, url, signal);
    } catch (error) {
      if (error instanceof ConnectError && error.why === 'insecure') {
        throw new DownloadError('refused', `The certificate of ${url.hostname} was refused: ${error.message}`);
      }
      throw broken(error);
    } finally {
      connecting.clear();
    }
  }

  return {
    async open(url, signal) {
      let at = url;
      for (let hop = 0; hop <= maxRedirects; hop += 1) {
        const incoming = await get(at, signal);
        const next = redirects.has(incoming.statusCode ?? 0) ? incoming.headers.location : undefined;
        if (next === undefined) return received(incoming, maxBytes);
        incoming.destroy();
        if (!URL.canParse(next, at)) throw new DownloadError('refused', 'The result was redirected to no address.');
        at = new URL(next, at).href;
      }
      throw new DownloadError('refused', `The result was redirected more than ${maxRedirects} times.`);
    },
  };
}

function ask(socket: Socket, url: URL, signal: AbortSignal | undefined): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = http.request({
      path: url.pathname + url.search,
      headers: { host: url.host, 'accept-encoding': 'identity', accept: 'video/*, image/*, */*;q=0.1' },
      createConnection: () => socket,
      ...(signal && { signal }),
    });
    outgoing.on('error', reject);
    outgoing.on('close', () => reject(new Error('the connection ended without an answer')));
    outgoing.on('response', resolve);
    outgoing.end();
  });
}

function received(incoming: http.IncomingMessage, maxBytes: number): Download {
  const status = incoming.statusCode ?? 0;
  if (status !== 200) {
    incoming.destroy();
    if (goneForGood.has(status)) throw new DownloadError('gone', `The result is gone (${status}).`);
    throw new DownloadError('broken', `The result was answered with ${status}.`);
  }
  const length = Number(incoming.headers['content-length'] ?? Number.NaN);
  if (length > maxBytes) {
    incoming.destroy();
    throw new DownloadError('wrong', `The result has ${length} bytes; at most ${maxBytes} are taken.`);
  }
  const mediaType = (incoming.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  return { mediaType, ...(Number.isSafeInteger(length) && { length }), chunks: chunksOf(incoming, maxBytes) };
}

async function* chunksOf(incoming: http.IncomingMessage, maxBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      size += chunk.byteLength;
      if (size > maxBytes) throw new DownloadError('wrong', `The result has more than ${maxBytes} bytes.`);
      yield chunk;
    }
  } catch (error) {
    throw broken(error);
  } finally {
    incoming.destroy();
  }
  if (!incoming.complete) throw new DownloadError('broken', `The connection ended after ${size} bytes.`);
}

/** One bad address among several is enough to refuse: a name that points both ways is what rebinding looks like. */
export async function publicAddress(
  host: string,
  resolve: (host: string) => Promise<readonly string[]>,
): Promise<string> {
  let addresses: readonly string[];
  try {
    addresses = await resolve(host);
  } catch (error) {
    throw broken(error);
  }
  const [first] = addresses;
  if (first === undefined) throw new DownloadError('broken', `${host} has no address.`);
  const inside = addresses.find((address) => !isPublicAddress(address));
  if (inside !== undefined) throw new DownloadError('refused', `${host} points to ${inside}, which is not public.`);
  return first;
}

/** Every address of a name, by the system's resolver. */
export async function resolveByDns(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true });
  return found.map(({ address }) => address);
}

function broken(error: unknown): DownloadError {
  if (error instanceof DownloadError) return error;
  return new DownloadError('broken', error instanceof Error ? error.message : String(error));
}
