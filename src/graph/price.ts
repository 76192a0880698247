import type { JobKey } from './keys.ts';
import { type PastCosts, likenessKey } from './past-cost.ts';
import { type CataloguePrice, type GenerationPrice, priceOfGeneration } from './price-of-generation.ts';
import { type PriceSource, type Quoted, weakestSource } from './price-source.ts';
import { meterOf, type Quote, type QuotedGeneration } from './quote.ts';
import type { Rate } from './rate.ts';

/** What the generations of a quote cost together, as far as it is known. */
export interface Price {
  /** The sum of those whose price is known, in US dollars. */
  readonly usd: number;
  readonly known: number;
  readonly unknown: number;
  /** The least trusted source in the sum; undefined where nothing is known. */
  readonly weakest: PriceSource | undefined;
  /** Of every generation; a rehearsal has none. */
  readonly each: ReadonlyMap<JobKey, GenerationPrice>;
}

/** What is known that prices may be taken from. */
export interface PriceBook {
  /** By the model as written: the one that is sent in its place, where a newer id was accepted. */
  readonly sent: ReadonlyMap<string, string>;
  /** By the model as written. */
  readonly catalogue: ReadonlyMap<string, CataloguePrice>;
  /** By `likenessKey` of the model that is sent. */
  readonly past: ReadonlyMap<string, PastCosts>;
  readonly rates: readonly Rate[];
}

/** A rehearsal costs nothing. */
export const free: Price = { usd: 0, known: 0, unknown: 0, weakest: undefined, each: new Map() };

/** The kind of a generation, as its price is compared: by the model that is sent. */
export function likenessOf(generation: QuotedGeneration, sent: ReadonlyMap<string, string>) {
  return { model: sent.get(generation.model) ?? generation.model, meter: meterOf(generation) };
}

/** Prices every generation of a quote by what is known of it, and sums up. */
export function priceOf({ generations }: Pick<Quote, 'generations'>, book: PriceBook): Price {
  const each = new Map<JobKey, GenerationPrice>();
  for (const generation of generations) {
    const facts = {
      past: book.past.get(likenessKey(likenessOf(generation, book.sent))) ?? {},
      catalogue: book.catalogue.get(generation.model),
      rates: book.rates,
    };
    each.set(generation.jobKey, priceOfGeneration(generation, facts));
  }
  const known = [...each.values()].flatMap((price) => (price.known ? [price] : []));
  return {
    usd: known.reduce((sum, { usd }) => sum + usd, 0),
    known: known.length,
    unknown: each.size - known.length,
    weakest: weakestSource(known.map(({ from }) => from.source)),
    each,
  };
}

/** What a generation is quoted at, to be kept with its attempt; undefined where that is unknown or nothing. */
export function quotedAt(price: Price, jobKey: JobKey): Quoted | undefined {
  const own = price.each.get(jobKey);
  return own?.known ? { usd: own.usd, source: own.from.source } : undefined;
}
