import { css, html, type TemplateResult } from 'lit';
import { icon } from '../icons/icon.ts';
import { type NumberControl, numberControl } from './number-control.ts';

/** A number that goes up and down by one with buttons. */
export function stepperControl(control: NumberControl & { readonly label: string }): TemplateResult {
  const { value, min, max, step, label } = control;
  const to = (next: number): void => control.set(next);
  const low = value === undefined || (min !== undefined && value - step < min);
  const high = value === undefined || (max !== undefined && value + step > max);
  return html`<span class="stepper"
    ><button
      class="icon-button"
      type="button"
      aria-label="${label}: one less"
      ?disabled=${low}
      @click=${() => to((value ?? 0) - step)}
    >
      ${icon('minus', 14)}</button
    >${numberControl(control)}<button
      class="icon-button"
      type="button"
      aria-label="${label}: one more"
      ?disabled=${high}
      @click=${() => to((value ?? 0) + step)}
    >
      ${icon('plus', 14)}
    </button></span
  >`;
}

export const stepperStyles = css`
  .stepper {
    display: grid;
    grid-template-columns: auto 56px auto;
    align-items: center;
    justify-content: start;
    gap: 2px;
  }
  .stepper .field {
    text-align: center;
  }
`;
