import { css, html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

/** A number with limits; what a person types is handed on even past them, so that it can be kept and marked. */
export interface NumberControl {
  readonly id: string;
  /** Not a number where the document holds something else. */
  readonly value: number | undefined;
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly step: number;
  readonly unit?: string | undefined;
  readonly invalid: boolean;
  readonly describedBy: string | undefined;
  readonly placeholder?: string | undefined;
  readonly set: (value: number) => void;
  /** The field was emptied and left. */
  readonly clear: () => void;
}

/** A field for a number, with its unit behind it. */
export function numberControl(control: NumberControl): TemplateResult {
  const { id, value, min, max, step, unit, invalid, placeholder } = control;
  const typed = ({ currentTarget }: Event): void => {
    const { value: text, valueAsNumber } = currentTarget as HTMLInputElement;
    if (text !== '' && Number.isFinite(valueAsNumber)) control.set(valueAsNumber);
  };
  const left = ({ currentTarget }: Event): void => {
    if ((currentTarget as HTMLInputElement).value === '') control.clear();
  };
  return html`<span class="number" data-unit=${unit ?? nothing}
    ><input
      class="field"
      type="number"
      id=${id}
      min=${min ?? nothing}
      max=${max ?? nothing}
      step=${step}
      placeholder=${placeholder ?? nothing}
      aria-invalid=${invalid ? 'true' : 'false'}
      aria-describedby=${control.describedBy ?? nothing}
      .value=${live(value === undefined ? '' : String(value))}
      @input=${typed}
      @change=${left}
    />${unit === undefined ? nothing : html`<span class="unit" aria-hidden="true">${unit}</span>`}</span
  >`;
}

/** A slider beside the number it sets. The number is the control with the label; the slider speaks by the same label. */
export function sliderControl(control: NumberControl): TemplateResult {
  const { id, value, min = 0, max = 100, step } = control;
  const at = Math.min(max, Math.max(min, value ?? min));
  const slid = ({ currentTarget }: Event): void => control.set((currentTarget as HTMLInputElement).valueAsNumber);
  return html`<span class="slider"
    ><input
      type="range"
      aria-labelledby="${id}-label"
      min=${min}
      max=${max}
      step=${step}
      style="--at:${max === min ? 0 : ((at - min) / (max - min)) * 100}%"
      .value=${live(String(at))}
      @input=${slid}
    />${numberControl(control)}</span
  >`;
}

export const numberStyles = css`
  .number {
    position: relative;
    display: block;
  }
  .number .field {
    appearance: textfield;
    -moz-appearance: textfield;
  }
  .number .field::-webkit-inner-spin-button {
    display: none;
  }
  .number[data-unit] .field {
    padding-right: 24px;
  }
  .number .unit {
    position: absolute;
    right: 9px;
    top: 0;
    line-height: var(--control);
    color: var(--text-3);
    pointer-events: none;
  }
  .slider {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 60px;
    align-items: center;
    gap: var(--s-2);
  }
  input[type='range'] {
    appearance: none;
    width: 100%;
    height: var(--control);
    margin: 0;
    background: none;
    cursor: pointer;
    border-radius: var(--r-1);
  }
  input[type='range']::-webkit-slider-runnable-track {
    height: 4px;
    border-radius: 2px;
    background: linear-gradient(90deg, var(--accent) var(--at), var(--line-strong) var(--at));
  }
  input[type='range']::-moz-range-track {
    height: 4px;
    border-radius: 2px;
    background: linear-gradient(90deg, var(--accent) var(--at), var(--line-strong) var(--at));
  }
  input[type='range']::-webkit-slider-thumb {
    appearance: none;
    width: 14px;
    height: 14px;
    margin-top: -5px;
    border-radius: 50%;
    border: 2px solid var(--bg-1);
    background: var(--accent);
  }
  input[type='range']::-moz-range-thumb {
    width: 10px;
    height: 10px;
    border-radius: 50%;
    border: 2px solid var(--bg-1);
    background: var(--accent);
  }
`;
