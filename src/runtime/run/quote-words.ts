import type { KnownAttempt } from '../../graph/known.ts';
import type { Quote, QuotedGeneration, QuotedMedium } from '../../graph/quote.ts';
import type { Travel } from '../../graph/travel.ts';
import { secondsWords } from './seconds-words.ts';
import { usdWords } from './words.ts';

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

/** What a generation refers to by the second: "8 s of references"; undefined where there is none of it. */
export function ownReferenceWords({ referenceSeconds }: QuotedGeneration): string | undefined {
  if (referenceSeconds === undefined) return 'references of unknown length';
  return referenceSeconds === 0 ? undefined : `${secondsWords(referenceSeconds)} of references`;
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

const ends: Readonly<Record<string, string>> = {
  rejected: 'was refused and not charged',
  failed: 'failed',
  cancelled: 'was cancelled',
  lost: 'was made, but its file is gone',
  abandoned: 'was given up: it may have been charged',
  uncertain: 'may have been sent',
  claimed: 'was never sent',
};

/** What the attempts before came to, and what each cost or may have cost. */
export function earlierWords({ attempt, earlier }: QuotedGeneration): string | undefined {
  if (earlier.length === 0) return undefined;
  const told = earlier.map(
    (one, index) => `${earlier.length === 1 ? 'The one before' : `Number ${index + 1}`} ${endWords(one)}.`,
  );
  return `Attempt ${attempt}. ${told.join(' ')}`;
}

function endWords({ status, cost }: KnownAttempt): string {
  const end = ends[status] ?? `ended ${status.replaceAll('_', ' ')}`;
  if (cost !== undefined) return `${end}; it cost ${usdWords(cost)}`;
  return costless.has(status) ? end : `${end}; what it cost is not known`;
}

const costless: ReadonlySet<string> = new Set(['rejected', 'claimed', 'abandoned']);

/** All attempts before: "2 earlier attempts cost $1.08, and 1 of unknown cost". */
export function earlierSumWords({ generations }: Quote): string | undefined {
  const all = generations.flatMap(({ earlier }) => earlier);
  if (all.length === 0) return undefined;
  const costs = all.flatMap(({ cost }) => (cost === undefined ? [] : [cost]));
  const free = all.filter(({ status, cost }) => cost === undefined && (status === 'rejected' || status === 'claimed'));
  const open = all.length - costs.length - free.length;
  const parts = [
    ...(costs.length > 0 ? [`${usdWords(costs.reduce((sum, cost) => sum + cost, 0))} charged`] : []),
    ...(open > 0 ? [`${open} may have cost something`] : []),
    ...(costs.length + open === 0 ? ['nothing charged'] : []),
  ];
  return `${plural(all.length, 'earlier attempt')}: ${parts.join(', ')}`;
}

const ways: Readonly<Record<Travel, string>> = {
  url: 'by its public address',
  result: 'by the address of its own result at the service',
  inline: 'inline, inside the request',
};

/** How one medium reaches the service. */
export function travelWords({ travels, host }: Pick<QuotedMedium, 'travels' | 'host'>): string {
  return host === undefined ? ways[travels] : `${ways[travels]} at ${host}`;
}
