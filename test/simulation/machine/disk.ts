import { dirname } from 'node:path';
import { decodeJournalLine } from '../../../src/gateway/host/journal-line.ts';
import type { StorageError } from '../../../src/runtime/jobs/ports.ts';
import type { JsonObject } from '../../../src/graph/json.ts';
import type { Chance } from '../chance.ts';

/** Where an owner keeps its things. */
export const dataFolder = '/data';
export const journalPath = `${dataFolder}/journal.jsonl`;
export const mediaFolder = `${dataFolder}/media`;

/** A file, under whatever name. `durable` bytes of it survive a power cut. */
export interface DiskFile {
  bytes: Buffer;
  durable: number;
  /** What was durable and was cut off since: a power cut may bring it back. */
  cut: Buffer | undefined;
}

/**
 * The disk under a data folder: what was written is seen at once, and survives a power cut only where it was synced. A name
 * survives only where its folder was synced.
 */
export interface SimDisk {
  /** What it answers instead of writing. */
  refuses: StorageError['why'] | undefined;
  /** Throws, as everything here does, a system error with its code. */
  open(path: string, how: 'wx' | 'r+'): DiskFile;
  /** How many of the bytes it took. */
  write(file: DiskFile, bytes: Uint8Array, position: number): number;
  sync(file: DiskFile): void;
  truncate(file: DiskFile, length: number): void;
  find(path: string): DiskFile | undefined;
  namesIn(folder: string): readonly string[];
  rename(from: string, to: string): void;
  remove(path: string): void;
  syncFolder(folder: string): void;
  /** What is stored under a hash, as somebody sees who looks into the folder. */
  stored(sha256: string): Buffer | undefined;
  /** The power goes: of what was not synced some, all or nothing is left. */
  loseUnsynced(): void;
}

const codes = { full: 'ENOSPC', read_only: 'EROFS', broken: 'EIO' } as const;

export function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** `kept` is told of every journal line when it is there for good. */
export function createDisk(chance: Chance, kept: (entry: JsonObject) => void, lost: () => void): SimDisk {
  let names = new Map<string, DiskFile>();
  let durableNames = new Map<string, DiskFile>();
  /** Bytes of the journal that `kept` was told of. */
  let told = 0;

  function allow(...unless: readonly StorageError['why'][]): void {
    if (disk.refuses !== undefined && !unless.includes(disk.refuses)) throw systemError(codes[disk.refuses]);
  }
  function tellKept(file: DiskFile): void {
    if (file !== names.get(journalPath)) return;
    told = Math.min(told, file.bytes.length);
    const durable = file.bytes.subarray(0, file.durable);
    for (let end = durable.indexOf('\n', told); end >= 0; end = durable.indexOf('\n', told)) {
      const entry = decodeJournalLine(durable.toString('utf8', told, end));
      if (entry !== undefined) kept(entry);
      told = end + 1;
    }
  }
  /** A last line without its line break counts as well. */
  function tellLast(file: DiskFile): void {
    const last = decodeJournalLine(file.bytes.toString('utf8', told));
    if (last === undefined) return;
    kept(last);
    told = file.bytes.length;
  }
  function losePower(path: string, file: DiskFile): void {
    const { bytes, durable, cut } = file;
    if (cut !== undefined && chance.happens(0.5)) {
      file.bytes = Buffer.concat([bytes.subarray(0, durable), cut]);
    } else if (bytes.length > durable) {
      const unsynced = bytes.length - durable;
      const left = chance.pick([0, unsynced, chance.int(0, unsynced)]);
      file.bytes = bytes.subarray(0, durable + left);
      if (left === 0 && path === journalPath) lost();
    }
    file.durable = file.bytes.length;
    file.cut = undefined;
  }

  const disk: SimDisk = {
    refuses: undefined,
    open(path, how) {
      const file = names.get(path);
      if (how === 'r+') {
        if (file === undefined) throw systemError('ENOENT');
        allow('full');
        return file;
      }
      if (file !== undefined) throw systemError('EEXIST');
      allow('full');
      const made: DiskFile = { bytes: Buffer.alloc(0), durable: 0, cut: undefined };
      names.set(path, made);
      return made;
    },
    write(file, bytes, position) {
      allow('full');
      const taken = disk.refuses === 'full' ? chance.int(0, bytes.length - 1) : bytes.length;
      if (taken === 0) throw systemError(codes.full);
      // Nobody writes over what is there.
      if (position !== file.bytes.length) throw new Error(`a write at ${position} of ${file.bytes.length} bytes`);
      file.bytes = Buffer.concat([file.bytes, bytes.subarray(0, taken)]);
      return taken;
    },
    sync(file) {
      // A full disk still syncs what it took.
      allow('full');
      file.durable = file.bytes.length;
      file.cut = undefined;
      tellKept(file);
    },
    truncate(file, length) {
      allow('full');
      if (length < file.durable) {
        file.cut = Buffer.concat([file.bytes.subarray(length, file.durable), file.cut ?? Buffer.alloc(0)]);
        file.durable = length;
      }
      file.bytes = file.bytes.subarray(0, length);
    },
    find: (path) => names.get(path),
    namesIn: (folder) =>
      [...names.keys()].filter((path) => dirname(path) === folder).map((path) => path.slice(folder.length + 1)),
    rename(from, to) {
      allow();
      const file = names.get(from);
      if (file === undefined) throw systemError('ENOENT');
      names.set(to, file);
      names.delete(from);
    },
    remove(path) {
      if (!names.has(path)) return;
      allow('full');
      names.delete(path);
    },
    syncFolder(folder) {
      allow('full');
      const inFolder = (path: string): boolean => dirname(path) === folder;
      durableNames = new Map([
        ...[...durableNames].filter(([path]) => !inFolder(path)),
        ...[...names].filter(([path]) => inFolder(path)),
      ]);
    },
    stored(sha256) {
      const path = [...names.keys()].find((known) => known.startsWith(`${mediaFolder}/${sha256}.`));
      return path === undefined ? undefined : names.get(path)?.bytes;
    },
    loseUnsynced() {
      names = new Map(durableNames);
      for (const [path, file] of names) losePower(path, file);
      const journal = names.get(journalPath);
      if (journal === undefined) {
        told = 0;
        return;
      }
      tellKept(journal);
      tellLast(journal);
    },
  };
  return disk;
}
