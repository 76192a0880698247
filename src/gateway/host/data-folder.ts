import { open, readFile, realpath, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { machineDisk } from './disk.ts';
import { makeFolder } from './make-folder.ts';
import { takeOwnership, type OwnerLock } from './owner-lock.ts';
import { errnoOf, storageErrorOf } from './storage-error.ts';
import { writePrivateFile } from './write-private-file.ts';

/** The data folder cannot be used, or belongs to another process. One line for a person. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
  constructor(
    readonly why: 'unusable' | 'owned',
    message: string,
    /** Of the process that owns the folder, where it is known. */
    readonly ownerAddress?: string,
  ) {
    super(message);
  }
}

/** A data folder that this process owns: real path, and where things stand in it. */
export interface DataFolder {
  readonly path: string;
  readonly journal: string;
  readonly media: string;
  /** Tells others where the owner listens: in `owner.json`, and to whoever asks for the lock. */
  announce(address: string): Promise<void>;
  release(): Promise<void>;
}

const ownerSchema = z.object({ address: z.string() });

/** Creates the folder (0700) where it is missing, proves that it can be written, and takes the lock. Throws a DataFolderError. */
export async function openDataFolder(wanted: string): Promise<DataFolder> {
  const path = await usableFolder(wanted);
  const lock = await lockFolder(path);
  return {
    path,
    journal: join(path, 'journal.jsonl'),
    media: join(path, 'media'),
    async announce(address) {
      lock.announce(address);
      await writePrivateFile(ownerFile(path), `${JSON.stringify({ address })}\n`);
    },
    async release() {
      await rm(ownerFile(path), { force: true });
      await lock.release();
    },
  };
}

/** Where an owner records its address; only the lock says whether it is still alive. */
export function ownerFile(folder: string): string {
  return join(folder, 'owner.json');
}

async function usableFolder(wanted: string): Promise<string> {
  try {
    await makeFolder(wanted);
    const path = await realpath(wanted);
    const probe = join(path, `${randomBytes(6).toString('hex')}.tmp`);
    const handle = await open(probe, 'wx', 0o600);
    await handle.close();
    await rm(probe);
    return path;
  } catch (error) {
    const code = errnoOf(error);
    const reason =
      code === 'EEXIST' || code === 'ENOTDIR'
        ? 'there is something in its place that is not a folder'
        : (await storageErrorOf(error, wanted, machineDisk)).message;
    throw new DataFolderError('unusable', `The data folder ${wanted} cannot be used: ${reason.replace(/\.$/, '')}.`);
  }
}

async function lockFolder(path: string): Promise<OwnerLock> {
  let ownership;
  try {
    ownership = await takeOwnership(path);
  } catch (error) {
    const reason = errnoOf(error) ?? String(error);
    throw new DataFolderError(
      'unusable',
      `The data folder ${path} cannot be locked (${reason}); choose one on a local disk.`,
    );
  }
  if (ownership.owned) return ownership.lock;
  const address = ownership.address ?? (await recordedAddress(path));
  const where = address === undefined ? 'which has not said where it listens yet' : `at ${address}`;
  throw new DataFolderError('owned', `The data folder ${path} is owned by a running Shotgraph, ${where}.`, address);
}

async function recordedAddress(path: string): Promise<string | undefined> {
  try {
    return ownerSchema.parse(JSON.parse(await readFile(ownerFile(path), 'utf8'))).address;
  } catch (error) {
    const unreadable = errnoOf(error) === 'ENOENT' || error instanceof SyntaxError || error instanceof z.ZodError;
    if (unreadable) return undefined;
    throw error;
  }
}
