import type { PastCost, PastCosts } from './past-cost.ts';
import type { PriceSource } from './price-source.ts';
import { type Rate, rateFor } from './rate.ts';

/** What a catalogue says of a model's price (facts/runcomfy-api.md, Catalogue). */
export interface CataloguePrice {
  readonly baseUsd: number;
  /** `second`, `output`, …: as the service writes it. */
  readonly unit: string;
  readonly note?: string;
}

/** What is known that a price may be taken from. */
export interface PriceFacts {
  readonly past: PastCosts;
  readonly catalogue: CataloguePrice | undefined;
  readonly rates: readonly Rate[];
}

/** The price of one generation, with where it comes from, or the reason why none is known. Never a guess. */
export type GenerationPrice =
  | { readonly known: true; readonly usd: number; readonly from: PriceOrigin }
  | { readonly known: false; readonly reason: string };

/** A source with what it rests on. */
export type PriceOrigin =
  | { readonly source: Extract<PriceSource, 'last_equal' | 'last_scaled'>; readonly past: PastCost }
  | { readonly source: 'catalogue'; readonly price: CataloguePrice }
  | { readonly source: 'rate'; readonly rate: Rate };

interface Priced {
  readonly model: string;
  readonly seconds: number;
  readonly resolution: string;
}

/**
 * The price of one generation from the most trusted source that knows it (docs/decisions/prices.md). What another length cost
 * is carried over only where the service itself says that it counts by the second.
 */
export function priceOfGeneration({ model, seconds, resolution }: Priced, facts: PriceFacts): GenerationPrice {
  const { past, catalogue, rates } = facts;
  if (past.equal) return { known: true, usd: past.equal.usd, from: { source: 'last_equal', past: past.equal } };
  const { scalable } = past;
  if (scalable && scalable.seconds > 0 && catalogue?.unit === 'second') {
    const usd = (scalable.usd / scalable.seconds) * seconds;
    return { known: true, usd, from: { source: 'last_scaled', past: scalable } };
  }
  const units = catalogue && unitsOf(catalogue, seconds);
  if (catalogue && units !== undefined)
    return { known: true, usd: units * catalogue.baseUsd, from: { source: 'catalogue', price: catalogue } };
  const rate = rateFor(rates, { model, resolution });
  if (rate) return { known: true, usd: rate.usdPerSecond * seconds, from: { source: 'rate', rate } };
  const reason = catalogue
    ? `${model} is priced per ${catalogue.unit}, which cannot be foretold.`
    : `The catalogue gives no price for ${model}.`;
  return { known: false, reason };
}

function unitsOf({ unit }: CataloguePrice, seconds: number): number | undefined {
  if (unit === 'second') return seconds;
  return unit === 'output' ? 1 : undefined;
}
