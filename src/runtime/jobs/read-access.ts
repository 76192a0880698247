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
  for (let waited; !core.stop.stopped() && waited !== gate.readRest;) {
    waited = gate.readRest;
    const left = waited.from + waited.ms - core.clock.now();
    // A clock that was set back makes the rest no longer than it was asked for.
    if (left > 0) await pause(core, Math.min(left, waited.ms));
  }
  await core.readTurn();
  return { base: ports.base, transport: ports.transport, token: await ports.token() };
}

/** Remembers what a refused read means for every other read of the service. */
export function readRefused(core: Core, service: string, trouble: ReadTrouble): void {
  const gate = core.gate(service);
  if (trouble.kind !== 'rate_limited' || trouble.retryAfterMs === undefined) return;
  const now = core.clock.now();
  const left = Math.min(gate.readRest.ms, gate.readRest.from + gate.readRest.ms - now);
  if (trouble.retryAfterMs > left) gate.readRest = { from: now, ms: trouble.retryAfterMs };
}

/** Sleeps until an instant, or until there is another token than the one that the service refused. */
export async function untilAnotherToken(
  core: Core,
  service: string,
  refused: string | undefined,
  until: number,
): Promise<void> {
  // Counted down, so that a clock that was set changes nothing.
  for (let left = until - core.clock.now(); !core.stop.stopped() && left > 0; left -= tokenLookMs) {
    const token = await portsOf(core, service).token();
    if (token !== undefined && token !== refused) return;
    await pause(core, Math.min(tokenLookMs, left));
  }
}
