import { readFile } from 'node:fs/promises';
import type { Faults } from '../sandbox/faults.ts';
import { readFaults } from '../sandbox/read-faults.ts';
import { CommandError, exitCodes } from './exit-codes.ts';

/** The faults of a file, or none without one. Ends the command (2) with one line a mistake: file, line, column, what is wrong. */
export async function faultsFrom(file: string | undefined): Promise<Faults | undefined> {
  if (file === undefined) return undefined;
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new CommandError(exitCodes.usage, `The file of faults cannot be read: ${String(error)}`);
  });
  const read = readFaults(text);
  if (read.ok) return read.faults;
  throw new CommandError(exitCodes.usage, read.mistakes.map((mistake) => `${file}:${mistake}`).join('\n'));
}
