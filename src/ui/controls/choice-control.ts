import { css, html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

/** One of several words. */
export interface ChoiceControl {
  readonly id: string;
  readonly options: readonly string[];
  /** May be none of the options: then it is shown as what it is. */
  readonly value: string;
  readonly invalid: boolean;
  readonly describedBy: string | undefined;
  readonly set: (value: string) => void;
}

/** A drop-down list. A value that is not offered stands in it, marked. */
export function selectControl(control: ChoiceControl): TemplateResult {
  const { id, options, value, invalid } = control;
  const all = options.includes(value) ? options : [value, ...options];
  return html`<select
    class="field select"
    id=${id}
    aria-invalid=${invalid ? 'true' : 'false'}
    aria-describedby=${control.describedBy ?? nothing}
    .value=${live(value)}
    @change=${({ currentTarget }: Event) => control.set((currentTarget as HTMLSelectElement).value)}
  >
    ${all.map((option) => html`<option value=${option} ?selected=${option === value}>${option}</option>`)}
  </select>`;
}

/** All choices side by side, one pressed: radio buttons, so that arrow keys go through them. */
export function segmentsControl(control: ChoiceControl): TemplateResult {
  const { id, options, value } = control;
  return html`<div
    class="segments"
    role="radiogroup"
    aria-labelledby="${id}-label"
    aria-describedby=${control.describedBy ?? nothing}
  >
    ${options.map(
      (option) =>
        html`<label
          ><input
            type="radio"
            name=${id}
            value=${option}
            .checked=${live(option === value)}
            @change=${() => control.set(option)}
          /><span>${option}</span></label
        >`,
    )}
  </div>`;
}

export const choiceStyles = css`
  .select {
    appearance: none;
    padding-right: 24px;
    background-image:
      linear-gradient(45deg, transparent 50%, var(--text-2) 50%),
      linear-gradient(-45deg, transparent 50%, var(--text-2) 50%);
    background-position:
      right 13px center,
      right 9px center;
    background-size: 4px 4px;
    background-repeat: no-repeat;
    cursor: pointer;
  }
  .select option {
    background: var(--bg-2);
    color: var(--text-1);
  }
  .segments {
    display: flex;
    height: var(--control);
    padding: 2px;
    gap: 2px;
    border: 1px solid var(--line);
    border-radius: var(--r-2);
    background: var(--bg-field);
  }
  .segments label {
    flex: 1;
    position: relative;
    min-width: 0;
  }
  .segments input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .segments span {
    display: grid;
    place-items: center;
    height: 100%;
    border-radius: 5px;
    color: var(--text-2);
  }
  .segments label:hover span {
    color: var(--text-1);
  }
  .segments input:checked + span {
    background: var(--bg-hover);
    color: var(--text-1);
    font-weight: 550;
  }
  .segments input:focus-visible + span {
    outline: 2px solid var(--focus);
    outline-offset: 1px;
  }
`;
