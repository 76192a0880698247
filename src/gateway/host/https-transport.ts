import http from 'node:http';
import type { Socket } from 'node:net';
import type { ServiceAnswer, ServiceRequest, Transport } from '../../runtime/jobs/ports.ts';
import { startDeadline } from './deadline.ts';
import { isLoopbackHost } from './loopback.ts';
import { ConnectError, openSocket } from './open-socket.ts';

export interface HttpsTransportOptions {
  /** Certificates to trust besides the system's, in PEM. */
  readonly ca?: string;
}

/**
 * A Transport over one new connection for every request, so that nothing is ever re-sent on a reused one. The connection
 * is opened and secured first and the request written after, so that `not_sent` is known and not guessed. A redirect is an
 * answer like any other.
 */
export function createHttpsTransport(options: HttpsTransportOptions = {}): Transport {
  return {
    async send(request, signal) {
      if (!URL.canParse(request.url)) return { kind: 'not_sent', reason: 'The address of the service does not parse.' };
      const url = new URL(request.url);
      if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopbackHost(url))) {
        return { kind: 'insecure', reason: `${url.origin} is neither https nor on this machine.` };
      }
      const deadline = startDeadline(request.timeoutMs, signal);
      try {
        const socket = await openSocket({ url, signal: deadline.signal, ...(options.ca && { ca: options.ca }) });
        return await exchange(socket, url, request, deadline.signal);
      } catch (error) {
        if (!(error instanceof ConnectError)) throw error;
        return { kind: error.why === 'insecure' ? 'insecure' : 'not_sent', reason: error.message };
      } finally {
        deadline.clear();
      }
    },
  };
}

function exchange(socket: Socket, url: URL, request: ServiceRequest, until: AbortSignal): Promise<ServiceAnswer> {
  return new Promise((resolve) => {
    const body = request.body === undefined ? undefined : Buffer.from(request.body, 'utf8');
    const outgoing = http.request({
      method: request.method,
      path: url.pathname + url.search,
      headers: {
        host: url.host,
        'accept-encoding': 'identity',
        ...request.headers,
        ...(body && { 'content-length': body.byteLength }),
      },
      createConnection: () => socket,
    });
    let finished = false;
    const finish = (answer: ServiceAnswer): void => {
      if (finished) return;
      finished = true;
      until.removeEventListener('abort', abort);
      resolve(answer);
      outgoing.destroy();
      socket.destroy();
    };
    const lost = (error: unknown): void => {
      finish({ kind: 'lost', reason: error instanceof Error ? error.message : String(error) });
    };
    const abort = (): void => lost(until.reason);
    until.addEventListener('abort', abort, { once: true });
    if (until.aborted) abort();
    // Once an answer has begun, its own stream tells how it ended; until then the request does.
    let begun = false;
    outgoing.on('error', (error) => (begun ? undefined : lost(error)));
    outgoing.on('close', () => (begun ? undefined : lost('the connection ended without an answer')));
    outgoing.on('response', (incoming) => {
      begun = true;
      collect(incoming, request.maxBytes, finish);
    });
    outgoing.end(body);
  });
}

function collect(incoming: http.IncomingMessage, maxBytes: number, finish: (answer: ServiceAnswer) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const done = (cut: boolean): void => {
    finish({
      kind: 'answer',
      status: incoming.statusCode ?? 0,
      headers: flat(incoming.headers),
      body: Buffer.concat(chunks).toString('utf8'),
      cut,
    });
  };
  incoming.on('data', (chunk: Buffer) => {
    const room = maxBytes - size;
    chunks.push(chunk.byteLength > room ? chunk.subarray(0, room) : chunk);
    size += chunk.byteLength;
    if (size > maxBytes) done(true);
  });
  incoming.on('end', () => done(!incoming.complete));
  incoming.on('error', () => done(true));
  incoming.on('close', () => done(!incoming.complete));
}

function flat(headers: http.IncomingHttpHeaders): Record<string, string> {
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
  );
  return Object.fromEntries(pairs);
}
