import { type JobRecord, presentAttempt } from '../wire/job-record.ts';
import type { UnderWay } from '../wire/spend.ts';
import type { Run } from './run.ts';
import { addUnderWay, nothingUnderWay } from '../wire/spend-of.ts';

/** What live Runs have agreed to and their owner was not told yet: it is about to be spent, and stands in no record. */
export function unsentOf(runs: readonly Run[], records: ReadonlyMap<string, JobRecord>): UnderWay {
  const open = runs.filter(
    ({ service, state, cancelRequested }) => service !== 'sandbox' && state.kind !== 'ended' && !cancelRequested,
  );
  const pairs = new Map(open.flatMap(({ agreed }) => agreed.map((pair) => [`${pair.jobKey} ${pair.attempt}`, pair])));
  return [...pairs.values()]
    .filter(({ jobKey, attempt }) => {
      const record = records.get(jobKey);
      return !record || presentAttempt(record).n < attempt;
    })
    .reduce((sum, { quoted }) => addUnderWay(sum, { quoted }), nothingUnderWay);
}

/** Two sums under way as one. */
export function together(left: UnderWay, right: UnderWay): UnderWay {
  return {
    count: left.count + right.count,
    quotedUsd: left.quotedUsd + right.quotedUsd,
    unquoted: left.unquoted + right.unquoted,
  };
}
