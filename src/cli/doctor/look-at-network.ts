import { TLSSocket } from 'node:tls';
import { startDeadline } from '../../gateway/host/deadline.ts';
import { resolveByDns } from '../../gateway/host/downloads.ts';
import { isPublicAddress, judgeMediaAddress } from '../../gateway/host/media-hosts.ts';
import { openSocket } from '../../gateway/host/open-socket.ts';
import type { NetworkFacts, Timed } from './network-check.ts';

/** Hosts that results were seen at (facts/runcomfy-api.md, Outputs): stand-ins for the names that a pattern admits. */
const seenHosts = [
  'playgrounds-storage-public.runcomfy.net',
  'serverless-api-storage.runcomfy.net',
  'files.runcomfy.net',
  'cdn.runcomfy.com',
];

const proxyVariables = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'https_proxy', 'http_proxy', 'all_proxy'];

export interface NetworkLook {
  readonly service: string;
  readonly mediaHosts: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Milliseconds that each step may take. */
  readonly limitMs: number;
  /** Every address of a name; the system's resolver by default. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
  readonly connect?: typeof openSocket;
}

/** Goes the way to the service as far as a secured connection, and asks for the addresses of the media hosts. Sends nothing. */
export async function lookAtNetwork(look: NetworkLook): Promise<Omit<NetworkFacts, 'answerMs'>> {
  const { service, environment, limitMs, resolve = resolveByDns, connect = openSocket } = look;
  const url = new URL(service);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const found = await timed(limitMs, () => resolve(host));
  const secured = found.ok ? await timed(limitMs, (signal) => secure(url, connect, signal)) : undefined;
  const mediaHosts = await Promise.all(
    hostsOf(look.mediaHosts).map(async (media) => {
      const origin = URL.canParse(media);
      if (origin) return { host: media, says: 'given as a whole origin', ok: true };
      const { ok, says } = addressWords(await timed(limitMs, () => resolve(media)));
      return { host: media, says, ok };
    }),
  );
  const proxies = proxyVariables.filter((name) => (environment[name] ?? '') !== '');
  return { host, lookup: found, ...(secured && { connection: secured }), proxies, mediaHosts };
}

function hostsOf(entries: readonly string[]): readonly string[] {
  const plain = entries.filter((entry) => !entry.startsWith('*.'));
  const patterns = entries.filter((entry) => entry.startsWith('*.'));
  const known = seenHosts.filter((host) => judgeMediaAddress(`https://${host}/`, patterns).ok);
  return [...new Set([...plain, ...known])];
}

function addressWords(found: Timed<readonly string[]>): { readonly ok: boolean; readonly says: string } {
  if (!found.ok) return { ok: false, says: found.reason };
  const inside = found.value.find((address) => !isPublicAddress(address));
  if (inside !== undefined) return { ok: false, says: `points to ${inside}, which is not public` };
  return { ok: found.value.length > 0, says: `${found.value.length} addresses in ${Math.round(found.ms)} ms` };
}

async function secure(url: URL, connect: typeof openSocket, signal: AbortSignal): Promise<string> {
  const socket = await connect({ url, signal });
  try {
    if (!(socket instanceof TLSSocket)) return 'plain connection on this machine';
    const { valid_to: until } = socket.getPeerCertificate();
    return `${socket.getProtocol() ?? 'secured'}${until === undefined ? '' : `, certificate until ${until}`}`;
  } finally {
    socket.destroy();
  }
}

async function timed<T>(limitMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<Timed<T>> {
  const begin = performance.now();
  const deadline = startDeadline(limitMs);
  const late = new Promise<never>((_, reject) => {
    deadline.signal.addEventListener('abort', () => reject(new Error(`nothing came within ${limitMs} ms`)));
  });
  try {
    return { ok: true, value: await Promise.race([work(deadline.signal), late]), ms: performance.now() - begin };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  } finally {
    deadline.clear();
  }
}
