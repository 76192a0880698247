import type { Price } from '../graph/price.ts';
import type { Quote, QuotedGeneration } from '../graph/quote.ts';
import { accuracyWords, generationPriceWords, originWords, priceWords } from '../runtime/run/price-words.ts';
import {
  buyWords,
  earlierSumWords,
  earlierWords,
  freeWords,
  ownReferenceWords,
  referenceWords,
  travelWords,
} from '../runtime/run/quote-words.ts';
import { receiversOf } from '../runtime/run/receiver-words.ts';
import { secondsWords } from '../runtime/run/seconds-words.ts';
import type { Accuracy } from '../runtime/wire/messages.ts';

/** What a live run would buy: the sums, then a line for every generation, then who receives something. */
export function quoteLines(quote: Quote, price: Price, accuracy?: Accuracy): readonly string[] {
  return [
    ...sumLines(quote, price, accuracy),
    ...quote.generations.map((generation) => {
      const words = [sizeWords(generation, price), ...detailWords(generation)];
      return `  ${generation.title}: ${words.join('; ')}`;
    }),
    ...receiverLines(quote),
  ];
}

/** What all comes to, with where the price comes from. */
export function sumLines(quote: Quote, price: Price, accuracy?: Accuracy): readonly string[] {
  const { generations } = quote;
  const free = freeWords(quote);
  const { sum, about } = priceWords(price);
  const sums = [buyWords(quote), free, generations.length === 0 ? 'nothing to pay' : `price ${sum}`];
  const notes = [
    generations.length === 0 ? undefined : about,
    referenceWords(quote),
    earlierSumWords(quote),
    accuracy && accuracyWords(accuracy),
  ];
  return [
    `${sums.filter((part) => part !== '').join('; ')}.`,
    ...notes.filter((note) => note !== undefined && note !== '').map((note) => `  ${note}`),
  ];
}

/** Every host that receives something. */
export function receiverLines(quote: Quote): readonly string[] {
  return receiversOf(quote).map(({ host, gets }) => `  ${host} ${gets}.`);
}

/** Length, resolution and price of one generation. */
export function sizeWords({ jobKey, seconds, resolution }: QuotedGeneration, price: Price): string {
  const own = price.each.get(jobKey);
  const cost = `${generationPriceWords(own)}${own?.known ? ` (${originWords(own.from)})` : ''}`;
  return `${secondsWords(seconds)} at ${resolution}, price ${cost}`;
}

/** How its references travel, what they may cost, and what came before. */
export function detailWords(generation: QuotedGeneration): readonly string[] {
  const travels = generation.media.map((medium) => `${medium.name || medium.kind} ${travelWords(medium)}`);
  const parts = [ownReferenceWords(generation), ...travels, earlierWords(generation)];
  return parts.filter((part) => part !== undefined);
}
