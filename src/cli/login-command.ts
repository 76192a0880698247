import { dirname } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { makeFolder } from '../gateway/host/make-folder.ts';
import { saveToken, TokenFileError } from '../gateway/host/token.ts';
import { CommandError, exitCodes, type ExitCode } from './exit-codes.ts';
import { environmentOf } from './open-gateway.ts';
import type { Terminal } from './terminal.ts';

/** `shotgraph login`: reads a token from the terminal without showing it, and keeps it in the token file (0600). */
export async function loginCommand(terminal: Terminal): Promise<ExitCode> {
  const { tokenFile, token } = environmentOf(terminal);
  terminal.err('Paste the RunComfy API token and press Enter. It is not shown.');
  const typed = await readHidden(terminal);
  if (typed === '') throw new CommandError(exitCodes.usage, 'No token was given; nothing was changed.');
  try {
    await makeFolder(dirname(tokenFile));
    await saveToken(tokenFile, typed);
  } catch (error) {
    if (error instanceof TokenFileError) throw new CommandError(exitCodes.usage, error.message);
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new CommandError(exitCodes.failed, `The token file ${tokenFile} cannot be written (${code}).`);
  }
  terminal.out(`The token is kept in ${tokenFile}. A running Shotgraph uses it at once.`);
  if (token !== undefined) terminal.out('RUNCOMFY_TOKEN is set as well, and goes before the file.');
  return exitCodes.done;
}

/** One line of input. The terminal echoes nothing, because what readline writes goes nowhere. */
async function readHidden({ input, interrupted }: Terminal): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: nowhere, terminal: input.isTTY });
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.once('line', (line) => resolve(line.trim()));
      lines.once('close', () => resolve(''));
      lines.once('SIGINT', () => reject(new CommandError(exitCodes.failed, 'Interrupted; nothing was changed.')));
      interrupted.addEventListener('abort', () => lines.close(), { once: true });
    });
  } finally {
    lines.close();
  }
}
