import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from './storage-error.ts';
import { writePrivateFile } from './write-private-file.ts';

/** Where the session value stands in a data folder; the command line reads it there. */
export function sessionFile(folder: string): string {
  return join(folder, 'session');
}

/**
 * The session value of a data folder: 256 random bits as 64 hex digits, in a 0600 file, so that open tabs survive a restart
 * (SEC05). A file that is missing, malformed, or that others could read is replaced by a new value.
 */
export async function loadSessionValue(folder: string): Promise<string> {
  const path = sessionFile(folder);
  const known = await readSessionValue(folder);
  if (known !== undefined) return known;
  const fresh = randomBytes(32).toString('hex');
  await writePrivateFile(path, `${fresh}\n`);
  return fresh;
}

/** The session value as it stands in a data folder, for a command that attaches to its owner; undefined where there is none to trust. */
export async function readSessionValue(folder: string): Promise<string | undefined> {
  const path = sessionFile(folder);
  try {
    const { mode } = await stat(path);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) return undefined;
    const text = (await readFile(path, 'utf8')).trim();
    return /^[0-9a-f]{64}$/.test(text) ? text : undefined;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
