import { createInterface } from 'node:readline/promises';
import { CommandError, exitCodes } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** Asks a person for a yes; anything but `y` or `yes` is a No. Throws a CommandError (2) where nobody sits at the terminal. */
export async function askYes({ input, err, interrupted }: Terminal, question: string): Promise<boolean> {
  if (!input.isTTY) throw new CommandError(exitCodes.usage, `${question} Nobody can be asked here: agree with --yes.`);
  err(`${question} y/N`);
  const lines = createInterface({ input });
  try {
    const answer = await new Promise<string>((resolve) => {
      lines.once('line', resolve);
      lines.once('close', () => resolve(''));
      interrupted.addEventListener('abort', () => lines.close(), { once: true });
    });
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    lines.close();
  }
}
