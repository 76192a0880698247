import type { Quote } from '../graph/quote.ts';
import type { RunArguments } from './arguments.ts';
import { CommandError, exitCodes } from './exit-codes.ts';

/** Throws a CommandError unless a live run stays inside what the command line agreed to (M14). */
export function checkLimits(quote: Quote, given: RunArguments, inlineAgreed: boolean): void {
  const { length: jobs } = quote.generations;
  if (jobs === 0) return;
  const seconds = quote.generations.reduce((sum, generation) => sum + generation.seconds, 0);
  if (!given.yes || given.maxJobs === undefined || given.maxSeconds === undefined) {
    const limits = `--yes --max-jobs ${jobs} --max-seconds ${seconds}`;
    throw new CommandError(
      exitCodes.usage,
      `A live run buys only with an agreement: add ${limits}, or --sandbox to rehearse.`,
    );
  }
  if (jobs > given.maxJobs) throw over(`${jobs} generations`, `--max-jobs ${given.maxJobs}`);
  if (seconds > given.maxSeconds) throw over(`${seconds} s`, `--max-seconds ${given.maxSeconds}`);
  if (quote.inline && !inlineAgreed) {
    throw new CommandError(
      exitCodes.usage,
      'Local media would go inline to the service, which its documents do not promise to take: agree with --inline, or give them a public https address.',
    );
  }
}

function over(what: string, limit: string): CommandError {
  return new CommandError(
    exitCodes.overLimit,
    `The run would buy ${what}, more than ${limit} allows. Nothing was sent.`,
  );
}
