import { html, nothing } from 'lit';
import type { Quote } from '../../graph/quote.ts';
import { receiversOf } from '../../runtime/run/receiver-words.ts';

/** Why a quote is asked again. */
export function changeList(changed: readonly string[]) {
  return html`<section class="changed" role="status">
    <strong>Please look again:</strong>
    ${
      changed.length === 1
        ? html`${changed[0]}`
        : html`<ul>
            ${changed.map((sentence) => html`<li>${sentence}</li>`)}
          </ul>`
    }
  </section>`;
}

/** Every host that will receive something (security.md SEC26). */
export function receivers(quote: Quote) {
  const all = receiversOf(quote);
  if (all.length === 0) return nothing;
  return html`<section>
    <h3>Who receives something</h3>
    ${all.map(({ host, gets }) => html`<p class="hosts"><b>${host}</b> <bdi>${gets}</bdi></p>`)}
  </section>`;
}
