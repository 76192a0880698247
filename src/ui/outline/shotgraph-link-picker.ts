import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { controlStyles } from '../controls/control-styles.ts';
import { socketColour } from '../controls/socket-colour.ts';
import { icon } from '../icons/icon.ts';
import { fittingChoices, type LinkChoice } from './link-choices.ts';

/** How many choices are shown at once. */
const most = 200;

/** Asks which of the fitting sockets to link with. Sends `choose` with a LinkChoice, and `leave` when it closes without. */
@customElement('shotgraph-link-picker')
export class ShotgraphLinkPicker extends LitElement {
  @property() heading = '';
  @property({ attribute: false }) choices: readonly LinkChoice[] = [];
  @state() private search = '';
  @state() private active = 0;

  static override styles = [
    controlStyles,
    css`
      :host {
        display: contents;
      }
      dialog {
        width: min(420px, calc(100vw - 32px));
        max-height: min(520px, calc(100vh - 32px));
        padding: 0;
        border: 1px solid var(--line-strong);
        border-radius: var(--r-3);
        background: var(--bg-2);
        color: inherit;
        box-shadow: var(--shadow-pop);
        overflow: hidden;
      }
      dialog[open] {
        display: flex;
        flex-direction: column;
      }
      dialog::backdrop {
        background: var(--shade);
      }
      header {
        display: grid;
        gap: var(--s-2);
        padding: var(--s-3);
        border-bottom: 1px solid var(--line);
      }
      .heading {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        gap: var(--s-2);
      }
      h2 {
        font-size: var(--t-md);
        font-weight: 600;
      }
      ul {
        flex: 1;
        min-height: 0;
        padding: var(--s-1);
        overflow: hidden auto;
        scrollbar-width: thin;
      }
      li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: center;
        gap: var(--s-2);
        min-height: var(--control);
        padding: 0 var(--s-2);
        border-radius: var(--r-1);
        font-size: var(--t-sm);
        cursor: pointer;
      }
      li:hover {
        background: var(--bg-hover);
      }
      li[aria-selected='true'] {
        background: var(--accent-soft);
        box-shadow: inset 2px 0 0 var(--accent);
      }
    `,
  ];

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('dialog')?.showModal();
    this.renderRoot.querySelector('input')?.focus();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('active'))
      this.renderRoot.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  override render() {
    const fitting = fittingChoices(this.choices, this.search);
    const shown = fitting.slice(0, most);
    return html`<dialog aria-labelledby="heading" @close=${this.left} @keydown=${this.key} @click=${this.pressedBeside}>
      <header>
        <div class="heading">
          <h2 id="heading" class="foreign">${this.heading}</h2>
          <button class="icon-button" type="button" aria-label="Close" title="Close (Esc)" @click=${this.close}>
            ${icon('close')}
          </button>
        </div>
        <label class="search"
          ><span class="hidden">Search sockets</span>${icon('search')}<input
            class="field"
            type="text"
            role="combobox"
            aria-expanded="true"
            aria-controls="choices"
            aria-activedescendant=${shown.length > 0 ? `choice-${this.active}` : nothing}
            placeholder="Node or input"
            autocomplete="off"
            spellcheck="false"
            maxlength="100"
            @input=${this.typed}
        /></label>
      </header>
      ${
        shown.length === 0
          ? html`<p class="empty">
              ${this.choices.length === 0 ? 'Nothing here takes this link.' : 'Nothing fits this search.'}
            </p>`
          : html`<ul id="choices" role="listbox" aria-labelledby="heading">
              ${shown.map((choice, index) => this.option(choice, index))}
            </ul>`
      }
      ${fitting.length > most ? html`<p class="empty small">and ${fitting.length - most} more: type to narrow</p>` : nothing}
    </dialog>`;
  }

  private option(choice: LinkChoice, index: number) {
    const { node, socket, type, replaces } = choice;
    return html`<li
      id="choice-${index}"
      role="option"
      aria-selected=${index === this.active ? 'true' : 'false'}
      @click=${() => this.choose(choice)}
    >
      <span class="socket" style="--dot:${socketColour(type)}"></span>
      <span class="ellipsis foreign" title="${node} · ${socket}">${node} <span class="muted">· ${socket}</span></span>
      <span class="faint small">${replaces === undefined ? nothing : html`replaces ${replaces.slice(0, 24)}`}</span>
    </li>`;
  }

  private typed({ currentTarget }: Event): void {
    this.search = (currentTarget as HTMLInputElement).value;
    this.active = 0;
  }

  private key(event: KeyboardEvent): void {
    // Nothing pressed in here is meant for the editor behind it.
    event.stopPropagation();
    const count = Math.min(most, fittingChoices(this.choices, this.search).length);
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const by = event.key === 'ArrowDown' ? 1 : -1;
      this.active = count === 0 ? 0 : (this.active + by + count) % count;
    } else if (event.key === 'Enter' && (event.target as Element).matches('input')) {
      event.preventDefault();
      const choice = fittingChoices(this.choices, this.search)[this.active];
      if (choice) this.choose(choice);
    }
  }

  private choose(choice: LinkChoice): void {
    this.dispatchEvent(new CustomEvent('choose', { detail: choice }));
  }

  private close(): void {
    this.renderRoot.querySelector('dialog')?.close();
  }

  /** A press on the backdrop has the dialog itself as its target. */
  private pressedBeside(event: MouseEvent): void {
    if (event.target === event.currentTarget) this.close();
  }

  private left(): void {
    this.dispatchEvent(new CustomEvent('leave'));
  }
}
