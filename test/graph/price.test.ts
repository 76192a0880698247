import { describe, expect, test } from 'vitest';
import { type PastCost, likenessKey } from '../../src/graph/past-cost.ts';
import { type PriceBook, priceOf, quotedAt } from '../../src/graph/price.ts';
import type { QuotedGeneration } from '../../src/graph/quote.ts';
import { readRate, withRate } from '../../src/graph/rate.ts';
import { quotedGeneration as generation } from './quoted.ts';

const model = 'bytedance/seedance-v2/pro';
const nothing: PriceBook = { sent: new Map(), catalogue: new Map(), past: new Map(), rates: [] };
const past = (usd: number, seconds = 5): PastCost => ({ usd, at: 0, title: 'SH005', take: 2, seconds });
const like = (change: Partial<QuotedGeneration> = {}, sent = model): string => {
  const { seconds, resolution, sound, referenceSeconds } = generation(change);
  const meter = { seconds, resolution, sound, ...(referenceSeconds === undefined ? {} : { referenceSeconds }) };
  return likenessKey({ model: sent, meter });
};
const perSecond = new Map([[model, { baseUsd: 0.1, unit: 'second' }]]);
const rate = { model, resolution: '720p', usdPerSecond: 0.2, at: 0 };
const only = (book: Partial<PriceBook>, change: Partial<QuotedGeneration> = {}) =>
  priceOf({ generations: [generation(change)] }, { ...nothing, ...book });

describe('the price of a generation', () => {
  test('is taken from the most trusted source that knows it: last equal job, the same by the second, catalogue, typed rate', () => {
    const equal = new Map([[like(), { equal: past(0.8), scalable: past(1.2, 8) }]]);
    const scalable = new Map([[like(), { scalable: past(1.2, 8) }]]);
    expect(only({ past: equal, catalogue: perSecond, rates: [rate] })).toMatchObject({
      usd: 0.8,
      weakest: 'last_equal',
    });
    expect(only({ past: scalable, catalogue: perSecond, rates: [rate] })).toMatchObject({
      usd: 0.75,
      weakest: 'last_scaled',
    });
    expect(only({ catalogue: perSecond, rates: [rate] })).toMatchObject({ usd: 0.5, weakest: 'catalogue' });
    expect(only({ rates: [rate] })).toMatchObject({ usd: 1, weakest: 'rate' });
    expect(only({})).toMatchObject({ usd: 0, known: 0, unknown: 1, weakest: undefined });
  });

  test('is carried over to another length only where the service itself counts by the second', () => {
    const scalable = new Map([[like(), { scalable: past(1.2, 8) }]]);
    expect(only({ past: scalable }).known).toBe(0);
    const perOutput = new Map([[model, { baseUsd: 0.5, unit: 'output' }]]);
    expect(only({ past: scalable, catalogue: perOutput })).toMatchObject({ usd: 0.5, weakest: 'catalogue' });
  });

  test('is never guessed: a unit that cannot be counted, or no price at all, is unknown with its reason', () => {
    const tokens = only({ catalogue: new Map([[model, { baseUsd: 0.5, unit: 'token' }]]) });
    expect(tokens.each.get('a')).toEqual({
      known: false,
      reason: `${model} is priced per token, which cannot be foretold.`,
    });
    expect(only({}).each.get('a')).toEqual({ known: false, reason: `The catalogue gives no price for ${model}.` });
    expect(only({ rates: [{ ...rate, resolution: '1080p' }] }).known).toBe(0);
  });

  test.each([
    ['another model', {}, 'other/model'],
    ['another resolution', { resolution: '480p' }, model],
    ['another length', { seconds: 6 }, model],
    ['no sound', { sound: false }, model],
    ['reference seconds', { referenceSeconds: 4 }, model],
    ['references of unknown length', { referenceSeconds: undefined }, model],
  ])('is not what a job with %s cost', (_, change, sent) => {
    expect(like(change, sent)).not.toBe(like());
    expect(like({ referenceSeconds: 0.04 })).toBe(like());
  });

  test('is looked up by the model that is sent, where a newer id was accepted', () => {
    const sent = new Map([[model, 'bytedance/seedance-2.0/pro']]);
    const known = new Map([[like({}, 'bytedance/seedance-2.0/pro'), { equal: past(0.9) }]]);
    expect(only({ sent, past: known }).usd).toBe(0.9);
    expect(only({ past: known }).known).toBe(0);
  });
});

describe('the price of a quote', () => {
  test('is the sum of what is known, counts what is not, and names its weakest source', () => {
    const generations = [
      generation(),
      generation({ jobKey: 'b', resolution: '480p' }),
      generation({ jobKey: 'c', model: 'other/model' }),
    ];
    const equal = new Map([[like(), { equal: past(0.8) }]]);
    const price = priceOf({ generations }, { ...nothing, past: equal, catalogue: perSecond });
    expect(price).toMatchObject({ usd: 1.3, known: 2, unknown: 1, weakest: 'catalogue' });
    expect(quotedAt(price, 'a')).toEqual({ usd: 0.8, source: 'last_equal' });
    expect(quotedAt(price, 'c')).toBeUndefined();
  });
});

describe('a typed rate', () => {
  test('is read from what people write, and nothing else is one', () => {
    expect(['0.15', ' $0,15 ', '.5', '12'].map(readRate)).toEqual([0.15, 0.15, 0.5, 12]);
    expect(['', '$', '.', '-1', '1e3', '0.15 $', 'free', '1.234.5', '999999'].map(readRate)).toEqual(
      Array.from({ length: 9 }),
    );
  });

  test('stands once for a model and resolution, and can be forgotten', () => {
    const other = { ...rate, resolution: '480p' };
    const newer = { ...rate, usdPerSecond: 0.3, at: 5 };
    expect(withRate([rate, other], rate, newer)).toEqual([other, newer]);
    expect(withRate([rate, other], rate, undefined)).toEqual([other]);
  });
});
