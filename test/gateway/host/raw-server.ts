import net from 'node:net';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { onTestFinished } from 'vitest';

export interface RawServer {
  readonly port: number;
  /** Connections that were accepted. */
  readonly connections: () => number;
  /** Everything that was received as application data, on all connections. */
  readonly received: () => string;
}

/** A server that hands every connection to `serve`; ends with the test. With `credentials` it speaks TLS. */
export async function rawServer(
  serve: (socket: net.Socket, received: string) => void,
  credentials?: { readonly key: string; readonly cert: string },
): Promise<RawServer> {
  let connections = 0;
  let received = '';
  const open = new Set<net.Socket>();
  const accept = (socket: net.Socket): void => {
    open.add(socket);
    let own = '';
    socket.on('error', () => socket.destroy());
    socket.on('close', () => open.delete(socket));
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1');
      own += chunk.toString('latin1');
      serve(socket, own);
    });
  };
  const server = credentials === undefined ? net.createServer(accept) : tls.createServer(credentials, accept);
  server.on('tlsClientError', () => undefined);
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { port: (server.address() as AddressInfo).port, connections: () => connections, received: () => received };
}

/** A whole HTTP answer as text. */
export function httpAnswer(status: string, body: string, ...headers: readonly string[]): string {
  return [`HTTP/1.1 ${status}`, `content-length: ${Buffer.byteLength(body)}`, ...headers, '', body].join('\r\n');
}
