import type { Price } from '../../graph/price.ts';
import type { Quote, QuotedGeneration } from '../../graph/quote.ts';
import type { Travel } from '../../graph/travel.ts';
import { usdWords } from '../../runtime/run/words.ts';
import { secondsWords } from '../media/seconds-words.ts';

/** More generations than this in one run are agreed by typing their number (U09). */
export const typedAbove = 20;

const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** "2 generations, 14 s at 720p": what would be bought. */
export function buyWords({ generations, secondsByResolution }: Quote): string {
  if (generations.length === 0) return 'Nothing to buy';
  const seconds = [...secondsByResolution]
    .map(([resolution, sum]) => `${secondsWords(sum)} at ${resolution}`)
    .join(' and ');
  return `${plural(generations.length, 'generation')}, ${seconds}`;
}

/** What costs nothing: "3 reused, 1 already on its way". Empty where there is none of it. */
export function freeWords({ reused, joined }: Quote): string {
  return [
    ...(reused > 0 ? [`${reused} reused, nothing charged`] : []),
    ...(joined > 0 ? [`${joined} already on ${joined === 1 ? 'its' : 'their'} way, joined and not bought again`] : []),
  ].join('; ');
}

/** Reference seconds of all generations, which may be billed besides. */
export function referenceWords({ generations }: Quote): string | undefined {
  const known = generations.map(({ referenceSeconds }) => referenceSeconds);
  const sum = known.reduce<number>((total, seconds) => total + (seconds ?? 0), 0);
  const unknown = known.includes(undefined);
  if (sum === 0 && !unknown) return undefined;
  const amount = unknown
    ? sum === 0
      ? 'References of unknown length'
      : `${secondsWords(sum)} of references and some of unknown length`
    : `${secondsWords(sum)} of references`;
  return `${amount}: reference seconds may be billed besides.`;
}

/** The price, with where it comes from, or that none is known and why. */
export function priceWords(price: Price): { readonly sum: string; readonly about: string } {
  return price.known
    ? { sum: price.usd === 0 ? usdWords(0) : `about ${usdWords(price.usd)}`, about: price.caveat }
    : { sum: 'unknown', about: `${price.reason} What it costs is seen on the bill.` };
}

const ends: Readonly<Record<string, string>> = {
  rejected: 'was refused and not charged',
  failed: 'failed',
  cancelled: 'was cancelled',
  lost: 'was made, but its file is gone',
  abandoned: 'was given up: it may have been charged',
  uncertain: 'may have been sent',
  claimed: 'was never sent',
};

/** What the attempt before came to, and what it cost or may have cost. */
export function earlierWords({ attempt, earlier }: QuotedGeneration): string | undefined {
  if (!earlier) return undefined;
  const end = ends[earlier.status] ?? `ended ${earlier.status.replaceAll('_', ' ')}`;
  const cost =
    earlier.cost !== undefined
      ? `; it cost ${usdWords(earlier.cost)}`
      : costless.has(earlier.status)
        ? ''
        : '; what it cost is not known';
  return `Attempt ${attempt}. The one before ${end}${cost}.`;
}

const costless: ReadonlySet<string> = new Set(['rejected', 'claimed', 'abandoned']);

const ways: Readonly<Record<Travel, string>> = {
  url: 'by its public address',
  result: 'by the address of its own result at the service',
  inline: 'inline, inside the request',
};

/** How one medium reaches the service. */
export function travelWords(travels: Travel): string {
  return ways[travels];
}
