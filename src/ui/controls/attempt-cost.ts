import { quotedWords } from '../../runtime/run/price-words.ts';
import { usdWords } from '../../runtime/run/words.ts';
import { type Attempt, foreignOf, type JobRecord } from '../../runtime/wire/job-record.ts';

/**
 * What a job's attempts cost together, in US dollars, where any of them says. What is rehearsed has no price, and what was
 * made elsewhere was not paid here.
 */
export function costOf(job: Pick<JobRecord, 'attempts' | 'service'>): number | undefined {
  if (job.service === 'sandbox') return undefined;
  const costs = job.attempts.flatMap((attempt) =>
    'cost' in attempt && attempt.cost !== undefined && foreignOf(attempt) === undefined ? [attempt.cost] : [],
  );
  return costs.length === 0 ? undefined : costs.reduce((sum, cost) => sum + cost, 0);
}

/** The cost of a job to show beside its state, unless the state's words say it already. */
export function costBeside(words: string, job: Pick<JobRecord, 'attempts' | 'service'>): number | undefined {
  const cost = costOf(job);
  const said = cost !== undefined && (words.endsWith(usdWords(cost)) || (cost === 0 && words.includes('not charged')));
  return said ? undefined : cost;
}

/** What an attempt was quoted at, with what it cost where that is known; undefined of what had no price, or was quoted elsewhere. */
export function quotedBeside(attempt: Attempt): string | undefined {
  if (attempt.quoted === undefined || foreignOf(attempt)) return undefined;
  return quotedWords(attempt.quoted, 'cost' in attempt ? attempt.cost : undefined);
}
