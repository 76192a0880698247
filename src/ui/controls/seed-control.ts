import { css, html, type TemplateResult } from 'lit';
import { icon } from '../icons/icon.ts';
import { type NumberControl, numberControl } from './number-control.ts';

/** A seed: a whole number, or none, and a dice for another one. */
export function seedControl(control: NumberControl & { readonly dice: () => void }): TemplateResult {
  return html`<span class="seed"
    >${numberControl(control)}<button
      class="icon-button"
      type="button"
      aria-label="Another seed"
      title="Another seed"
      @click=${control.dice}
    >
      ${icon('dice', 18)}
    </button></span
  >`;
}

/** A whole number within limits, at most 31 bits where there are none, from a number in [0, 1). */
export function seedFrom(random: number, min = 0, max = 2_147_483_647): number {
  return min + Math.floor(random * (max - min + 1));
}

export const seedStyles = css`
  .seed {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 2px;
  }
`;
