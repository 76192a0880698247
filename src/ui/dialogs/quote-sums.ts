import { html, nothing } from 'lit';
import { accuracyWords, priceWords } from '../../runtime/run/price-words.ts';
import { buyWords, earlierSumWords, freeWords, referenceWords } from '../../runtime/run/quote-words.ts';
import type { PendingQuote } from '../editor/editor.ts';

/** What a quote comes to: generations and seconds, what is free, references, earlier attempts, and the price. */
export function quoteSums({ quote, price, accuracy }: PendingQuote) {
  const { sum, about } = priceWords(price);
  const free = freeWords(quote);
  const buys = quote.generations.length > 0;
  return html`<section>
    <dl class="sums">
      <dt>To buy</dt>
      <dd>${buyWords(quote)}</dd>
      ${row('Free', free === '' ? undefined : free)} ${row('References', referenceWords(quote))}
      ${row('Paid before', earlierSumWords(quote))}
      ${
        buys
          ? html`<dt>Price</dt>
              <dd>
                <span class=${price.known === 0 ? 'price unknown' : 'price'}>${sum}</span><br /><span class="quiet"
                  >${about}</span
                >
              </dd>`
          : nothing
      }
      ${row('So far', buys && accuracy ? accuracyWords(accuracy) : undefined)}
    </dl>
  </section>`;
}

function row(name: string, words: string | undefined) {
  return words === undefined
    ? nothing
    : html`<dt>${name}</dt>
        <dd>${words}</dd>`;
}
