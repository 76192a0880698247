import { html, nothing } from 'lit';
import type { QuotedGeneration } from '../../graph/quote.ts';
import { generationPriceWords, originWords } from '../../runtime/run/price-words.ts';
import { earlierWords, ownReferenceWords, travelWords } from '../../runtime/run/quote-words.ts';
import { secondsWords } from '../../runtime/run/seconds-words.ts';
import type { PendingQuote } from '../editor/editor.ts';

/** Every generation of a quote: how its references travel, what came before, its length, its price and where that is from. */
export function quoteTable(pending: PendingQuote) {
  const { generations } = pending.quote;
  if (generations.length === 0) return nothing;
  return html`<section>
    <table>
      <thead>
        <tr>
          <th>Shot</th>
          <th>References, and how they reach the service</th>
          <th class="right">Length</th>
          <th class="right">Price</th>
        </tr>
      </thead>
      <tbody>
        ${generations.map((generation) => tableRow(generation, pending))}
      </tbody>
    </table>
  </section>`;
}

function tableRow(generation: QuotedGeneration, { price, settings: { acceptedModels } }: PendingQuote) {
  const { title, jobKey, model, seconds, resolution, media } = generation;
  const earlier = earlierWords(generation);
  const references = ownReferenceWords(generation);
  const sent = Object.hasOwn(acceptedModels, model) ? acceptedModels[model] : undefined;
  const own = price.each.get(jobKey);
  return html`<tr>
    <td><bdi>${title}</bdi></td>
    <td>
      ${
        media.length === 0
          ? 'none'
          : media.map(
              (medium) =>
                html`<div><bdi>${medium.name === '' ? medium.kind : medium.name}</bdi> ${travelWords(medium)}</div>`,
            )
      }
      ${references === undefined ? nothing : html`<div>${references}</div>`}
      ${sent === undefined ? nothing : html`<div>sent as ${sent} in place of ${model}</div>`}
      ${earlier === undefined ? nothing : html`<div class="earlier">${earlier}</div>`}
    </td>
    <td class="right">${secondsWords(seconds)} · ${resolution}</td>
    <td class="right">
      <span class=${own?.known ? '' : 'unknown'}>${generationPriceWords(own)}</span>
      ${own?.known ? html`<span class="origin">${originWords(own.from)}</span>` : nothing}
    </td>
  </tr>`;
}
