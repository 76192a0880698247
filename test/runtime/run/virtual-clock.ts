import type { RunClock } from '../../../src/runtime/run/run-clock.ts';

export interface VirtualClock extends RunClock {
  /** Moves time from sleeper to sleeper until a promise settles. Rejects when it would have to pass `limitMs`. */
  until<T>(promise: Promise<T>, limitMs?: number): Promise<T>;
  /** Moves time by some milliseconds, waking every sleeper on the way. */
  pass(ms: number): Promise<void>;
  /** Moves time without waking anybody: a machine that slept. */
  leap(ms: number): void;
}

/** Lets everything run that waits for nothing but other code. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 8; turn++) await new Promise((resolve) => setImmediate(resolve));
}

export function virtualClock(start = 1_700_000_000_000): VirtualClock {
  let now = start;
  const sleepers = new Set<{ at: number; wake: () => void }>();
  const wakeNext = (limit: number): boolean => {
    const next = [...sleepers].sort((a, b) => a.at - b.at)[0];
    if (!next || next.at > limit) return false;
    now = Math.max(now, next.at);
    sleepers.delete(next);
    next.wake();
    return true;
  };
  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const stop = (): void => {
          sleepers.delete(sleeper);
          reject(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
        };
        const wake = (): void => {
          signal?.removeEventListener('abort', stop);
          resolve();
        };
        const sleeper = { at: now + ms, wake };
        if (signal?.aborted) return stop();
        signal?.addEventListener('abort', stop, { once: true });
        sleepers.add(sleeper);
      }),
    async until(promise, limitMs = 3_600_000) {
      const limit = now + limitMs;
      let over = false;
      const mark = (): void => void (over = true);
      promise.then(mark, mark);
      for (;;) {
        await settled();
        if (over) return promise;
        if (!wakeNext(limit)) throw new Error(`nothing settled it within ${limitMs} ms`);
      }
    },
    async pass(ms) {
      const limit = now + ms;
      await settled();
      while (wakeNext(limit)) await settled();
      now = limit;
    },
    leap: (ms) => void (now += ms),
  };
}
