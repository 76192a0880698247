import { type Price, quotedAt } from '../../graph/price.ts';
import type { Quote } from '../../graph/quote.ts';
import type { Run } from './run.ts';

/** The pairs that an agreement covers, each with what it was quoted at and the model that is sent (`sent`: by that as written). */
export function agreedPairs(
  { agreed, generations }: Quote,
  price: Price,
  sent: ReadonlyMap<string, string>,
): Run['agreed'] {
  const models = new Map(generations.map(({ jobKey, model }) => [jobKey, sent.get(model)]));
  return agreed.map(({ jobKey, attempt }) => {
    const quoted = quotedAt(price, jobKey);
    const sentModel = models.get(jobKey);
    return { jobKey, attempt, ...(quoted && { quoted }), ...(sentModel !== undefined && { sentModel }) };
  });
}
