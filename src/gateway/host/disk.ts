import { mkdir, open, readdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import { errnoOf } from './storage-error.ts';
import { syncFolder } from './sync-folder.ts';

/** A file that is open for writing at positions; Node's FileHandle is one. Positions and lengths are in bytes. */
export interface OpenFile {
  write(
    bytes: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesWritten: number }>;
  sync(): Promise<void>;
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}

/** What the journal and the stored bytes ask of a disk. What it refuses it says with Node's system errors and their `code`. */
export interface Disk {
  /** `wx` makes a new file (0600) and rejects with EEXIST where one is; `r+` opens one that is there. */
  open(path: string, how: 'wx' | 'r+'): Promise<OpenFile>;
  read(path: string): Promise<Buffer>;
  /** Undefined where there is no file. */
  sizeOf(path: string): Promise<number | undefined>;
  namesIn(folder: string): Promise<readonly string[]>;
  /** With those above it; one that is there is no error. */
  makeFolder(folder: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** An absent file is no error. */
  remove(path: string): Promise<void>;
  /** Makes the names in a folder durable. */
  syncFolder(folder: string): Promise<void>;
  /** Bytes that are free, and all of them. */
  roomIn(folder: string): Promise<{ readonly free: number; readonly total: number }>;
}

/** The disk of this machine. */
export const machineDisk: Disk = {
  open: (path, how) => open(path, how, 0o600),
  read: (path) => readFile(path),
  async sizeOf(path) {
    try {
      const status = await stat(path);
      return status.isFile() ? status.size : undefined;
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  },
  namesIn: (folder) => readdir(folder),
  makeFolder: async (folder) => void (await mkdir(folder, { recursive: true, mode: 0o700 })),
  rename: (from, to) => rename(from, to),
  remove: (path) => rm(path, { force: true }),
  syncFolder,
  async roomIn(folder) {
    const { bavail, blocks, bsize } = await statfs(folder);
    return { free: bavail * bsize, total: blocks * bsize };
  },
};

/** Writes all of the bytes, however few the disk takes at a time. */
export async function writeAll(file: OpenFile, bytes: Uint8Array, position: number): Promise<void> {
  let done = 0;
  while (done < bytes.byteLength) {
    const { bytesWritten } = await file.write(bytes, done, bytes.byteLength - done, position + done);
    done += bytesWritten;
  }
}
