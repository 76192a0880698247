import { type Price, priceOf } from '../graph/price.ts';
import type { Quote } from '../graph/quote.ts';
import { askPrices } from '../runtime/run/price-book.ts';
import type { JobClient } from '../runtime/wire/job-client.ts';
import type { Settings } from '../runtime/wire/messages.ts';
import { quoteLines } from './quote-lines.ts';
import type { Terminal } from './terminal.ts';

/** What an agreement is about besides the attempts: the price, and the model that is sent, by that as written. */
export interface AgreedTerms {
  readonly price: Price;
  readonly sent: ReadonlyMap<string, string>;
}

/** Says what a live run would buy, line by line, with the models that these settings send. */
export async function tellQuote(
  terminal: Terminal,
  quoted: Quote,
  jobs: Pick<JobClient, 'catalogue' | 'costs'>,
  settings: Settings,
): Promise<AgreedTerms> {
  const asked = await askPrices(quoted, jobs, settings);
  const price = priceOf(quoted, asked);
  for (const line of quoteLines(quoted, price, asked.accuracy)) terminal.err(line);
  return { price, sent: asked.sent };
}
