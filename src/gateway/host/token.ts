import { open } from 'node:fs/promises';
import { errnoOf } from './storage-error.ts';
import { writePrivateFile } from './write-private-file.ts';

/** The token file cannot be used. The message is one line for a person, and never holds the token. */
export class TokenFileError extends Error {
  override readonly name = 'TokenFileError';
}

/** What an HTTP header can carry without quoting: a token is one printable word. */
const tokenPattern = /^[\x21-\x7e]{1,4096}$/;

export interface TokenOrigin {
  /** From `RUNCOMFY_TOKEN`; wins over the file. */
  readonly environment?: string;
  /** Read anew for every request, so that a new token counts at once (U02). */
  readonly file: string;
}

/**
 * Reads the token; undefined where there is none. Throws a TokenFileError for a file that others may read (wider than 0600),
 * or that holds anything but one word (SEC11).
 */
export async function readToken(origin: TokenOrigin): Promise<string | undefined> {
  if (origin.environment !== undefined) return origin.environment;
  const { file } = origin;
  let handle;
  try {
    handle = await open(file, 'r');
  } catch (error) {
    // ENOTDIR: something above it is no folder; whoever needs that folder says so.
    if (['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '')) return undefined;
    throw new TokenFileError(`The token file ${file} cannot be read (${errnoOf(error) ?? 'unknown error'}).`);
  }
  try {
    const status = await handle.stat();
    if (!status.isFile()) throw new TokenFileError(`The token file ${file} is not a file.`);
    const mode = status.mode & 0o777;
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw new TokenFileError(
        `The token file ${file} can be read by others (mode ${mode.toString(8).padStart(4, '0')}). Run: chmod 600 ${file}`,
      );
    }
    if (status.size > 8192) throw new TokenFileError(`The token file ${file} holds more than a token.`);
    const text = (await handle.readFile('utf8')).trim();
    if (text === '') return undefined;
    if (!isToken(text)) throw new TokenFileError(`The token file ${file} holds something that is not one word.`);
    return text;
  } finally {
    await handle.close();
  }
}

/** Whether a text can be a token: one printable word. */
export function isToken(text: string): boolean {
  return tokenPattern.test(text);
}

/** Writes the token file (0600), for `shotgraph login`. Throws a TokenFileError for what cannot be a token. */
export async function saveToken(file: string, token: string): Promise<void> {
  const text = token.trim();
  if (!isToken(text)) throw new TokenFileError('A token is one word of printable characters.');
  await writePrivateFile(file, `${text}\n`);
}
