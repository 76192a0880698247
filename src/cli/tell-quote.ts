import { free, type Price, priceOf } from '../graph/price.ts';
import type { Quote } from '../graph/quote.ts';
import { askPrices } from '../runtime/run/price-book.ts';
import type { JobClient } from '../runtime/wire/job-client.ts';
import { quoteLines } from './quote-lines.ts';
import type { Terminal } from './terminal.ts';

/** Says what a live run would buy, line by line, and answers with its price. */
export async function tellQuote(terminal: Terminal, quoted: Quote, jobs: JobClient): Promise<Price> {
  if (quoted.agreed.length === 0) return free;
  const asked = await askPrices(quoted, jobs, await jobs.settings());
  const price = priceOf(quoted, asked);
  for (const line of quoteLines(quoted, price, asked.accuracy)) terminal.err(line);
  return price;
}
