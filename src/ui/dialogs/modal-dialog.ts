import { css, html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { icon } from '../strip/strip-icons.ts';

/** What a modal dialog shows. */
export interface ModalContent {
  readonly heading: string;
  /** A line under the heading. */
  readonly subheading: string;
  /** CSS pixels. */
  readonly width: number;
  readonly body: unknown;
  /** The row of buttons. */
  readonly actions: unknown;
}

interface ModalHost extends ReactiveControllerHost {
  readonly renderRoot: ParentNode;
}

/**
 * A modal dialog in its host's own tree, so that what stands in it is found in it. Focus stays inside and goes back to where
 * it was. Escape and the cross call `ask`; whoever opened it makes `isOpen` false.
 */
export class ModalDialog implements ReactiveController {
  private readonly host: ModalHost;
  private readonly isOpen: () => boolean;
  private readonly ask: () => void;

  constructor(host: ModalHost, isOpen: () => boolean, ask: () => void) {
    this.host = host;
    this.isOpen = isOpen;
    this.ask = ask;
    host.addController(this);
  }

  hostUpdated(): void {
    const { dialog } = this;
    // A host that was taken off the page may still draw once.
    if (!dialog?.isConnected) return;
    if (this.isOpen() && !dialog.open) {
      dialog.showModal();
      // The dialog itself first: a key that was pressed for something else agrees to nothing.
      dialog.focus();
    } else if (!this.isOpen() && dialog.open) dialog.close();
  }

  hostDisconnected(): void {
    if (this.dialog?.open) this.dialog.close();
  }

  template({ heading, subheading, width, body, actions }: ModalContent) {
    return html`<dialog
      tabindex="-1"
      aria-labelledby="heading"
      style=${`width:${width}px`}
      @cancel=${this.cancelled}
      @close=${this.closed}
    >
      <header>
        <div>
          <h2 id="heading">${heading}</h2>
          ${subheading === '' ? nothing : html`<p>${subheading}</p>`}
        </div>
        <button type="button" aria-label="Close" @click=${this.ask}>${icon('close')}</button>
      </header>
      <div class="body">${body}</div>
      <div class="actions">${actions}</div>
    </dialog>`;
  }

  private get dialog(): HTMLDialogElement | null {
    return this.host.renderRoot?.querySelector('dialog') ?? null;
  }

  private readonly cancelled = (event: Event): void => {
    event.preventDefault();
    this.ask();
  };

  /** Closed by the browser itself: a second Escape cannot be held back. */
  private readonly closed = (): void => {
    if (this.isOpen()) this.ask();
  };
}

export const modalDialogStyles = css`
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
  header p {
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
