import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';

/**
 * The edge of a panel, dragged or moved by arrow keys. Sends `resize-to` with the new size in pixels. `side` says where the
 * panel lies.
 */
@customElement('shotgraph-splitter')
export class ShotgraphSplitter extends LitElement {
  @property() side: 'left' | 'right' | 'bottom' = 'left';
  @property({ type: Number }) size = 0;
  @property({ type: Number }) least = 0;
  @property({ type: Number }) most = 0;
  @property() label = '';

  private from: { readonly at: number; readonly size: number } | undefined;

  static override styles = css`
    :host {
      position: relative;
      z-index: 2;
      width: 0;
    }
    :host([side='bottom']) {
      width: auto;
      height: 0;
    }
    div {
      position: absolute;
      inset: 0 -4px;
      cursor: col-resize;
      touch-action: none;
    }
    :host([side='bottom']) div {
      inset: -4px 0;
      cursor: row-resize;
    }
    div::after {
      content: '';
      position: absolute;
      inset: 0 3px;
      transition: background 0.12s;
    }
    :host([side='bottom']) div::after {
      inset: 3px 0;
    }
    div:hover::after,
    div.held::after {
      background: var(--accent);
    }
    div:focus-visible {
      outline: none;
    }
    div:focus-visible::after {
      background: var(--focus);
    }
    @media (prefers-reduced-motion: reduce) {
      div::after {
        transition: none;
      }
    }
  `;

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute('side', this.side);
  }

  protected override render() {
    return html`<div
      role="separator"
      tabindex="0"
      aria-label=${this.label}
      aria-orientation=${this.side === 'bottom' ? 'horizontal' : 'vertical'}
      aria-valuenow=${this.size}
      aria-valuemin=${this.least}
      aria-valuemax=${this.most}
      class=${this.from ? 'held' : ''}
      @pointerdown=${this.press}
      @pointermove=${this.move}
      @pointerup=${this.release}
      @pointercancel=${this.release}
      @keydown=${this.key}
    ></div>`;
  }

  /** Grows towards the canvas: to the right, to the left, or up. */
  private get sign(): 1 | -1 {
    return this.side === 'left' ? 1 : -1;
  }

  private press(event: PointerEvent): void {
    if (event.button !== 0 || !(event.target instanceof Element)) return;
    event.target.setPointerCapture(event.pointerId);
    this.from = { at: this.side === 'bottom' ? event.clientY : event.clientX, size: this.size };
    this.requestUpdate();
  }

  private move(event: PointerEvent): void {
    if (!this.from) return;
    const at = this.side === 'bottom' ? event.clientY : event.clientX;
    this.send(this.from.size + (at - this.from.at) * this.sign);
  }

  private release(): void {
    this.from = undefined;
    this.requestUpdate();
  }

  private key(event: KeyboardEvent): void {
    const [less, more] = this.side === 'bottom' ? ['ArrowDown', 'ArrowUp'] : ['ArrowLeft', 'ArrowRight'];
    const towards = event.key === more ? 1 : event.key === less ? -1 : 0;
    if (towards === 0) return;
    event.preventDefault();
    event.stopPropagation();
    this.send(this.size + towards * 16 * (this.side === 'bottom' ? 1 : this.sign));
  }

  private send(size: number): void {
    this.dispatchEvent(new CustomEvent('resize-to', { detail: { size } }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'shotgraph-splitter': ShotgraphSplitter;
  }
}
