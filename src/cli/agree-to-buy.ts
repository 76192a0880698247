import { free, type Price } from '../graph/price.ts';
import type { Quote } from '../graph/quote.ts';
import type { JobClient } from '../runtime/wire/job-client.ts';
import type { RunArguments } from './arguments.ts';
import { checkLimits } from './check-limits.ts';
import { continueLive } from './continue-live.ts';
import { CommandError, exitCodes } from './exit-codes.ts';
import { tellQuote } from './tell-quote.ts';
import type { Terminal } from './terminal.ts';

/**
 * Says what a live run would buy, and holds it against what the command line agreed to. Answers with the price. Throws a
 * CommandError (2, 5 or 6).
 */
export async function agreeToBuy(
  terminal: Terminal,
  given: RunArguments,
  quoted: Quote,
  jobs: JobClient,
): Promise<Price> {
  // What is held already needs neither a token nor an agreement.
  if (quoted.agreed.length === 0) return free;
  const { live } = (await jobs.health()).services;
  if (live.token === 'none')
    throw new CommandError(exitCodes.usage, 'A live run needs a token: shotgraph login. With --sandbox it rehearses.');
  const price = await tellQuote(terminal, quoted, jobs);
  const settings = await jobs.settings();
  checkLimits(quoted, given, settings.inlineMedia || given.inline);
  if (given.inline && quoted.inline && !settings.inlineMedia)
    await jobs.saveSettings({ ...settings, inlineMedia: true });
  // Who only joins agreed to nothing: what waits for a person elsewhere goes on waiting.
  if (quoted.generations.length > 0) await continueLive(jobs, quoted.agreed, (line) => terminal.err(line));
  return price;
}
