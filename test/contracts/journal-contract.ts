import { expect, test } from 'vitest';
import { StorageError, type Journal } from '../../src/runtime/jobs/ports.ts';

/** A journal, and what the world can do to it. */
export interface JournalBed {
  readonly journal: Journal;
  /** What the next owner of the same place reads. */
  reopened(): Promise<Journal>;
  /** Whether the disk takes anything. */
  takes(room: boolean): void;
  /** Makes the n-th line (from 0) unreadable, while nobody has the journal open. */
  damage(line: number): Promise<void>;
}

const entry = (n: number) => ({ kind: 'note', n, text: 'Zeile\n"ü" \u2028' });

/** What every journal keeps to (M1, M2, S01, S12, S14). */
export function journalContract(open: () => Promise<JournalBed>): void {
  test('M1 what was appended is read in order, now and by the next owner', async () => {
    const { journal, reopened } = await open();
    await journal.append(entry(0));
    await Promise.all([1, 2, 3].map((n) => journal.append(entry(n))));
    const expected = { entries: [0, 1, 2, 3].map(entry), setAside: 0, torn: false };
    expect(await journal.read()).toMatchObject(expected);
    expect(await (await reopened()).read()).toMatchObject(expected);
  });

  test('M1 what is read is what was true when it was appended, whatever became of the value', async () => {
    const { journal } = await open();
    const value = { kind: 'note', n: 1 };
    await journal.append(value);
    value.n = 2;
    expect((await journal.read()).entries).toEqual([{ kind: 'note', n: 1 }]);
  });

  test('S01 S14 an append that the disk refuses rejects with a StorageError and leaves nothing; the next one goes in', async () => {
    const { journal, reopened, takes } = await open();
    await journal.append(entry(0));
    takes(false);
    const refused = await Promise.allSettled([journal.append(entry(1)), journal.append(entry(2))]);
    for (const one of refused) expect(one).toMatchObject({ status: 'rejected', reason: expect.any(StorageError) });
    takes(true);
    await journal.append(entry(3));
    expect((await journal.read()).entries).toEqual([entry(0), entry(3)]);
    expect((await (await reopened()).read()).entries).toEqual([entry(0), entry(3)]);
  });

  test('S12 a line that cannot be read is counted and costs no other, and what follows it is whole', async () => {
    const { journal, reopened, damage } = await open();
    for (const n of [0, 1, 2, 3]) await journal.append(entry(n));
    await damage(1);
    const after = await reopened();
    expect(await after.read()).toMatchObject({ entries: [0, 2, 3].map(entry), setAside: 1, wholeFrom: 1 });
    await after.append(entry(4));
    expect((await (await reopened()).read()).entries).toEqual([0, 2, 3, 4].map(entry));
  });
}
