import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';

/** "− 86 % + Fit". Sends `zoom-to` {scale} and `zoom-fit`. */
@customElement('shotgraph-zoom-control')
export class ShotgraphZoomControl extends LitElement {
  @property({ type: Number }) scale = 1;

  static override styles = css`
    :host {
      display: flex;
      gap: 2px;
      padding: 2px;
      background: var(--bg-1);
      border: 1px solid var(--line);
      border-radius: var(--r-2);
      font: var(--t-sm) / 1 var(--font);
    }
    button {
      height: 24px;
      min-width: 26px;
      padding: 0 8px;
      border: 0;
      border-radius: var(--r-1);
      background: none;
      color: var(--text-2);
      font: inherit;
      font-variant-numeric: tabular-nums;
      cursor: pointer;
    }
    .scale {
      min-width: 50px;
    }
    button:hover {
      background: var(--bg-hover);
      color: var(--text-1);
    }
    button:focus-visible {
      outline: 2px solid var(--focus);
    }
  `;

  private to(scale: number): void {
    this.dispatchEvent(new CustomEvent('zoom-to', { detail: { scale } }));
  }

  protected override render() {
    const percent = `${Math.round(this.scale * 100)} %`;
    return html`<button type="button" aria-label="Zoom out" title="Zoom out" @click=${() => this.to(this.scale / 1.2)}>
        −
      </button>
      <button
        type="button"
        class="scale"
        aria-label=${`${percent}, back to 100 %`}
        title="Back to 100 %"
        @click=${() => this.to(1)}
      >
        ${percent}
      </button>
      <button type="button" aria-label="Zoom in" title="Zoom in" @click=${() => this.to(this.scale * 1.2)}>+</button>
      <button
        type="button"
        title="Show the whole graph"
        @click=${() => this.dispatchEvent(new CustomEvent('zoom-fit'))}
      >
        Fit
      </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'shotgraph-zoom-control': ShotgraphZoomControl;
  }
}
