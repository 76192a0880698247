import { usdWords } from '../../runtime/run/words.ts';
import { foreignOf, type JobRecord } from '../../runtime/wire/job-record.ts';

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
  return cost === undefined || words.endsWith(usdWords(cost)) ? undefined : cost;
}
