import { type CataloguePrice, type Price, priceOf } from '../graph/price.ts';
import type { Quote } from '../graph/quote.ts';
import type { JobClient } from '../runtime/wire/job-client.ts';

/** The price of a live quote, by what the catalogue says of its models, or of those that were accepted in their place. */
export async function priceFrom(jobs: Pick<JobClient, 'catalogue' | 'settings'>, quote: Quote): Promise<Price> {
  const { acceptedModels } = await jobs.settings();
  const prices = new Map<string, CataloguePrice>();
  for (const model of new Set(quote.generations.map((generation) => generation.model))) {
    const sent = Object.hasOwn(acceptedModels, model) ? (acceptedModels[model] ?? model) : model;
    const entry = await jobs.catalogue('live', sent);
    if (entry?.base_price_usd === undefined || entry.price_unit === undefined) continue;
    const { base_price_usd: baseUsd, price_unit: unit, pricing_note: note } = entry;
    prices.set(model, { baseUsd, unit, ...(note !== undefined && { note }) });
  }
  return priceOf(quote, prices);
}
