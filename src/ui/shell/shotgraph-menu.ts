import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { baseStyles } from './base-styles.ts';

/** One row of a menu; `separate` draws a line above. */
export interface MenuItem {
  readonly name: string;
  readonly keys?: string;
  readonly disabled?: boolean;
  readonly separate?: boolean;
  readonly act: () => void;
}

/** A menu at a place on the page, by pointer or arrow keys. Sends `close-menu`. */
@customElement('shotgraph-menu')
export class ShotgraphMenu extends LitElement {
  @property({ attribute: false }) items: readonly MenuItem[] = [];
  @query('button:not(:disabled)') private first!: HTMLButtonElement | null;

  static override styles = [
    baseStyles,
    css`
      :host {
        position: fixed;
        z-index: 20;
        min-width: 208px;
        padding: 5px;
        border: 1px solid var(--line-strong);
        border-radius: var(--r-3);
        background: var(--bg-2);
        box-shadow: var(--shadow-pop);
        font: var(--t-md) / 1 var(--font);
        color: var(--text-1);
      }
      button {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 24px;
        width: 100%;
        height: 28px;
        padding: 0 9px;
        border-radius: var(--r-1);
        text-align: start;
      }
      button:hover:not(:disabled),
      button:focus-visible {
        background: var(--bg-hover);
        outline-offset: -2px;
      }
      button:disabled {
        color: var(--text-3);
      }
      hr {
        height: 1px;
        margin: 5px 4px;
        border: 0;
        background: var(--line);
      }
    `,
  ];

  protected override firstUpdated(_: PropertyValues): void {
    this.first?.focus();
  }

  protected override render() {
    return html`<div role="menu" @keydown=${this.key} @focusout=${this.left}>
      ${this.items.map(
        (item) =>
          html`${item.separate ? html`<hr />` : ''}<button
              type="button"
              role="menuitem"
              ?disabled=${item.disabled ?? false}
              @click=${() => this.choose(item)}
            >
              <span>${item.name}</span><kbd>${item.keys}</kbd>
            </button>`,
      )}
    </div>`;
  }

  private choose(item: MenuItem): void {
    this.close();
    item.act();
  }

  private key(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      this.close();
      return;
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const buttons = [...this.renderRoot.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')];
    const at = buttons.findIndex((button) => button.matches(':focus'));
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  }

  private left(event: FocusEvent): void {
    if (!(event.relatedTarget instanceof Node) || !this.renderRoot.contains(event.relatedTarget)) this.close();
  }

  private close(): void {
    this.dispatchEvent(new CustomEvent('close-menu'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'shotgraph-menu': ShotgraphMenu;
  }
}
