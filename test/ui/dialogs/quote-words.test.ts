import { describe, expect, it } from 'vitest';
import type { QuotedGeneration } from '../../../src/graph/quote.ts';
import { buyWords, earlierWords, freeWords, priceWords, referenceWords } from '../../../src/ui/dialogs/quote-words.ts';
import { continueWords, runLeft } from '../../../src/ui/dialogs/run-left.ts';
import { sentFacts } from '../../../src/ui/dialogs/sent-words.ts';
import { nodeRegistry } from '../../../src/node-registry.ts';
import type { Run } from '../../../src/runtime/run/run.ts';
import { threeShots } from '../../graph/build.ts';
import { inProgress, ordersOf, recordOf, succeeded, uncertainAttempt } from '../strip/records.ts';
import { pendingQuote } from './quotes.ts';

const generation = (change: Partial<QuotedGeneration>): QuotedGeneration => ({
  node: '1',
  title: 'SH010',
  jobKey: 'k',
  attempt: 2,
  model: 'm',
  seconds: 4,
  resolution: '720p',
  referenceSeconds: 0,
  media: [],
  ...change,
});

describe('the words of a quote', () => {
  it('count what is bought by seconds and resolution, and what is not', () => {
    const { quote } = pendingQuote();
    expect(buyWords(quote)).toBe('2 generations, 10 s at 480p');
    expect(freeWords(quote)).toBe('1 reused, nothing charged');
    expect(freeWords({ ...quote, joined: 2 })).toBe(
      '1 reused, nothing charged; 2 already on their way, joined and not bought again',
    );
    expect(buyWords({ ...quote, generations: [] })).toBe('Nothing to buy');
  });

  it('say plainly that a price is unknown, and never guess one', () => {
    expect(priceWords({ known: false, reason: 'No price.' })).toEqual({
      sum: 'unknown',
      about: 'No price. What it costs is seen on the bill.',
    });
    expect(priceWords({ known: true, usd: 1.9, source: 'catalogue', caveat: 'Base price.' })).toEqual({
      sum: 'about $1.90',
      about: 'Base price.',
    });
  });

  it('tell reference seconds, and that some are unknown', () => {
    expect(referenceWords(pendingQuote().quote)).toBe('8 s of references: reference seconds may be billed besides.');
    const one = pendingQuote().quote;
    expect(referenceWords({ ...one, generations: [generation({ referenceSeconds: undefined })] })).toMatch(
      /^References of unknown length/,
    );
    expect(referenceWords({ ...one, generations: [generation({})] })).toBeUndefined();
  });

  it('tell of every end of an earlier attempt what it cost or may have cost', () => {
    const words = (status: string, cost?: number) =>
      earlierWords(generation({ earlier: { status, ...(cost === undefined ? {} : { cost }) } }));
    expect(words('failed', 1.08)).toBe('Attempt 2. The one before failed; it cost $1.08.');
    expect(words('failed')).toBe('Attempt 2. The one before failed; what it cost is not known.');
    expect(words('rejected')).toBe('Attempt 2. The one before was refused and not charged.');
    expect(words('abandoned')).toBe('Attempt 2. The one before was given up: it may have been charged.');
    expect(words('lost', 2)).toBe('Attempt 2. The one before was made, but its file is gone; it cost $2.00.');
    expect(earlierWords(generation({}))).toBeUndefined();
  });
});

describe('the words of a job whose answer was lost', () => {
  it('say when, what it may have cost, and what was seen', () => {
    const [order] = ordersOf(threeShots().document);
    if (!order) throw new Error('no order');
    const live = { ...recordOf(order, uncertainAttempt), service: 'https://model-api.runcomfy.net' };
    const said = Object.fromEntries(sentFacts(live, 61_000).map(({ label, text }) => [label, text]));
    expect(said['When']).toMatch(/^It left 1:00 ago/);
    expect(said['It may have cost']).toContain('one generation of 4 s at 480p');
    expect(said['What was seen']).toBe('The connection was closed.');
    expect(sentFacts(recordOf(order, succeeded('a'.repeat(64))), 0)).toEqual([]);
  });
});

describe('what a run has left', () => {
  const { document, shots } = threeShots();
  const orders = ordersOf(document);
  const run = {
    document,
    service: 'sandbox',
    agreed: orders.map(({ jobKey }) => ({ jobKey, attempt: 1 })),
    steps: {},
  } as unknown as Run;

  it('M11 counts agreed generations that were not sent', () => {
    expect(runLeft([run], nodeRegistry, new Map())).toEqual({ shots: 3, seconds: 12 });
    const sent = orders.slice(0, 1).map((order) => recordOf(order, inProgress));
    expect(runLeft([run], nodeRegistry, new Map(sent.map((record) => [record.jobKey, record])))).toEqual({
      shots: 2,
      seconds: 8,
    });
    const held = { ...run, steps: { [shots[1].generate]: { status: 'reused' } } } as unknown as Run;
    expect(runLeft([held], nodeRegistry, new Map())).toEqual({ shots: 2, seconds: 8 });
    expect(runLeft([{ ...run, agreed: [] }], nodeRegistry, new Map())).toEqual({ shots: 0, seconds: 0 });
  });

  it('stands on the button', () => {
    expect(continueWords({ shots: 3, seconds: 15 })).toBe('Continue: 3 shots left, 15 s');
    expect(continueWords({ shots: 1, seconds: 5 })).toBe('Continue: 1 shot left, 5 s');
    expect(continueWords({ shots: 0, seconds: 0 })).toBe('Continue');
  });
});
