import { expect, test } from 'vitest';
import type { RunLocks } from '../../src/runtime/run/run-locks.ts';

/** What all locks of Runs keep to (B05, M11): `open` gives those of two tabs. */
export function locksContract(
  open: () => { readonly one: RunLocks; readonly two: RunLocks; readonly name: string },
): void {
  test('B05 of many holders one is inside at a time, in the order in which they came, also after one that threw', async () => {
    const { one, two, name } = open();
    const log: string[] = [];
    let inside = 0;
    const work = (who: string, fails: boolean) => async (): Promise<void> => {
      expect((inside += 1)).toBe(1);
      await Promise.resolve();
      log.push(who);
      inside -= 1;
      if (fails) throw new Error(who);
    };
    const turns = [one.hold(name, work('a', true)), two.hold(name, work('b', false)), one.hold(name, work('c', false))];
    expect((await Promise.allSettled(turns)).map(({ status }) => status)).toEqual([
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(log).toEqual(['a', 'b', 'c']);
  });

  test('B05 one that gives up waiting leaves, and lets nobody in too early', async () => {
    const { one, two, name } = open();
    const log: string[] = [];
    const entered = deferred();
    const release = deferred();
    const first = one.hold(name, async () => {
      entered.resolve();
      await release.promise;
      log.push('first');
    });
    await entered.promise;
    const gaveUp = new AbortController();
    const second = two.hold(name, async () => void log.push('second'), gaveUp.signal);
    const third = two.hold(name, async () => void log.push('third'));
    gaveUp.abort(new Error('enough'));
    await expect(second).rejects.toThrow('enough');
    expect(log).toEqual([]);
    release.resolve();
    await Promise.all([first, third]);
    expect(log).toEqual(['first', 'third']);
  });

  test('two names do not wait for each other', async () => {
    const { one, name } = open();
    const release = deferred();
    const held = one.hold(name, () => release.promise);
    expect(await one.hold(`${name}-other`, async () => 'free')).toBe('free');
    release.resolve();
    await held;
  });
}

/** A promise that is resolved from outside. */
function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
