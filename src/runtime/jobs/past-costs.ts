import { type Likeness, likenessKey, mayScale, type PastCost, type PastCosts } from '../../graph/past-cost.ts';
import { type Attempt, foreignOf, type JobRecord, presentAttempt } from '../wire/job-record.ts';
import type { Accuracy, Costs } from '../wire/messages.ts';

/** So many of the last quotes tell how quotes stand to the bill. */
const quotesLooked = 20;

type Costed = Pick<JobRecord, 'model' | 'sentModel' | 'meter' | 'take' | 'origin' | 'attempts'>;

/** What generations of some kinds cost last, from the records of one service: one pass, whatever is asked for. */
export function pastCosts(records: Iterable<Costed>, kinds: readonly Likeness[]): Costs {
  const equal = new Map<string, PastCost>();
  const scalable = new Map<string, PastCost>();
  const quotes: Quote[] = [];
  for (const record of records) {
    quotes.push(...quotesOf(record));
    const past = pastCost(record);
    if (!past || !record.meter) continue;
    const kind = { model: record.sentModel ?? record.model, meter: record.meter };
    keepLast(equal, likenessKey(kind), past);
    if (mayScale(kind.meter)) keepLast(scalable, likenessKey(kind, true), past);
  }
  const costs = kinds.map((kind): PastCosts => {
    const same = equal.get(likenessKey(kind));
    const other = mayScale(kind.meter) ? scalable.get(likenessKey(kind, true)) : undefined;
    return { ...(same && { equal: same }), ...(other && { scalable: other }) };
  });
  return { costs, accuracy: accuracyOf(quotes) };
}

function keepLast(kept: Map<string, PastCost>, key: string, past: PastCost): void {
  const before = kept.get(key);
  if (!before || before.at <= past.at) kept.set(key, past);
}

/** What a job's present attempt cost, where it made something here: a failed one may have been billed in part. */
function pastCost({ attempts, origin, take, meter }: Costed): PastCost | undefined {
  const attempt = presentAttempt({ attempts });
  if (!hasMade(attempt) || attempt.cost === undefined || !meter || foreignOf(attempt)) return undefined;
  return { usd: attempt.cost, at: attempt.submittedAt, title: origin.title, take, seconds: meter.seconds };
}

function hasMade(attempt: Attempt): attempt is Extract<Attempt, { status: 'succeeded' | 'lost' }> {
  return attempt.status === 'succeeded' || attempt.status === 'lost';
}

interface Quote {
  readonly at: number;
  readonly quotedUsd: number;
  readonly costUsd: number;
}

/** Every attempt that had a price, made something and has a bill: that a failed one cost nothing is no mistake of its quote. */
function quotesOf({ attempts }: Costed): readonly Quote[] {
  return attempts.flatMap((attempt) => {
    if (!hasMade(attempt) || attempt.cost === undefined || !attempt.quoted || foreignOf(attempt)) return [];
    return [{ at: attempt.claimedAt, quotedUsd: attempt.quoted.usd, costUsd: attempt.cost }];
  });
}

function accuracyOf(quotes: readonly Quote[]): Accuracy {
  const last = quotes.toSorted((left, right) => right.at - left.at).slice(0, quotesLooked);
  return {
    quotes: last.length,
    quotedUsd: last.reduce((sum, { quotedUsd }) => sum + quotedUsd, 0),
    costUsd: last.reduce((sum, { costUsd }) => sum + costUsd, 0),
  };
}
