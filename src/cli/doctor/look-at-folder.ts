import { access, constants, realpath, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { findOwner } from '../../gateway/host/owner-lock.ts';
import { readSessionValue } from '../../gateway/host/session-value.ts';
import { errnoOf } from '../../gateway/host/storage-error.ts';
import { greetOwner } from '../owner/greet-owner.ts';
import type { FolderFacts } from './folder-check.ts';
import type { OwnerFacts } from './owner-check.ts';

/** Looks at the data folder and writes nothing. Rejects with what the disk says, where it is neither there nor absent. */
export async function lookAtFolder(path: string): Promise<FolderFacts> {
  try {
    const found = await stat(path);
    if (!found.isDirectory()) return { kind: 'no_folder', path };
    const { bavail, bsize } = await statfs(path);
    return {
      kind: 'folder',
      path,
      writable: await isWritable(path),
      mode: process.platform === 'win32' ? undefined : found.mode & 0o777,
      freeBytes: bavail * bsize,
    };
  } catch (error) {
    if (errnoOf(error) === 'ENOTDIR') return { kind: 'absent', path, parentWritable: false };
    if (errnoOf(error) !== 'ENOENT') throw error;
    return { kind: 'absent', path, parentWritable: await canBeMade(dirname(path)) };
  }
}

/** Who owns the folder, and what that process answers. */
export async function lookAtOwner(path: string, version: string): Promise<OwnerFacts | undefined> {
  const folder = await realpath(path);
  const owner = await findOwner(folder);
  if (owner?.address === undefined) return owner;
  const greeting = await greetOwner(owner.address, { version, session: await readSessionValue(folder), fetch });
  return { address: owner.address, greeting };
}

async function isWritable(path: string): Promise<boolean> {
  try {
    await access(path, constants.W_OK);
    return true;
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return false;
  }
}

/** The nearest folder that is there decides. */
async function canBeMade(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory() && (await isWritable(path));
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' && dirname(path) !== path) return canBeMade(dirname(path));
    return false;
  }
}
