import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { makeClip } from './clip/make-clip.ts';
import { ConnectionDropped } from './faults.ts';
import { fileStore } from './file-store.ts';
import { memoryStore } from './memory-store.ts';
import { createSandbox, type Sandbox, type SandboxClock, type SandboxOptions } from './sandbox.ts';

const wallClock: SandboxClock = {
  now: () => Date.now(),
  sleep: (ms, signal) => wait(ms, undefined, { ...(signal && { signal }) }),
};

export interface ServeOptions extends Partial<Omit<SandboxOptions, 'store'>> {
  /** 0 takes any free one. */
  readonly port: number;
  /** Where jobs are kept, one file each; without it they end with the process. */
  readonly folder?: string;
}

export interface ServedSandbox {
  /** Such as `http://127.0.0.1:4180`: the base of its API. */
  readonly origin: string;
  readonly sandbox: Sandbox;
  /** Resolves when the port is free again; open connections are cut. */
  close(): Promise<void>;
}

/**
 * Serves a sandbox over HTTP on loopback, to any client of the real API; a bearer token is needed unless `token` says
 * `any`. Rejects with Node's error when the port is taken (`EADDRINUSE`) or the folder cannot be read.
 */
export async function serveSandbox({ port, folder, ...options }: ServeOptions): Promise<ServedSandbox> {
  const sandbox = createSandbox({
    clock: wallClock,
    makeClip,
    token: 'required',
    ...options,
    store: folder === undefined ? memoryStore() : fileStore(folder),
  });
  await sandbox.ready();
  const listener = getRequestListener(
    async (request, { incoming }) => {
      try {
        return await sandbox.fetch(request);
      } catch (error) {
        if (!(error instanceof ConnectionDropped)) throw error;
        drop(incoming.socket, error.how);
        return RESPONSE_ALREADY_SENT;
      }
    },
    { overrideGlobalObjects: false },
  );
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  await listen(server, port);
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sandbox,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function drop(socket: { destroy(): void; resetAndDestroy?(): void }, how: ConnectionDropped['how']): void {
  if (how === 'reset' && socket.resetAndDestroy) socket.resetAndDestroy();
  else socket.destroy();
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
