import type { Clock } from '../../src/runtime/jobs/ports.ts';

/** A clock that stands still until nothing else can happen, then moves to the next sleeper. */
export interface VirtualClock extends Clock {
  /** Lets everything that needs no time happen. */
  settle(): Promise<void>;
  /** Moves by so many milliseconds, waking each sleeper at its own instant. */
  advance(ms: number): Promise<void>;
  /** Moves from sleeper to sleeper until the condition holds; fails when the limit (virtual milliseconds) is reached. */
  runUntil(condition: () => boolean, limitMs?: number): Promise<void>;
  /** Sets the clock without waking anybody, as a person or a sleeping laptop does. */
  jump(ms: number): void;
  /** How many sleep. */
  sleepers(): number;
}

interface Sleeper {
  at: number;
  readonly wake: () => void;
}

/** A virtual clock that begins at an instant (milliseconds since 1970). */
export function createVirtualClock(start = Date.UTC(2026, 0, 1)): VirtualClock {
  let now = start;
  let sleepers: Sleeper[] = [];

  /** A macrotask of the real loop begins only when every microtask is done. */
  async function settle(): Promise<void> {
    for (let round = 0; round < 2; round += 1) await new Promise((resolve) => setImmediate(resolve));
  }

  async function wakeNext(until: number): Promise<boolean> {
    await settle();
    const next = sleepers.reduce<Sleeper | undefined>((a, b) => (a === undefined || b.at < a.at ? b : a), undefined);
    if (next === undefined || next.at > until) return false;
    now = Math.max(now, next.at);
    sleepers = sleepers.filter((sleeper) => sleeper !== next);
    next.wake();
    return true;
  }

  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted === true) return reject(signal.reason as Error);
        const abort = () => {
          sleepers = sleepers.filter((other) => other !== sleeper);
          reject(signal?.reason as Error);
        };
        const sleeper: Sleeper = {
          at: now + ms,
          wake: () => {
            signal?.removeEventListener('abort', abort);
            resolve();
          },
        };
        signal?.addEventListener('abort', abort, { once: true });
        sleepers.push(sleeper);
      }),
    settle,
    async advance(ms) {
      const until = now + ms;
      while (await wakeNext(until));
      now = Math.max(now, until);
    },
    async runUntil(condition, limitMs = 3_600_000) {
      const limit = now + limitMs;
      await settle();
      while (!condition()) {
        if (!(await wakeNext(limit))) {
          if (condition()) return;
          throw new Error(`nothing more happens within ${limitMs} virtual ms`);
        }
        await settle();
      }
    },
    jump(ms) {
      now += ms;
      // Whoever sleeps while a clock is set back does not sleep longer for it.
      if (ms < 0) for (const sleeper of sleepers) sleeper.at += ms;
    },
    sleepers: () => sleepers.length,
  };
}
