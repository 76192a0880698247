import { type Attempt, foreignOf, type JobRecord, presentAttempt } from './job-record.ts';
import type { Spend, UnderWay } from './spend.ts';
import { chargeOf } from './charge.ts';

/** Nothing was spent. */
export const nothingSpent: Spend = { usd: 0, paid: 0, unknown: 0, maybe: 0 };
/** Nothing is on its way. */
export const nothingUnderWay: UnderWay = { count: 0, quotedUsd: 0, unquoted: 0 };

type Spending = Pick<JobRecord, 'service' | 'attempts'>;

/** What jobs have cost, as far as it is known. A rehearsal costs nothing, and what was made elsewhere was not paid here. */
export function spendOf(records: Iterable<Spending>): Spend {
  let sum = nothingSpent;
  for (const { service, attempts } of records)
    for (const attempt of attempts) sum = addSpend(sum, spendOfAttempt(attempt, service));
  return sum;
}

/** What one attempt has cost; nothing while it is under way. */
export function spendOfAttempt(attempt: Attempt, service: string): Spend {
  if (service === 'sandbox' || foreignOf(attempt)) return nothingSpent;
  // The bill of a clip that is still being fetched stands already.
  if (attempt.status === 'downloading' && attempt.cost !== undefined) return paid(attempt.cost);
  const charge = chargeOf(attempt, service);
  if (charge === undefined || charge.kind === 'none') return nothingSpent;
  if (charge.kind === 'billed') return paid(charge.usd);
  return attempt.status === 'succeeded' ? { ...nothingSpent, unknown: 1 } : { ...nothingSpent, maybe: 1 };
}

const paid = (usd: number): Spend => ({ ...nothingSpent, usd, paid: 1 });

export function addSpend(left: Spend, right: Spend): Spend {
  if (right === nothingSpent) return left;
  return {
    usd: left.usd + right.usd,
    paid: left.paid + right.paid,
    unknown: left.unknown + right.unknown,
    maybe: left.maybe + right.maybe,
  };
}

/** Whether anything stands in a sum. */
export function isSpent({ paid: known, unknown, maybe }: Spend): boolean {
  return known + unknown + maybe > 0;
}

/** Adds one generation to those under way. */
export function addUnderWay({ count, quotedUsd, unquoted }: UnderWay, { quoted }: Pick<Attempt, 'quoted'>): UnderWay {
  return {
    count: count + 1,
    quotedUsd: quotedUsd + (quoted?.usd ?? 0),
    unquoted: unquoted + (quoted === undefined ? 1 : 0),
  };
}

const sentStatuses: ReadonlySet<string> = new Set([
  'submitting',
  'in_queue',
  'cancelling',
  'in_progress',
  'downloading',
]);

/** Where the present attempt of a live job stands in the money: sent and not over, claimed and not sent, or neither. */
export function standingOf(record: Spending): 'running' | 'claimed' | undefined {
  if (record.service === 'sandbox') return undefined;
  const { status, ...rest } = presentAttempt(record);
  if (status === 'claimed') return 'claimed';
  // Once its cost is known it is spent.
  return sentStatuses.has(status) && !('cost' in rest && rest.cost !== undefined) ? 'running' : undefined;
}
