import type { GenerationPrice, PriceOrigin } from '../../graph/price-of-generation.ts';
import type { Price } from '../../graph/price.ts';
import type { PriceSource, Quoted } from '../../graph/price-source.ts';
import type { Accuracy } from '../wire/messages.ts';
import { secondsWords } from './seconds-words.ts';
import { usdWords } from './words.ts';

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** A price for one of something: with as many places as it has, up to four. */
export function unitPriceWords(usd: number): string {
  return `$${usd.toFixed(4).replace(/0{1,2}$/, '')}`;
}

/** Where one price comes from, as the end of a sentence that begins with the price. */
export function originWords(from: PriceOrigin): string {
  switch (from.source) {
    case 'last_equal': {
      const { title, take, at } = from.past;
      return `what the last equal job cost: ${title} take ${take}, ${day.format(at)}`;
    }
    case 'last_scaled': {
      const { title, take, at, seconds, usd } = from.past;
      return `by the second, from ${title} take ${take} of ${secondsWords(seconds)} for ${usdWords(usd)}, ${day.format(at)}`;
    }
    case 'catalogue': {
      const { baseUsd, unit, note } = from.price;
      return `the catalogue’s base price, ${unitPriceWords(baseUsd)} per ${unit}${note === undefined || note === '' ? '' : ` (${note})`}`;
    }
    case 'rate':
      return `your rate of ${day.format(from.rate.at)}, ${unitPriceWords(from.rate.usdPerSecond)} per second`;
  }
}

/** The price of one generation in a word. */
export function generationPriceWords(price: GenerationPrice | undefined): string {
  return price?.known ? usdWords(price.usd) : 'unknown';
}

const caveats: Readonly<Record<PriceSource, string>> = {
  last_equal: 'what the last equal jobs cost.',
  last_scaled: 'what the last job of its kind cost, carried over to another length by the second.',
  catalogue: 'the catalogue’s base price: resolution, sound and reference seconds may change it.',
  rate: 'the rate that you typed: the service says no price.',
};

/** The price of all, with where it comes from, or that none is known and why. */
export function priceWords({ usd, known, unknown, weakest, each }: Price): {
  readonly sum: string;
  readonly about: string;
} {
  const reasons = [...new Set([...each.values()].flatMap((price) => (price.known ? [] : [price.reason])))];
  const sources = new Set([...each.values()].flatMap((price) => (price.known ? [price.from.source] : [])));
  const from = weakest === undefined ? [] : [`${sources.size > 1 ? 'In part by' : 'By'} ${caveats[weakest]}`];
  const bill = unknown === 0 ? [] : ['What it costs is seen on the bill.'];
  const about = [...from, ...reasons, ...bill].join(' ');
  if (known === 0 && unknown > 0) return { sum: 'unknown', about };
  const sum = usd === 0 ? usdWords(0) : `about ${usdWords(usd)}`;
  return { sum: unknown === 0 ? sum : `${sum} for ${known} of ${known + unknown}; ${unknown} unknown`, about };
}

/** "The last 12 quotes were 4 % too low: $9.60 quoted, $10.00 charged"; undefined where no quote was ever held against a bill. */
export function accuracyWords({ quotes, quotedUsd, costUsd }: Accuracy): string | undefined {
  if (quotes === 0) return undefined;
  const who = quotes === 1 ? 'The last quote was' : `The last ${quotes} quotes were`;
  const off = costUsd === 0 ? undefined : Math.round(((quotedUsd - costUsd) / costUsd) * 100);
  const judged =
    off === 0 || quotedUsd === costUsd
      ? 'right'
      : `${off === undefined ? '' : `${Math.abs(off)} % `}too ${quotedUsd < costUsd ? 'low' : 'high'}`;
  return `${who} ${judged}: ${usdWords(quotedUsd)} quoted, ${usdWords(costUsd)} charged.`;
}

const sourceNames: Readonly<Record<PriceSource, string>> = {
  last_equal: 'from the last equal job',
  last_scaled: 'by the second, from the last job of its kind',
  catalogue: 'by the catalogue',
  rate: 'by your rate',
};

/** What an attempt was quoted at, and what it cost where that is known: "quoted $0.75 by the catalogue, cost $0.90". */
export function quotedWords({ usd, source }: Quoted, cost: number | undefined): string {
  const quoted = `quoted ${usdWords(usd)} ${sourceNames[source]}`;
  if (cost === undefined) return quoted;
  return `${quoted}, cost ${usdWords(cost)}`;
}
