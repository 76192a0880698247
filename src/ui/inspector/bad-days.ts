import { css, html, type TemplateResult } from 'lit';
import { rehearsalWords } from '../../graph/rehearsal-words.ts';

/** The words in a prompt that make a rehearsal go wrong on purpose: how a refusal looks can be seen before it costs anything. */
export function badDays(): TemplateResult {
  return html`<details class="bad-days">
    <summary>Rehearse a bad day</summary>
    <p class="note muted">
      Write one of these words into a prompt and press Rehearse, to see what a refusal or a lost answer looks like. It
      is free, and in a paid run they are words like others.
    </p>
    <dl>
      ${Object.values(rehearsalWords).map(
        ({ words, about }) =>
          html`<dt><code class="mono select-all">${words}</code></dt>
            <dd>${about}</dd>`,
      )}
    </dl>
  </details>`;
}

export const badDayStyles = css`
  .bad-days dl {
    margin-top: var(--s-2);
    font-size: var(--t-sm);
  }
  .bad-days dd {
    margin: 0 0 var(--s-2);
    color: var(--text-2);
    text-wrap: pretty;
  }
`;
