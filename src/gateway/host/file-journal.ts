import { dirname } from 'node:path';
import type { JsonObject } from '../../graph/json.ts';
import type { Journal, JournalReading } from '../../runtime/jobs/ports.ts';
import { type Disk, machineDisk, type OpenFile, writeAll } from './disk.ts';
import { decodeJournalLine, encodeJournalLine } from './journal-line.ts';
import { errnoOf, storageErrorOf } from './storage-error.ts';

export interface FileJournal extends Journal {
  /** Waits for what is being written and closes the file. */
  close(): Promise<void>;
}

interface Waiting {
  readonly bytes: Uint8Array;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Where lines go that could not be read: beside the journal, verbatim, once each (faults.md S12, S14). */
export function setAsideFile(path: string): string {
  return `${path}.set-aside`;
}

/**
 * The journal as JSON lines in one append-only file. Appends that wait together share one fsync. A failed append leaves
 * nothing behind: the file is cut back to its last whole entry before anything else is written.
 */
export async function openFileJournal(path: string, disk: Disk = machineDisk): Promise<FileJournal> {
  const found = await readJournal(path, disk);
  if (found.unreadable.length > 0) await setAside(path, found.unreadable, disk);
  const file = await openOrMake(path, disk);
  try {
    // What the process before wrote and did not live to sync: everything rests on it from now on.
    if (found.length > 0) await file.sync();
  } catch (error) {
    await file.close();
    throw await storageErrorOf(error, dirname(path), disk);
  }
  /** Bytes of the file that are whole, durable lines. */
  let length = found.length;
  let dirty = found.torn || found.unended;
  let queue: Waiting[] = [];
  let writing: Promise<void> | undefined;

  async function repair(): Promise<void> {
    await file.truncate(length);
    if (found.unended && length === found.length) {
      // The last entry is whole and lacks only its line break.
      await writeAll(file, Buffer.from('\n'), length);
      length += 1;
    }
    await file.sync();
    dirty = false;
  }

  async function flush(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue;
      queue = [];
      try {
        if (dirty) await repair();
        dirty = true;
        const bytes = Buffer.concat(batch.map((waiting) => waiting.bytes));
        await writeAll(file, bytes, length);
        await file.sync();
        length += bytes.byteLength;
        dirty = false;
        for (const waiting of batch) waiting.resolve();
      } catch (error) {
        const refusal = await storageErrorOf(error, dirname(path), disk);
        // A failed repair is tried again before the next append, which then fails by itself.
        if (dirty) await repair().catch(() => undefined);
        for (const waiting of batch) waiting.reject(refusal);
      }
    }
    writing = undefined;
  }

  return {
    append: (entry) =>
      new Promise((resolve, reject) => {
        queue.push({ bytes: Buffer.from(`${encodeJournalLine(entry)}\n`), resolve, reject });
        writing ??= flush();
      }),
    async read() {
      await writing;
      const reading = await lookAtJournal(path, disk);
      return { ...reading, torn: reading.torn || found.torn };
    },
    async close() {
      await writing;
      await file.close();
    },
  };
}

/** What a journal file holds, read without owning it: nothing is written. Rejects with a StorageError. */
export async function lookAtJournal(path: string, disk: Disk = machineDisk): Promise<JournalReading> {
  const { entries, unreadable, wholeFrom, torn } = await readJournal(path, disk);
  // The torn line was never acknowledged, so nothing rests on it: it is no damage to what was.
  return { entries, setAside: unreadable.length - (torn ? 1 : 0), wholeFrom, torn };
}

interface Found {
  readonly entries: readonly JsonObject[];
  readonly unreadable: readonly string[];
  /** How many entries stand before the last unreadable line; a torn last one does not count. */
  readonly wholeFrom: number;
  /** Bytes up to the end of the last line that is not torn. */
  readonly length: number;
  readonly torn: boolean;
  readonly unended: boolean;
}

async function readJournal(path: string, disk: Disk): Promise<Found> {
  const bytes = await readOrNothing(path, disk);
  const end = bytes.lastIndexOf(0x0a) + 1;
  const tail = bytes.subarray(end).toString('utf8');
  const last = tail === '' ? undefined : decodeJournalLine(tail);
  const torn = tail !== '' && last === undefined;
  const entries: JsonObject[] = [];
  const unreadable: string[] = [];
  let wholeFrom = 0;
  for (const line of bytes.subarray(0, end).toString('utf8').split('\n')) {
    if (line === '') continue;
    const entry = decodeJournalLine(line);
    if (entry === undefined) {
      unreadable.push(line);
      wholeFrom = entries.length;
    } else entries.push(entry);
  }
  if (last !== undefined) entries.push(last);
  // A torn line stands in the side file too, before the next append cuts it off.
  if (torn) unreadable.push(tail);
  return { entries, unreadable, wholeFrom, length: torn ? end : bytes.byteLength, torn, unended: last !== undefined };
}

async function setAside(path: string, lines: readonly string[], disk: Disk): Promise<void> {
  const aside = setAsideFile(path);
  const before = await readOrNothing(aside, disk);
  const known = new Set(before.toString('utf8').split('\n'));
  const fresh = lines.filter((line) => !known.has(line));
  if (fresh.length === 0) return;
  try {
    const file = await openOrMake(aside, disk);
    try {
      await writeAll(file, Buffer.from(fresh.map((line) => `${line}\n`).join('')), before.byteLength);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    throw await storageErrorOf(error, dirname(path), disk);
  }
}

async function readOrNothing(path: string, disk: Disk): Promise<Buffer> {
  try {
    return await disk.read(path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return Buffer.alloc(0);
    throw await storageErrorOf(error, dirname(path), disk);
  }
}

/** Opened for writing at positions and not for appending, so that a cut-back is followed by a write at the right place. */
async function openOrMake(path: string, disk: Disk): Promise<OpenFile> {
  try {
    const made = await disk.open(path, 'wx').catch((error: unknown) => {
      if (errnoOf(error) === 'EEXIST') return undefined;
      throw error;
    });
    const file = made ?? (await disk.open(path, 'r+'));
    await made?.sync();
    // Also where it was there already: the process that made it may have ended before this, and without its name all is lost.
    await disk.syncFolder(dirname(path));
    return file;
  } catch (error) {
    throw await storageErrorOf(error, dirname(path), disk);
  }
}
