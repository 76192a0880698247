import { setTimeout as wait } from 'node:timers/promises';
import { describe, onTestFinished } from 'vitest';
import { createDownloads } from '../../src/gateway/host/downloads.ts';
import { createHttpsTransport } from '../../src/gateway/host/https-transport.ts';
import { DownloadError } from '../../src/runtime/jobs/ports.ts';
import type { Fault } from '../../src/sandbox/faults.ts';
import { sandboxDownloads, sandboxOrigin, sandboxTransport } from '../../src/sandbox/in-process.ts';
import { memoryStore } from '../../src/sandbox/memory-store.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import { textClip } from '../sandbox/testbed.ts';
import { createLife } from '../simulation/life.ts';
import { servicePorts } from '../simulation/machine/service-ports.ts';
import { quietWorld } from '../simulation/quiet-world.ts';
import { accepted, type SubmitFault } from '../simulation/service/submit-faults.ts';
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

describe('a service of a simulated world', () => {
  serviceContract(async (faults) => {
    const world = quietWorld({
      submitFault: () => faultOf(faults({ operation: 'submit', n: 1, method: 'POST', path: '/v1/models' })),
    });
    world.services.live.tokens.add('a-token');
    return servicePorts(world, createLife('owner', world, world.chance), 'live');
  });
});

/** What goes wrong at the sandbox, as the simulated service knows it. */
function faultOf(fault: Fault | undefined): SubmitFault | undefined {
  if (fault === undefined) return undefined;
  const { instead, takesEffect, delayMs } = fault;
  return {
    row: '',
    weight: 1,
    accepts: instead === undefined || takesEffect === true ? 1 : 0,
    verdict: 'doubt',
    ...(delayMs !== undefined && { late: true }),
    answer({ requestId, chance }) {
      if (instead === undefined) return accepted(requestId, chance);
      if (instead.kind === 'drop') return { kind: 'lost', reason: instead.how };
      const headers = Object.entries(instead.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
      return { ...instead, headers: Object.fromEntries(headers) as Record<string, string>, cut: false };
    },
  };
}
