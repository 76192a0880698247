import { type Price, quotedAt } from '../../graph/price.ts';
import type { Quote } from '../../graph/quote.ts';
import type { Run } from './run.ts';

/** The pairs that an agreement covers, each with what it was quoted at. */
export function agreedPairs({ agreed }: Quote, price: Price): Run['agreed'] {
  return agreed.map(({ jobKey, attempt }) => {
    const quoted = quotedAt(price, jobKey);
    return { jobKey, attempt, ...(quoted && { quoted }) };
  });
}
