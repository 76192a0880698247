import { css, html, nothing, type TemplateResult } from 'lit';
import { icon } from '../icons/icon.ts';

/** What stands around a control: its name, what it is for, what is wrong with it. */
export interface FieldRow {
  /** Unique within the shadow root; the control has it as its id, so that the label is its name. */
  readonly id: string;
  readonly label: string;
  readonly help?: string | undefined;
  /** Sentences about what is wrong. */
  readonly errors: readonly string[];
  readonly warnings?: readonly string[];
  /** Takes it back to the default; absent where it has that. */
  readonly reset?: (() => void) | undefined;
  /** The control stands under its label, over the whole width. */
  readonly tall?: boolean;
  /** The control is a group of its own with `aria-labelledby`. */
  readonly group?: boolean;
}

/** The ids of what describes a control, for its `aria-describedby`. */
export function describedBy({ id, help, errors, warnings = [] }: FieldRow): string | undefined {
  const ids = [
    ...(errors.length + warnings.length > 0 ? [`${id}-trouble`] : []),
    ...(help === undefined ? [] : [`${id}-help`]),
  ];
  return ids.length === 0 ? undefined : ids.join(' ');
}

/** A labelled row of a form around a control. */
export function fieldRow(row: FieldRow, control: TemplateResult): TemplateResult {
  const { id, label, help, errors, warnings = [], reset, tall = false, group = false } = row;
  const name = group
    ? html`<span class="name" id="${id}-label" title=${help ?? label}>${label}</span>`
    : html`<label class="name" id="${id}-label" for=${id} title=${help ?? label}>${label}</label>`;
  return html`<div class="row ${tall ? 'tall' : ''}" data-field=${id}>
    <span class="head"
      >${name}${
        reset
          ? html`<button
              class="reset"
              type="button"
              @click=${reset}
              title="Back to default"
              aria-label="Back to default: ${label}"
            >
              ${icon('reset', 13)}
            </button>`
          : nothing
      }</span
    >
    <div class="control">${control}</div>
    ${help === undefined ? nothing : html`<span class="hidden" id="${id}-help">${help}</span>`}
    ${
      errors.length + warnings.length === 0
        ? nothing
        : html`<div class="trouble" id="${id}-trouble">
            ${errors.map((text) => html`<p class="bad">${text}</p>`)}
            ${warnings.map((text) => html`<p class="warn">${text}</p>`)}
          </div>`
    }
  </div>`;
}

export const fieldRowStyles = css`
  .row {
    display: grid;
    grid-template-columns: 108px minmax(0, 1fr);
    align-items: center;
    column-gap: var(--s-2);
    row-gap: var(--s-1);
    font-size: var(--t-sm);
  }
  .row + .row {
    margin-top: var(--s-2);
  }
  .row.tall {
    grid-template-columns: minmax(0, 1fr);
  }
  .row .name {
    display: inline-block;
    min-width: 0;
    line-height: 1.3;
  }
  .row .name::first-letter {
    text-transform: uppercase;
  }
  .row .head {
    display: flex;
    align-items: center;
    gap: 2px;
    min-width: 0;
    min-height: 18px;
    color: var(--text-2);
  }
  .row .reset {
    flex: none;
    display: grid;
    place-items: center;
    width: 20px;
    height: 20px;
    padding: 0;
    border: 0;
    border-radius: var(--r-1);
    background: none;
    color: var(--accent);
    cursor: pointer;
  }
  .row .reset:hover {
    background: var(--bg-hover);
  }
  .row .control {
    min-width: 0;
  }
  .row .trouble {
    grid-column: 1 / -1;
    font-size: var(--t-sm);
  }
  .row .bad {
    color: var(--bad);
  }
  .row .warn {
    color: var(--warn);
  }
`;
