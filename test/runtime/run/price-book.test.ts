import { expect, test } from 'vitest';
import type { Quote } from '../../../src/graph/quote.ts';
import { priceOf } from '../../../src/graph/price.ts';
import { askPrices } from '../../../src/runtime/run/price-book.ts';

const generation: Quote['generations'][number] = {
  node: '1',
  title: 'Shot 1',
  jobKey: 'a'.repeat(64),
  attempt: 1,
  model: 'bytedance/seedance-v2/pro',
  seconds: 4,
  resolution: '480p',
  sound: true,
  referenceSeconds: 0,
  media: [],
  earlier: [],
};

test.each([
  [0.15, { known: true, usd: 0.6 }],
  [0, { known: true, usd: 0 }],
  [-0.15, { known: false }],
])('M14 a catalogue that names %f a second: what is below nothing is no price', async (baseUsd, price) => {
  const quoted = { generations: [generation] } as unknown as Quote;
  const jobs = {
    catalogue: async () => ({ base_price_usd: baseUsd, price_unit: 'second' }),
    costs: async () => ({ costs: [{}], accuracy: { quotes: 0, quotedUsd: 0, costUsd: 0 } }),
  };
  const asked = await askPrices(quoted, jobs, { acceptedModels: {}, inlineMedia: false });
  expect(priceOf(quoted, asked).each.get(generation.jobKey)).toMatchObject(price);
});
