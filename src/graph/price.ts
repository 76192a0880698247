import type { Quote } from './quote.ts';

/** What a catalogue says of a model's price (facts/runcomfy-api.md, Catalogue). */
export interface CataloguePrice {
  readonly baseUsd: number;
  /** `second`, `output`, …: as the service writes it. */
  readonly unit: string;
  readonly note?: string;
}

/** A price with where it comes from, or the reason why none is known. Never a guess. */
export type Price =
  | { readonly known: true; readonly usd: number; readonly source: 'catalogue'; readonly caveat: string }
  | { readonly known: false; readonly reason: string };

/** The price of a quote by the catalogue's base price: not aware of resolution, sound or reference seconds, and says so. */
export function priceOf(quote: Quote, catalogue: ReadonlyMap<string, CataloguePrice>): Price {
  let usd = 0;
  for (const { model, seconds } of quote.generations) {
    const entry = catalogue.get(model);
    if (!entry) return { known: false, reason: `The catalogue gives no price for ${model}.` };
    const units = entry.unit === 'second' ? seconds : entry.unit === 'output' ? 1 : undefined;
    if (units === undefined)
      return { known: false, reason: `${model} is priced per ${entry.unit}, which cannot be foretold.` };
    usd += units * entry.baseUsd;
  }
  const caveat = 'By the catalogue’s base price: resolution, sound and reference seconds may change it.';
  return { known: true, usd, source: 'catalogue', caveat };
}
