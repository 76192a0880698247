import { expect, test } from 'vitest';
import inputSchema from '../../src/sandbox/seedance-v2-pro.input-schema.json';
import { model, testbed } from './testbed.ts';

async function list(query: string): Promise<{ models: Record<string, unknown>[]; total: number }> {
  const answer = await testbed().get(`/v1/models?${query}`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as { models: Record<string, unknown>[]; total: number };
}

test('a model tells its input schema and that rehearsing costs nothing', async () => {
  const answer = await testbed().get(`/v1/models/${model}`);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({
    display_name: expect.stringContaining('Seedance') as unknown,
    input_schema: inputSchema,
    base_price_usd: 0,
    price_unit: 'second',
    pricing_note: expect.any(String) as unknown,
  });
});

test('a model tells the price it was given, and only that one', async () => {
  const prices = { [model]: { base_price_usd: 0.3, price_unit: 'output', pricing_note: 'a test' } } as const;
  const bed = testbed({ prices });
  expect(await (await bed.get(`/v1/models/${model}`)).json()).toMatchObject(prices[model] ?? {});
  expect(await (await bed.get('/v1/models/bytedance/seedance-2.0/pro')).json()).toHaveProperty('base_price_usd', 0);
});

test.each(['nobody/nothing', 'constructor', `${model}/`])('%s is no model', async (id) => {
  const answer = await testbed().get(`/v1/models/${id}`);
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ error_code: 404001 });
});

test('the list names all models, schemas only when asked for', async () => {
  const plain = await list('');
  expect(plain.total).toBe(2);
  expect(plain.models.map((entry) => entry['model_id'])).toEqual([model, 'bytedance/seedance-2.0/pro']);
  expect(plain.models.every((entry) => !('input_schema' in entry))).toBe(true);
  expect((await list('include_schema=true')).models[0]).toHaveProperty('input_schema', inputSchema);
});

test('the list can be searched and paged; the total counts all that were found', async () => {
  expect(await list('search=2.0%2Fpro')).toMatchObject({
    total: 1,
    models: [{ model_id: 'bytedance/seedance-2.0/pro' }],
  });
  expect((await list('search=SEEDANCE')).total).toBe(2);
  expect(await list('search=kling')).toEqual({ models: [], total: 0 });
  expect((await list('category=image')).total).toBe(0);
  expect((await list('category=video')).total).toBe(2);
  const second = await list('limit=1&offset=1');
  expect(second).toMatchObject({ total: 2, models: [{ model_id: 'bytedance/seedance-2.0/pro' }] });
  expect((await list('limit=-1&offset=x')).models).toHaveLength(2);
});
