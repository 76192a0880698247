import { createHash, randomBytes } from 'node:crypto';
import { open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the lock sockets of one data folder are (docs/decisions/owner-lock.md). */
export interface LockPlaces {
  /** Every name that is there, of the living and the dead. */
  names(): Promise<readonly string[]>;
  /** A name that nobody ever had, so that removing it by its path can never remove another's. */
  freshName(): string;
  /** What to listen on or connect to. */
  path(name: string): string;
  remove(name: string): Promise<void>;
  /** Only after the socket is closed: closing it removes its name, by the path it was made with. */
  close(): Promise<void>;
}

/** Sockets in the folder; on Windows one named pipe. `folder` is a real path. */
export function lockPlaces(folder: string): Promise<LockPlaces> {
  return process.platform === 'win32' ? pipePlaces(folder) : socketPlaces(folder);
}

/** Named pipes are exclusive and vanish with their process, so one name is enough. */
async function pipePlaces(folder: string): Promise<LockPlaces> {
  const name = createHash('sha256').update(folder.toLowerCase()).digest('hex').slice(0, 32);
  return {
    names: async () => [name],
    freshName: () => name,
    path: () => `\\\\.\\pipe\\shotgraph-${name}`,
    remove: async () => undefined,
    close: async () => undefined,
  };
}

async function socketPlaces(folder: string): Promise<LockPlaces> {
  // A socket's path is short by law (108 bytes); through the open folder the length of the folder's name does not count.
  const handle = process.platform === 'linux' ? await open(folder, 'r') : undefined;
  const base = handle === undefined ? folder : `/proc/self/fd/${handle.fd}`;
  return {
    names: async () => (await readdir(folder)).filter((name) => /^owner-[0-9a-f]{16}\.sock$/.test(name)),
    freshName: () => `owner-${randomBytes(8).toString('hex')}.sock`,
    path: (name) => join(base, name),
    remove: (name) => rm(join(folder, name), { force: true }),
    close: async () => handle?.close(),
  };
}
