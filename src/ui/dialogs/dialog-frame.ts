import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { icon } from '../strip/strip-icons.ts';

/**
 * A modal dialog: a heading, what is put between its tags, and a row of buttons in the slot `actions`. Focus stays inside and
 * goes back to where it was. Escape and the cross send `frame-close`; whoever opened it sets `open` back.
 */
@customElement('shotgraph-dialog-frame')
export class ShotgraphDialogFrame extends LitElement {
  @property({ type: Boolean, reflect: true }) open = false;
  @property({ attribute: false }) heading = '';
  /** A line under the heading. */
  @property({ attribute: false }) subheading = '';
  /** CSS pixels. */
  @property({ attribute: false }) width = 560;
  @query('dialog') private dialog!: HTMLDialogElement;

  static override styles = css`
    dialog {
      box-sizing: border-box;
      padding: 0;
      max-width: calc(100vw - 32px);
      max-height: calc(100vh - 64px);
      border: 1px solid var(--line-strong);
      border-radius: var(--r-3);
      background: var(--bg-1);
      color: var(--text-1);
      font: var(--t-md) / var(--lh) var(--font);
      font-variant-numeric: tabular-nums;
      box-shadow: var(--shadow-pop);
    }
    dialog[open] {
      display: flex;
      flex-direction: column;
      overflow: hidden;
    }
    dialog:focus {
      outline: none;
    }
    dialog::backdrop {
      background: var(--shade);
    }
    header {
      display: flex;
      align-items: flex-start;
      gap: 12px;
      padding: 16px 20px 12px;
      border-bottom: 1px solid var(--line);
    }
    header div {
      flex: 1;
      min-width: 0;
    }
    h2 {
      margin: 0;
      font-size: var(--t-lg);
      font-weight: 650;
    }
    p {
      margin: 2px 0 0;
      color: var(--text-2);
      font-size: var(--t-sm);
    }
    header button {
      flex: none;
      width: 28px;
      height: 28px;
      margin: -4px -6px 0 0;
      padding: 0;
      display: grid;
      place-items: center;
      border: 0;
      border-radius: var(--r-1);
      background: none;
      color: var(--text-2);
      cursor: pointer;
    }
    header button:hover {
      background: var(--bg-hover);
      color: var(--text-1);
    }
    :focus-visible {
      outline: 2px solid var(--focus);
      outline-offset: 1px;
    }
    .body {
      flex: 1;
      min-height: 0;
      overflow: auto;
      scrollbar-width: thin;
      scrollbar-color: var(--line-strong) transparent;
    }
  `;

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('open')) return;
    if (this.open && !this.dialog.open) {
      this.dialog.showModal();
      // The dialog itself first: a key that was pressed for something else agrees to nothing.
      this.dialog.focus();
    } else if (!this.open && this.dialog.open) this.dialog.close();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.dialog?.open) this.dialog.close();
  }

  private cancelled(event: Event): void {
    event.preventDefault();
    this.ask();
  }

  private ask(): void {
    this.dispatchEvent(new CustomEvent('frame-close'));
  }

  /** Closed by the browser itself: a second Escape cannot be held back. */
  private closed(): void {
    if (this.open) this.ask();
  }

  protected override render() {
    return html`<dialog
      tabindex="-1"
      aria-labelledby="heading"
      style=${`width:${this.width}px`}
      @cancel=${this.cancelled}
      @close=${this.closed}
    >
      <header>
        <div>
          <h2 id="heading">${this.heading}</h2>
          ${this.subheading === '' ? nothing : html`<p>${this.subheading}</p>`}
        </div>
        <button type="button" aria-label="Close" @click=${this.ask}>${icon('close')}</button>
      </header>
      <div class="body"><slot></slot></div>
      <slot name="actions"></slot>
    </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'shotgraph-dialog-frame': ShotgraphDialogFrame;
  }
}
