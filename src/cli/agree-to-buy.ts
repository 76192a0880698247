import { free } from '../graph/price.ts';
import type { Quote } from '../graph/quote.ts';
import { changeSettings } from '../runtime/wire/change-settings.ts';
import type { JobClient } from '../runtime/wire/job-client.ts';
import { acceptance, type ModelOffer } from './accept-models.ts';
import type { RunArguments } from './arguments.ts';
import { checkLimits } from './check-limits.ts';
import { continueLive } from './continue-live.ts';
import { CommandError, exitCodes } from './exit-codes.ts';
import { type AgreedTerms, tellQuote } from './tell-quote.ts';
import type { Terminal } from './terminal.ts';

/** What a rehearsal, or a run that buys nothing, is agreed at. */
export const freeTerms: AgreedTerms = { price: free, sent: new Map() };

/**
 * Says what a live run would buy, and holds it against what the command line agreed to. Only within the limits anything is
 * remembered or continued: newer model ids that `--accept-model` takes up (`offers`), and that media go inline. Throws a CommandError
 * (2, 5 or 6).
 */
export async function agreeToBuy(
  terminal: Terminal,
  given: RunArguments,
  quoted: Quote,
  jobs: JobClient,
  offers: readonly ModelOffer[] = [],
): Promise<AgreedTerms> {
  // What is held already needs neither a token nor an agreement.
  if (quoted.agreed.length === 0) return freeTerms;
  const { live } = (await jobs.health()).services;
  if (live.token === 'none')
    throw new CommandError(exitCodes.usage, 'A live run needs a token: shotgraph login. With --sandbox it rehearses.');
  const settings = await jobs.settings();
  const accepted = acceptance(offers);
  const terms = await tellQuote(terminal, quoted, jobs, changeSettings(settings, accepted));
  checkLimits(quoted, given, settings.inlineMedia || given.inline);
  // Who only joins agreed to nothing: what waits for a person elsewhere goes on waiting.
  if (quoted.generations.length === 0) return terms;
  const inline = given.inline && quoted.inline && !settings.inlineMedia ? { inlineMedia: true } : {};
  const agreed = { ...accepted, ...inline };
  if (Object.keys(agreed).length > 0) await jobs.saveSettings(agreed);
  await continueLive(jobs, quoted.agreed, (line) => terminal.err(line));
  return terms;
}
