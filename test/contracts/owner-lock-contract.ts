import { expect, test } from 'vitest';

/** One try of a process at the right to own a data folder; undefined where another one has it. */
export type TakeLock = () => Promise<{ readonly end: () => Promise<void> } | undefined>;

/** What the lock of a data folder keeps to (M12). */
export function ownerLockContract(open: () => Promise<TakeLock>): void {
  test('M12 while one owns the folder nobody else does, and when it ended the next one does', async () => {
    const take = await open();
    const first = await take();
    expect(first).toBeDefined();
    expect([await take(), await take()]).toEqual([undefined, undefined]);
    await first?.end();
    const second = await take();
    expect(second).toBeDefined();
    expect(await take()).toBeUndefined();
    await second?.end();
  });

  test('M12 of ten that come at once one owns the folder', async () => {
    const take = await open();
    const owners = (await Promise.all(Array.from({ length: 10 }, take))).filter((owner) => owner !== undefined);
    expect(owners).toHaveLength(1);
    await owners[0]?.end();
  });
}
