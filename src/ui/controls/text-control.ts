import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

/** A text of one line or of many. */
export interface TextControl {
  readonly id: string;
  readonly value: string;
  readonly placeholder?: string | undefined;
  readonly maxLength?: number | undefined;
  readonly invalid: boolean;
  readonly describedBy: string | undefined;
  readonly set: (value: string) => void;
}

type Field = HTMLInputElement | HTMLTextAreaElement;
const typed =
  (control: TextControl) =>
  ({ currentTarget }: Event): void =>
    control.set((currentTarget as Field).value);

export function textControl(control: TextControl): TemplateResult {
  return html`<input
    class="field"
    type="text"
    id=${control.id}
    autocomplete="off"
    spellcheck="false"
    placeholder=${control.placeholder ?? nothing}
    maxlength=${control.maxLength ?? nothing}
    aria-invalid=${control.invalid ? 'true' : 'false'}
    aria-describedby=${control.describedBy ?? nothing}
    .value=${live(control.value)}
    @input=${typed(control)}
  />`;
}

export function linesControl(control: TextControl): TemplateResult {
  return html`<textarea
    class="field"
    id=${control.id}
    rows="6"
    placeholder=${control.placeholder ?? nothing}
    maxlength=${control.maxLength ?? nothing}
    aria-invalid=${control.invalid ? 'true' : 'false'}
    aria-describedby=${control.describedBy ?? nothing}
    .value=${live(control.value)}
    @input=${typed(control)}
  ></textarea>`;
}
