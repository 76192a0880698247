import { html } from 'lit';

/** The question whether local files may go inside the request: asked once, when live. */
export function inlineQuestion(agreed: boolean, chose: (agreed: boolean) => void) {
  return html`<section class="consent">
    <label>
      <input
        type="checkbox"
        .checked=${agreed}
        @change=${(event: Event) => chose((event.target as HTMLInputElement).checked)}
      />
      <span>
        Send local files inline
        <span class="quiet"
          ><br />Some references are files of yours without a public address. RunComfy’s documents promise to take only
          public addresses; its own ComfyUI pack sends files inside the request, and so would this run. Asked once and
          remembered.</span
        >
      </span>
    </label>
  </section>`;
}

/** The field in which the number of many generations is typed (U09). Enter in it goes on. */
export function numberQuestion(count: number, typed: string, wrote: (text: string) => void, enter: () => void) {
  return html`<section class="consent">
    <label class="number">
      <input
        type="number"
        inputmode="numeric"
        autocomplete="off"
        .value=${typed}
        @input=${(event: Event) => wrote((event.target as HTMLInputElement).value)}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key !== 'Enter') return;
          // Else the same key would go on to press the button that it leads to.
          event.preventDefault();
          if (!event.repeat) enter();
        }}
      />
      <span>Type ${count} to buy ${count} generations at once</span>
    </label>
  </section>`;
}
