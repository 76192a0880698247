import type { Quote } from '../graph/quote.ts';
import type { JobClient } from '../runtime/wire/job-client.ts';
import type { RunArguments } from './arguments.ts';
import { checkLimits, quoteLine } from './check-limits.ts';
import { continueLive } from './continue-live.ts';
import { CommandError, exitCodes } from './exit-codes.ts';
import { priceFrom } from './price-from.ts';
import type { Terminal } from './terminal.ts';

/** Says what a live run would buy, and holds it against what the command line agreed to. Throws a CommandError (2, 5 or 6). */
export async function agreeToBuy(
  terminal: Terminal,
  given: RunArguments,
  quoted: Quote,
  jobs: JobClient,
): Promise<void> {
  // What is held already needs neither a token nor an agreement.
  if (quoted.agreed.length === 0) return;
  const { live } = (await jobs.health()).services;
  if (live.token === 'none')
    throw new CommandError(exitCodes.usage, 'A live run needs a token: shotgraph login. With --sandbox it rehearses.');
  terminal.err(quoteLine(quoted, await priceFrom(jobs, quoted)));
  const settings = await jobs.settings();
  checkLimits(quoted, given, settings.inlineMedia || given.inline);
  if (given.inline && quoted.inline && !settings.inlineMedia)
    await jobs.saveSettings({ ...settings, inlineMedia: true });
  await continueLive(jobs);
}
