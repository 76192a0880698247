import http from 'node:http';
import { startDeadline } from '../../gateway/host/deadline.ts';
import { publicAddress, resolveByDns } from '../../gateway/host/downloads.ts';
import { judgeMediaAddress } from '../../gateway/host/media-hosts.ts';
import { openSocket } from '../../gateway/host/open-socket.ts';
import type { RangeAnswer } from './findings.ts';

/**
 * Asks the host of a result for its first byte, by the rules of every download (SEC09): no token, allowed hosts only, the
 * address checked, no redirect followed. The body is not read.
 */
export async function askRange(
  address: string,
  hosts: readonly string[],
  limitMs: number,
): Promise<RangeAnswer | { readonly error: string }> {
  const judged = judgeMediaAddress(address, hosts);
  if (!judged.ok) return { error: `its address ${judged.reason}` };
  const { url, trusted } = judged;
  const deadline = startDeadline(limitMs);
  try {
    const place = trusted ? undefined : await publicAddress(url.hostname, resolveByDns);
    const socket = await openSocket({ url, signal: deadline.signal, ...(place !== undefined && { address: place }) });
    return await new Promise<RangeAnswer>((resolve, reject) => {
      const outgoing = http.request({
        path: url.pathname + url.search,
        headers: { host: url.host, range: 'bytes=0-0', 'accept-encoding': 'identity', origin: 'http://127.0.0.1' },
        createConnection: () => socket,
        signal: deadline.signal,
      });
      outgoing.on('error', reject);
      outgoing.on('response', (incoming) => {
        const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)] as const);
        resolve({ status: incoming.statusCode ?? 0, headers: Object.fromEntries(headers) });
        incoming.destroy();
      });
      outgoing.end();
    });
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  } finally {
    deadline.clear();
  }
}
