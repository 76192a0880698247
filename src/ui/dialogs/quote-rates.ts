import { html, nothing } from 'lit';
import { rateFor } from '../../graph/rate.ts';
import type { Editor, PendingQuote } from '../editor/editor.ts';
import '../controls/shotgraph-rate-field.ts';

/** Fields for the prices that nobody says: one for each model and resolution that has none, or has the person's own. */
export function quoteRates(editor: Editor, { quote, price, settings }: PendingQuote) {
  const rated = new Map(
    quote.generations
      .filter(({ jobKey }) => {
        const own = price.each.get(jobKey);
        return !own?.known || own.from.source === 'rate';
      })
      .map(({ model, resolution }) => [`${resolution} ${model}`, { model, resolution }]),
  );
  if (rated.size === 0) return nothing;
  return html`<section>
    <h3>Prices you know, for what the service names none</h3>
    ${[...rated.values()].map(
      (each) =>
        html`<shotgraph-rate-field
          .model=${each.model}
          .resolution=${each.resolution}
          .rate=${rateFor(settings.rates ?? [], each)}
          @rate-change=${({ detail }: CustomEvent<{ usdPerSecond: number | undefined }>) => void editor.setRate(each, detail.usdPerSecond)}
        ></shotgraph-rate-field>`,
    )}
  </section>`;
}
