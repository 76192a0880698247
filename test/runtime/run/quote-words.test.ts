import { describe, expect, it } from 'vitest';
import type { PriceBook } from '../../../src/graph/price.ts';
import { priceOf } from '../../../src/graph/price.ts';
import type { Quote, QuotedGeneration } from '../../../src/graph/quote.ts';
import { accuracyWords, originWords, priceWords, quotedWords } from '../../../src/runtime/run/price-words.ts';
import {
  buyWords,
  earlierSumWords,
  earlierWords,
  freeWords,
  referenceWords,
  travelWords,
} from '../../../src/runtime/run/quote-words.ts';
import { receiversOf } from '../../../src/runtime/run/receiver-words.ts';
import { quotedGeneration } from '../../graph/quoted.ts';
import { pendingQuote } from '../../ui/dialogs/quotes.ts';

const generation = (change: Partial<QuotedGeneration>): QuotedGeneration =>
  quotedGeneration({ attempt: 2, model: 'm', seconds: 4, ...change });
const nothing: PriceBook = { sent: new Map(), catalogue: new Map(), past: new Map(), rates: [] };
const quoteOf = (...generations: readonly QuotedGeneration[]): Quote => ({ ...pendingQuote().quote, generations });

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

  it('tell reference seconds, and that some are unknown', () => {
    expect(referenceWords(pendingQuote().quote)).toBe('8 s of references: reference seconds may be billed besides.');
    expect(referenceWords(quoteOf(generation({ referenceSeconds: undefined })))).toMatch(
      /^References of unknown length/,
    );
    expect(referenceWords(quoteOf(generation({})))).toBeUndefined();
  });

  it('tell of every earlier attempt how it ended, and what it cost or may have cost', () => {
    const words = (status: string, cost?: number) =>
      earlierWords(generation({ earlier: [{ status, ...(cost === undefined ? {} : { cost }) }] }));
    expect(words('failed', 1.08)).toBe('Attempt 2. The one before failed; it cost $1.08.');
    expect(words('failed')).toBe('Attempt 2. The one before failed; what it cost is not known.');
    expect(words('rejected')).toBe('Attempt 2. The one before was refused and not charged.');
    expect(words('abandoned')).toBe('Attempt 2. The one before was given up: it may have been charged.');
    expect(words('lost', 2)).toBe('Attempt 2. The one before was made, but its file is gone; it cost $2.00.');
    expect(earlierWords(generation({}))).toBeUndefined();
    const three = generation({ attempt: 3, earlier: [{ status: 'failed', cost: 1.08 }, { status: 'rejected' }] });
    expect(earlierWords(three)).toBe(
      'Attempt 3. Number 1 failed; it cost $1.08. Number 2 was refused and not charged.',
    );
  });

  it('add up what earlier attempts cost, and count those of which nobody knows', () => {
    const sum = (...earlier: QuotedGeneration['earlier']) => earlierSumWords(quoteOf(generation({ earlier })));
    expect(sum({ status: 'failed', cost: 1 }, { status: 'abandoned' }, { status: 'rejected' })).toBe(
      '3 earlier attempts: $1.00 charged, 1 may have cost something',
    );
    expect(sum({ status: 'rejected' })).toBe('1 earlier attempt: nothing charged');
    expect(sum()).toBeUndefined();
  });

  it('SEC26 name every host that receives something, and what: the service itself too', () => {
    const { quote } = pendingQuote();
    expect(receiversOf(quote)).toEqual([
      {
        host: 'model-api.runcomfy.net',
        gets: 'receives the prompts and settings, with <b onclick=alert(1)>Mara</b> inside the request',
      },
      { host: 'pictures.example.com', gets: 'is asked by the service for Market' },
    ]);
    expect(receiversOf({ ...quote, generations: [] })).toEqual([]);
    expect(travelWords({ travels: 'url', host: 'a.example' })).toBe('by its public address at a.example');
  });
});

describe('the words of a price', () => {
  it('say plainly that it is unknown and why, and never guess one', () => {
    expect(priceWords(priceOf(quoteOf(generation({})), nothing))).toEqual({
      sum: 'unknown',
      about: 'The catalogue gives no price for m. What it costs is seen on the bill.',
    });
  });

  it('give partial sums with their weakest source', () => {
    const two = quoteOf(generation({}), generation({ jobKey: 'l', model: 'n' }));
    const catalogue = new Map([['m', { baseUsd: 0.3, unit: 'second' }]]);
    expect(priceWords(priceOf(two, { ...nothing, catalogue }))).toEqual({
      sum: 'about $1.20 for 1 of 2; 1 unknown',
      about:
        'By the catalogue’s base price: resolution, sound and reference seconds may change it. The catalogue gives no price for n. What it costs is seen on the bill.',
    });
    const both = { ...nothing, catalogue, rates: [{ model: 'n', resolution: '720p', usdPerSecond: 0.1, at: 0 }] };
    expect(priceWords(priceOf(two, both))).toEqual({
      sum: 'about $1.60',
      about: 'In part by the rate that you typed: the service says no price.',
    });
  });

  it('tell where a price comes from, with its date', () => {
    const past = { usd: 0.75, at: Date.UTC(2026, 4, 14, 12), title: 'SH010', take: 1, seconds: 8 };
    expect(originWords({ source: 'last_equal', past })).toBe('what the last equal job cost: SH010 take 1, 14 May 2026');
    expect(originWords({ source: 'last_scaled', past })).toBe(
      'by the second, from SH010 take 1 of 8 s for $0.75, 14 May 2026',
    );
    expect(originWords({ source: 'catalogue', price: { baseUsd: 0.125, unit: 'second', note: 'beta' } })).toBe(
      'the catalogue’s base price, $0.125 per second (beta)',
    );
    const rate = { model: 'm', resolution: '720p', usdPerSecond: 0.15, at: past.at };
    expect(originWords({ source: 'rate', rate })).toBe('your rate of 14 May 2026, $0.15 per second');
  });

  it('hold quotes against the bill', () => {
    expect(quotedWords({ usd: 0.75, source: 'catalogue' }, 0.9)).toBe('quoted $0.75 by the catalogue, cost $0.90');
    expect(quotedWords({ usd: 0.75, source: 'rate' }, undefined)).toBe('quoted $0.75 by your rate');
    expect(accuracyWords({ quotes: 12, quotedUsd: 9.6, costUsd: 10 })).toBe(
      'The last 12 quotes were 4 % too low: $9.60 quoted, $10.00 charged.',
    );
    expect(accuracyWords({ quotes: 1, quotedUsd: 1, costUsd: 0.8 })).toMatch(/^The last quote was 25 % too high/);
    expect(accuracyWords({ quotes: 2, quotedUsd: 1, costUsd: 1 })).toMatch(/^The last 2 quotes were right/);
    expect(accuracyWords({ quotes: 2, quotedUsd: 1, costUsd: 0 })).toMatch(/were too high: \$1.00 quoted, \$0.00/);
    expect(accuracyWords({ quotes: 0, quotedUsd: 0, costUsd: 0 })).toBeUndefined();
  });
});
