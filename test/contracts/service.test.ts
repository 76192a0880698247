import { setTimeout as wait } from 'node:timers/promises';
import { describe, onTestFinished } from 'vitest';
import { createDownloads } from '../../src/gateway/host/downloads.ts';
import { createHttpsTransport } from '../../src/gateway/host/https-transport.ts';
import { DownloadError } from '../../src/runtime/jobs/ports.ts';
import { sandboxDownloads, sandboxOrigin, sandboxTransport } from '../../src/sandbox/in-process.ts';
import { memoryStore } from '../../src/sandbox/memory-store.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import { textClip } from '../sandbox/testbed.ts';
import { serviceContract } from './service-contract.ts';

const clock = {
  now: () => Date.now(),
  sleep: (ms: number, signal?: AbortSignal) => wait(ms, undefined, { ...(signal && { signal }) }),
};
const speed = 1_000;

describe('a service in process', () => {
  serviceContract(async (faults) => {
    const sandbox = createSandbox({ clock, makeClip: textClip, store: memoryStore(), faults, speed });
    return {
      base: sandboxOrigin,
      transport: sandboxTransport(sandbox),
      downloads: sandboxDownloads(sandbox, (why, message) => new DownloadError(why, message)),
    };
  });
});

describe('a service over the wire', () => {
  serviceContract(async (faults) => {
    const served = await serveSandbox({ port: 0, makeClip: textClip, faults, speed });
    onTestFinished(() => served.close());
    return {
      base: served.origin,
      transport: createHttpsTransport(),
      downloads: createDownloads({ hosts: [served.origin] }),
    };
  });
});
