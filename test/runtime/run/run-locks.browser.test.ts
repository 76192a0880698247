import { describe, expect, it } from 'vitest';
import { webLocks } from '../../../src/runtime/run/run-locks.ts';

describe('locks of a browser', () => {
  it('let one after the other in, and one that gives up waiting leaves', async () => {
    const [one, two] = [webLocks(navigator.locks), webLocks(navigator.locks)];
    const name = crypto.randomUUID();
    const log: string[] = [];
    let release: () => void = () => undefined;
    let enter: () => void = () => undefined;
    const entered = new Promise<void>((resolve) => (enter = resolve));
    const first = one.hold(name, () => {
      enter();
      return new Promise<void>((resolve) => (release = resolve));
    });
    await entered;
    const gaveUp = new AbortController();
    const second = two.hold(name, async () => void log.push('second'), gaveUp.signal);
    const third = two.hold(name, async () => void log.push('third'));
    gaveUp.abort(new Error('enough'));
    await expect(second).rejects.toThrow('enough');
    expect(log).toEqual([]);
    release();
    await Promise.all([first, third]);
    expect(log).toEqual(['third']);
  });
});
