import { decodeJournalLine } from '../../../src/gateway/host/journal-line.ts';
import { StorageError } from '../../../src/runtime/jobs/ports.ts';
import type { JsonObject } from '../../../src/graph/json.ts';
import type { Chance } from '../chance.ts';

interface DiskFile {
  bytes: Uint8Array<ArrayBuffer>;
  /** How many of them survive a power cut. */
  durable: number;
}

/**
 * The disk under a data folder: what was written is seen at once, and survives a power cut only where it was synced. A name
 * survives only where its folder was synced.
 */
export interface Disk {
  /** What it answers instead of writing. */
  refuses: StorageError['why'] | undefined;
  readJournal(): string;
  writeJournal(text: string): void;
  syncJournal(): void;
  cutJournal(length: number): void;
  names(): readonly string[];
  read(name: string): Uint8Array<ArrayBuffer> | undefined;
  write(name: string, bytes: Uint8Array): void;
  sync(name: string): void;
  rename(from: string, to: string): void;
  syncFolder(): void;
  remove(name: string): void;
  /** The power goes: of what was not synced some, all or nothing is left. */
  loseUnsynced(): void;
}

/** `kept` is told of every journal line when it is there for good. */
export function createDisk(
  chance: Chance,
  kept: (entry: JsonObject) => void,
  tornOrLost: (what: string) => void,
): Disk {
  let journal = '';
  let journalDurable = 0;
  let told = 0;
  let names = new Map<string, DiskFile>();
  let durableNames = new Map<string, DiskFile>();

  function allow(): void {
    if (disk.refuses !== undefined) throw new StorageError(disk.refuses, `The disk is ${disk.refuses}.`);
  }
  /** A full disk still syncs what it took. */
  function allowSync(): void {
    if (disk.refuses !== 'full') allow();
  }
  function tellKept(): void {
    for (let end = journal.indexOf('\n', told); end >= 0 && end < journalDurable; end = journal.indexOf('\n', told)) {
      const entry = decodeJournalLine(journal.slice(told, end));
      if (entry !== undefined) kept(entry);
      told = end + 1;
    }
  }

  const disk: Disk = {
    refuses: undefined,
    readJournal: () => journal,
    writeJournal(text) {
      if (disk.refuses === 'full' && text.length > 1) journal += text.slice(0, chance.int(0, text.length - 1));
      allow();
      journal += text;
    },
    syncJournal() {
      allowSync();
      journalDurable = journal.length;
      tellKept();
    },
    cutJournal(length) {
      if (disk.refuses === 'read_only') allow();
      journal = journal.slice(0, length);
      journalDurable = Math.min(journalDurable, length);
    },
    names: () => [...names.keys()],
    read: (name) => names.get(name)?.bytes,
    write(name, bytes) {
      allow();
      const file = names.get(name) ?? { bytes: new Uint8Array(), durable: 0 };
      const longer = new Uint8Array(file.bytes.length + bytes.length);
      longer.set(file.bytes);
      longer.set(bytes, file.bytes.length);
      file.bytes = longer;
      names.set(name, file);
    },
    sync(name) {
      allowSync();
      const file = names.get(name);
      if (file !== undefined) file.durable = file.bytes.length;
    },
    rename(from, to) {
      allow();
      const file = names.get(from);
      if (file === undefined) throw new StorageError('broken', `There is no ${from}.`);
      names.set(to, file);
      names.delete(from);
    },
    syncFolder() {
      allowSync();
      durableNames = new Map(names);
    },
    remove: (name) => void names.delete(name),
    loseUnsynced() {
      const unsynced = journal.length - journalDurable;
      if (unsynced > 0) {
        const left = chance.pick([0, unsynced, chance.int(0, unsynced)]);
        journal = journal.slice(0, journalDurable + left);
        if (left === 0) tornOrLost('journal tail lost');
      }
      journalDurable = journal.length;
      tellKept();
      // A last line without its line break counts as well.
      const last = decodeJournalLine(journal.slice(told));
      if (last !== undefined) {
        kept(last);
        told = journal.length;
      }
      names = new Map(durableNames);
      for (const file of names.values()) {
        file.bytes = file.bytes.slice(0, Math.max(file.durable, chance.int(0, file.bytes.length)));
        file.durable = file.bytes.length;
      }
    },
  };
  return disk;
}
