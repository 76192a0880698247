import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** How a connection dies after the service has answered. */
export interface Cut {
  /** Bytes of the service's answer that still pass. */
  readonly after: number;
  /** In order, or with a reset. */
  readonly how: 'end' | 'reset';
}

/** A wire between a gateway and a service that cuts the answers to submits. */
export interface CuttingProxy {
  readonly origin: string;
  /** Cuts for the next submits, first one first; other calls pass whole. */
  readonly cuts: Cut[];
}

/** Passes bytes on to a service on loopback; ends with the test. */
export async function cuttingProxy(service: string): Promise<CuttingProxy> {
  const { port } = new URL(service);
  const cuts: Cut[] = [];
  const open = new Set<net.Socket>();
  const server = net.createServer((client) => {
    const upstream = net.connect(Number(port), '127.0.0.1');
    let cut: Cut | undefined;
    let passed = 0;
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => open.delete(socket));
    }
    client.on('data', (chunk: Buffer) => {
      if (chunk.subarray(0, 16).toString('latin1').startsWith('POST /v1/models/')) cut = cuts.shift();
      upstream.write(chunk);
    });
    client.on('close', () => upstream.destroy());
    upstream.on('data', (chunk: Buffer) => {
      const left = cut === undefined ? chunk.length : Math.max(0, cut.after - passed);
      passed += chunk.length;
      client.write(chunk.subarray(0, left), () => {
        if (left >= chunk.length) return;
        if (cut?.how === 'reset') client.resetAndDestroy();
        else client.end();
      });
    });
    upstream.on('end', () => client.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, cuts };
}
