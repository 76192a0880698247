import { type CataloguePrice, type Price, priceOf } from '../graph/price.ts';
import type { Quote } from '../graph/quote.ts';
import type { JobClient } from '../runtime/wire/job-client.ts';

/** The price of a live quote, by what the catalogue says of its models. */
export async function priceFrom(jobs: Pick<JobClient, 'catalogue'>, quote: Quote): Promise<Price> {
  const prices = new Map<string, CataloguePrice>();
  for (const model of new Set(quote.generations.map((generation) => generation.model))) {
    const entry = await jobs.catalogue('live', model);
    if (entry?.base_price_usd === undefined || entry.price_unit === undefined) continue;
    const { base_price_usd: baseUsd, price_unit: unit, pricing_note: note } = entry;
    prices.set(model, { baseUsd, unit, ...(note !== undefined && { note }) });
  }
  return priceOf(quote, prices);
}
