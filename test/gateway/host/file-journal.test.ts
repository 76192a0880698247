import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Disk, machineDisk } from '../../../src/gateway/host/disk.ts';
import { openFileJournal, setAsideFile, type FileJournal } from '../../../src/gateway/host/file-journal.ts';
import { encodeJournalLine } from '../../../src/gateway/host/journal-line.ts';
import { StorageError } from '../../../src/runtime/jobs/ports.ts';
import { limitedDisk } from './limited-disk.ts';
import { temporaryFolder } from './temporary-folder.ts';

async function opened(path: string, disk?: Disk): Promise<FileJournal> {
  const journal = await openFileJournal(path, disk);
  onTestFinished(() => journal.close());
  return journal;
}

test('M2 what a process wrote and did not live to sync is synced before the next one rests on it', async () => {
  const path = join(await temporaryFolder(), 'journal.jsonl');
  await writeFile(path, `${encodeJournalLine({ n: 1 })}\n`);
  const { limits, disk } = limitedDisk();
  const journal = await opened(path, disk);
  expect(limits.syncs).toBe(1);
  expect((await journal.read()).entries).toEqual([{ n: 1 }]);
  limits.syncFails = true;
  await expect(openFileJournal(path, disk)).rejects.toBeInstanceOf(StorageError);
});

test('M1 B03 every owner makes the name of the journal durable: whoever made it may have died before that', async () => {
  const folder = await temporaryFolder();
  const synced: string[] = [];
  const disk = { ...machineDisk, syncFolder: async (name: string) => void synced.push(name) };
  for (const owners of [1, 2]) {
    await (await openFileJournal(join(folder, 'journal.jsonl'), disk)).close();
    expect(synced).toEqual(Array(owners).fill(folder));
  }
});

test('M1 an entry is read back after another process opens the file, in order', async () => {
  const path = join(await temporaryFolder(), 'journal.jsonl');
  const journal = await openFileJournal(path);
  await Promise.all([1, 2, 3].map((n) => journal.append({ n, text: 'Zeile\n"ü"' })));
  await journal.close();
  const again = await opened(path);
  const { entries, setAside, torn } = await again.read();
  expect(entries).toEqual([1, 2, 3].map((n) => ({ n, text: 'Zeile\n"ü"' })));
  expect([setAside, torn]).toEqual([0, false]);
});

test('M1 an append resolves only after its fsync, and appends that wait together share one', async () => {
  const { limits, disk } = limitedDisk();
  const journal = await opened(join(await temporaryFolder(), 'journal.jsonl'), disk);
  // Making the file took one.
  limits.syncs = 0;
  const first = journal.append({ n: 0 }).then(() => limits.syncs);
  const rest = Promise.all(Array.from({ length: 50 }, (_, n) => journal.append({ n: n + 1 })));
  expect(await first).toBe(1);
  await rest;
  expect(limits.syncs).toBe(2);
  expect((await journal.read()).entries.map(({ n }) => n)).toEqual(Array.from({ length: 51 }, (_, n) => n));
});

test('S14 a torn last line is ignored, said, kept aside, and cut off before the next append', async () => {
  const path = join(await temporaryFolder(), 'journal.jsonl');
  const line = encodeJournalLine({ n: 2 });
  await writeFile(path, `${encodeJournalLine({ n: 1 })}\n${line.slice(0, -4)}`);
  const journal = await opened(path);
  expect(await journal.read()).toMatchObject({ entries: [{ n: 1 }], setAside: 0, torn: true });
  await journal.append({ n: 3 });
  expect((await journal.read()).entries).toEqual([{ n: 1 }, { n: 3 }]);
  expect(await readFile(setAsideFile(path), 'utf8')).toBe(`${line.slice(0, -4)}\n`);
});

test('S14 every cut of the last line leaves the entries before it', async () => {
  const folder = await temporaryFolder();
  const last = encodeJournalLine({ status: 'claimed' });
  for (let cut = 0; cut < last.length; cut += 1) {
    const path = join(folder, `${cut}.jsonl`);
    await writeFile(path, `${encodeJournalLine({ n: 1 })}\n${last.slice(0, cut)}`);
    const journal = await openFileJournal(path);
    await journal.append({ n: 2 });
    expect((await journal.read()).entries).toEqual([{ n: 1 }, { n: 2 }]);
    await journal.close();
  }
});

test('S14 a whole last entry that lacks only its line break counts, and the next starts on its own line', async () => {
  const path = join(await temporaryFolder(), 'journal.jsonl');
  await writeFile(path, encodeJournalLine({ n: 1 }));
  const journal = await opened(path);
  await journal.append({ n: 2 });
  expect(await journal.read()).toEqual({ entries: [{ n: 1 }, { n: 2 }], setAside: 0, wholeFrom: 0, torn: false });
});

test('S12 a damaged line in the middle is set aside once and counted, and the others load', async () => {
  const path = join(await temporaryFolder(), 'journal.jsonl');
  const damaged = encodeJournalLine({ n: 2 }).replace('2}', '3}');
  const lines = [encodeJournalLine({ n: 1 }), damaged, '{"not":"ours"}', encodeJournalLine({ n: 4 }), ''];
  await writeFile(path, lines.join('\n'));
  await (await openFileJournal(path)).close();
  const journal = await opened(path);
  expect(await journal.read()).toEqual({ entries: [{ n: 1 }, { n: 4 }], setAside: 2, wholeFrom: 1, torn: false });
  expect(await readFile(setAsideFile(path), 'utf8')).toBe(`${damaged}\n{"not":"ours"}\n`);
});

test('S01 a full disk rejects the append with the folder, and leaves no part of it behind', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'journal.jsonl');
  const { limits, disk } = limitedDisk();
  const journal = await opened(path, disk);
  await journal.append({ n: 1 });
  limits.room = 10;
  const refusal = await journal.append({ n: 2 }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(StorageError);
  expect(refusal).toMatchObject({ why: 'full' });
  expect(String(refusal)).toContain(folder);
  expect(await readFile(path, 'utf8')).toBe(`${encodeJournalLine({ n: 1 })}\n`);
  limits.room = Number.POSITIVE_INFINITY;
  await journal.append({ n: 3 });
  expect(await journal.read()).toEqual({ entries: [{ n: 1 }, { n: 3 }], setAside: 0, wholeFrom: 0, torn: false });
});

test('S01 an entry whose fsync failed is taken back, and nothing is appended until the file is whole again', async () => {
  const path = join(await temporaryFolder(), 'journal.jsonl');
  const { limits, disk } = limitedDisk();
  const journal = await opened(path, disk);
  limits.syncFails = true;
  await expect(journal.append({ n: 1 })).rejects.toMatchObject({ why: 'broken' });
  limits.truncateFails = true;
  await expect(journal.append({ n: 2 })).rejects.toMatchObject({ why: 'broken' });
  Object.assign(limits, { syncFails: false, truncateFails: false });
  await journal.append({ n: 3 });
  expect((await journal.read()).entries).toEqual([{ n: 3 }]);
});

test('S14 a journal that cannot be opened for writing is a StorageError', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'missing', 'journal.jsonl');
  await expect(openFileJournal(path)).rejects.toBeInstanceOf(StorageError);
});

test('the journal is lines of JSON that other tools can read', async () => {
  const path = join(await temporaryFolder(), 'journal.jsonl');
  const journal = await opened(path);
  await journal.append({ jobKey: 'a' });
  await appendFile(path, '');
  const [line = ''] = (await readFile(path, 'utf8')).split('\n');
  expect(JSON.parse(line)).toMatchObject({ entry: { jobKey: 'a' } });
});
