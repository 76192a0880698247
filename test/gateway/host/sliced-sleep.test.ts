import { expect, test } from 'vitest';
import { sleepInSlices, sliceMs } from '../../../src/gateway/host/sliced-sleep.ts';

/** A machine whose timer counts waking time; `meanwhile` sets the clock while a wait goes on. */
function machine(meanwhile: (waits: number) => number = () => 0) {
  const waits: number[] = [];
  let now = 1e12;
  return {
    waits,
    time: {
      now: () => now,
      async wait(ms: number, signal?: AbortSignal) {
        signal?.throwIfAborted();
        waits.push(ms);
        now += ms + meanwhile(waits.length);
        await Promise.resolve();
      },
    },
  };
}

test('a sleep lasts as long as it was meant to', async () => {
  for (const ms of [0, 1, 1_999, 2_000, 2_001, 60_000]) {
    const { waits, time } = machine();
    await sleepInSlices(ms, time);
    expect(waits.reduce((sum, one) => sum + one, 0)).toBe(ms);
    expect(Math.max(...waits)).toBeLessThanOrEqual(sliceMs);
  }
});

test('B08 whoever should have been up while the machine slept is up within 3 s of its waking', async () => {
  const { waits, time } = machine((count) => (count === 2 ? 8 * 3_600_000 : 0));
  await sleepInSlices(60_000, time);
  expect(waits).toEqual([2_000, 2_000]);
  expect(sliceMs).toBeLessThanOrEqual(3_000);
});

test('B12 a clock that is set back makes no sleep longer', async () => {
  const { waits, time } = machine((count) => (count === 1 ? -3_600_000 : 0));
  await sleepInSlices(10_000, time);
  expect(waits.reduce((sum, one) => sum + one, 0)).toBe(10_000);
});

test('a sleep that is aborted ends with the reason of the signal', async () => {
  const { time } = machine();
  await expect(sleepInSlices(10_000, time, AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
});
