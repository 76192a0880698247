import type { Evaluation } from '../../graph/evaluate.ts';
import { hashJson } from '../../graph/hash.ts';
import type { JsonValue } from '../../graph/json.ts';
import { type Price, quotedAt } from '../../graph/price.ts';
import type { Quote } from '../../graph/quote.ts';
import { keysOf } from './run-keys.ts';

/**
 * Hash of what a person sees and agrees to (M14). What was joined or reused may end meanwhile without a word: that buys nothing.
 * Anything that changes what is made, bought or sent, to whom, at which price by which source, or what was paid for it before,
 * is another agreement.
 */
export function agreementPrint(
  evaluation: Evaluation,
  { generations, inline, hosts }: Quote,
  price: Price,
  sent: ReadonlyMap<string, string>,
): string {
  const value = {
    service: evaluation.service,
    keys: Object.fromEntries(keysOf(evaluation).byNode),
    generations: generations.map(({ jobKey, attempt, model, seconds, resolution, media, earlier }) => ({
      jobKey,
      attempt,
      seconds,
      resolution,
      sent: sent.get(model) ?? model,
      price: quotedAt(price, jobKey) ?? null,
      media: media.map(({ name, travels, host = null }) => [name, travels, host]),
      earlier: earlier.map(({ status, cost = null }) => [status, cost]),
    })),
    inline,
    hosts: [...hosts],
  } satisfies JsonValue;
  return hashJson(value);
}
