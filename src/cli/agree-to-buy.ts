import type { Quote } from '../graph/quote.ts';
import { GatewayError, type JobClient } from '../runtime/wire/job-client.ts';
import type { RunArguments } from './arguments.ts';
import { checkLimits, quoteLine } from './check-limits.ts';
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
  // Whoever repeats the command with its limits has seen why it stopped: that is the Continue after a new token or credit,
  // and never one for the spend guard, which a script would else lift by repeating itself.
  await jobs.continueService('live', { spendGuard: false }).catch((error: unknown) => {
    if (error instanceof GatewayError)
      throw new CommandError(exitCodes.stopped, `${error.reason} ${error.remedy}`.trim());
    throw error;
  });
}
