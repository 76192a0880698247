import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { errnoOf } from './host/storage-error.ts';

/** The gateway cannot start. One line for a person. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** Milliseconds and counts that keep slow or many sockets from starving others (SEC14). */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 120_000,
  // Longer than any pause of a page or a command: one that writes to a connection as it is closed loses an answer.
  keepAliveTimeout: 60_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 16 * 1024,
} as const;
const maxConnections = 1024;

/** A server that is not listening yet; what the handler throws ends the connection and nothing else. */
export function createHttpServer(
  handle: (incoming: http.IncomingMessage, outgoing: http.ServerResponse) => Promise<void>,
  broke: (error: unknown) => void,
): http.Server {
  const server = http.createServer(limits, (incoming, outgoing) => {
    handle(incoming, outgoing).catch((error: unknown) => {
      broke(error);
      outgoing.destroy();
    });
  });
  server.maxConnections = maxConnections;
  return server;
}

/** Listens on loopback only (SEC01). Port 0 takes any free one. Rejects with a StartError, such as for a taken port. */
export function listenOnLoopback(server: http.Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new StartError(reasonOf(error, port))));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}

/** Resolves when the port is free again; open connections are cut. */
export function closeServer(server: http.Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function reasonOf(error: Error, port: number): string {
  const code = errnoOf(error);
  if (code === 'EADDRINUSE') return `Port ${port} is taken by another program. Choose one with PORT=4174.`;
  if (code === 'EACCES') return `Port ${port} may not be used by this user. Choose one above 1023 with PORT=4173.`;
  return `Port ${port} cannot be listened on (${code ?? error.message}).`;
}
