import { likenessKey } from '../../graph/past-cost.ts';
import { likenessOf, type PriceBook } from '../../graph/price.ts';
import type { CataloguePrice } from '../../graph/price-of-generation.ts';
import type { Quote } from '../../graph/quote.ts';
import type { JobClient } from '../wire/job-client.ts';
import type { Accuracy, Settings } from '../wire/messages.ts';
import { sentModelOf } from '../wire/sent-model.ts';

/** What is known of live prices, and how the last quotes stood to the bill. */
export interface AskedPrices extends PriceBook {
  readonly accuracy: Accuracy;
}

/**
 * Asks for everything that the price of a live quote may be taken from: what such generations cost last, the catalogue of the
 * models that would be sent, and the rates a person typed. Throws a GatewayUnreachable or a GatewayError.
 */
export async function askPrices(
  { generations }: Quote,
  jobs: Pick<JobClient, 'catalogue' | 'costs'>,
  settings: Settings,
): Promise<AskedPrices> {
  const models = [...new Set(generations.map(({ model }) => model))];
  const sent = new Map(models.map((model) => [model, sentModelOf(settings, model)]));
  const kinds = new Map(
    generations.map((generation) => {
      const kind = likenessOf(generation, sent);
      return [likenessKey(kind), kind];
    }),
  );
  const [asked, ...entries] = await Promise.all([
    jobs.costs('live', [...kinds.values()]),
    ...models.map(async (model): Promise<readonly [string, CataloguePrice][]> => {
      const entry = await jobs.catalogue('live', sent.get(model) ?? model);
      if (entry?.base_price_usd === undefined || entry.price_unit === undefined) return [];
      // Nothing is paid back: such a price is none, and no order could carry it.
      if (entry.base_price_usd < 0) return [];
      const { base_price_usd: baseUsd, price_unit: unit, pricing_note: note } = entry;
      return [[model, { baseUsd, unit, ...(note === undefined ? {} : { note }) }]];
    }),
  ]);
  const past = new Map([...kinds.keys()].map((key, index) => [key, asked.costs[index] ?? {}]));
  return { sent, catalogue: new Map(entries.flat()), past, rates: settings.rates ?? [], accuracy: asked.accuracy };
}
