import type { Caller } from '../runcomfy/call.ts';
import type { ReadTrouble } from '../runcomfy/classify-read.ts';
import { portsOf, type Core } from './core.ts';
import { pause } from './settle.ts';

/** Milliseconds between two looks whether there is another token than the refused one; nothing is sent meanwhile. */
const tokenLookMs = 2_000;

/** Waits for a turn to read from a service, and says with which token. */
export async function readCaller(core: Core, service: string): Promise<Caller> {
  const gate = core.gate(service);
  const ports = portsOf(core, service);
  while (!core.stop.stopped() && gate.readNotBefore > core.clock.now()) {
    await pause(core, gate.readNotBefore - core.clock.now());
  }
  await core.readTurn();
  return { base: ports.base, transport: ports.transport, token: await ports.token() };
}

/** Remembers what a refused read means for every other read of the service. */
export function readRefused(core: Core, service: string, trouble: ReadTrouble): void {
  const gate = core.gate(service);
  if (trouble.kind === 'rate_limited' && trouble.retryAfterMs !== undefined) {
    gate.readNotBefore = Math.max(gate.readNotBefore, core.clock.now() + trouble.retryAfterMs);
  }
}

/** Sleeps until an instant, or until there is another token than the one that the service refused. */
export async function untilAnotherToken(
  core: Core,
  service: string,
  refused: string | undefined,
  until: number,
): Promise<void> {
  while (!core.stop.stopped() && core.clock.now() < until) {
    const token = await portsOf(core, service).token();
    if (token !== undefined && token !== refused) return;
    await pause(core, Math.min(tokenLookMs, until - core.clock.now()));
  }
}
