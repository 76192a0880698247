import { expect, test } from 'vitest';
import { priceFrom } from '../../src/cli/price-from.ts';
import { evaluate } from '../../src/graph/evaluate.ts';
import { nothingKnown } from '../../src/graph/known.ts';
import { planOf } from '../../src/graph/plan.ts';
import { quote } from '../../src/graph/quote.ts';
import { nodeRegistry } from '../../src/node-registry.ts';
import { threeShots } from '../graph/build.ts';

const { document } = threeShots();
const plan = planOf(evaluate(document, nodeRegistry, 'https://model-api.runcomfy.net'), nothingKnown, document);
const quoted = quote(plan, nothingKnown);

const jobs = (acceptedModels: Record<string, string>) => ({
  settings: async () => ({ acceptedModels, inlineMedia: false }),
  catalogue: async (_: unknown, model: string) =>
    model === 'bytedance/seedance-2.0/pro' ? { base_price_usd: 0.5, price_unit: 'second' } : undefined,
});

test('a price is that of the model that would be sent: three shots of 4 s under the accepted id', async () => {
  const accepted = { 'bytedance/seedance-v2/pro': 'bytedance/seedance-2.0/pro' };
  expect(await priceFrom(jobs(accepted), quoted)).toMatchObject({ known: true, usd: 6 });
});

test('where the catalogue knows nothing of it, no price is guessed', async () => {
  expect(await priceFrom(jobs({}), quoted)).toMatchObject({ known: false });
});
