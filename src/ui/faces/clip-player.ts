import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PlayerPool } from './player-pool.ts';
import { releaseUrl } from '../media/release-url.ts';
import { safeUrl } from './safe-url.ts';

/**
 * A first frame with a play button; the media element is made when somebody presses play, and given back when the clip
 * changes, the node goes away, or others play.
 */
@customElement('shotgraph-clip-player')
export class ShotgraphClipPlayer extends LitElement {
  @property({ reflect: true }) kind: 'video' | 'audio' = 'video';
  /** The node's title. */
  @property({ attribute: false }) name = '';
  /** The file's name, where it has one. */
  @property({ attribute: false }) label = '';
  /** Changes when the clip does. */
  @property({ attribute: false }) clipKey = '';
  @property({ attribute: false }) poster: string | undefined;
  @property({ attribute: false }) seconds: number | undefined;
  @property({ attribute: false }) timecode: string | undefined;
  @property({ attribute: false }) clip: () => Promise<Blob> | undefined = () => undefined;
  @property({ attribute: false }) pool: PlayerPool | undefined;
  @state() private url: string | undefined;
  @state() private waiting = false;
  @state() private trouble = '';

  static override styles = css`
    :host {
      display: block;
      position: absolute;
      inset: 0;
      overflow: hidden;
      border-radius: var(--r-2);
      background: linear-gradient(135deg, var(--bg-3), var(--bg-2));
      color: var(--text-3);
      font: var(--t-xs) / var(--lh) var(--font);
    }
    img,
    video {
      position: absolute;
      inset: 0;
      width: 100%;
      height: 100%;
      object-fit: contain;
    }
    video {
      background: #000;
      pointer-events: auto;
    }
    audio {
      position: absolute;
      inset: 0;
      width: 100%;
      height: 100%;
      pointer-events: auto;
    }
    button {
      position: absolute;
      inset: 0;
      margin: auto;
      width: 36px;
      height: 36px;
      padding: 0;
      border: 0;
      border-radius: 50%;
      background: #000a;
      display: grid;
      place-items: center;
      cursor: pointer;
      pointer-events: auto;
      transition: background 0.12s;
    }
    button:hover {
      background: #000d;
    }
    button:focus-visible {
      outline: 2px solid var(--focus);
      outline-offset: 2px;
    }
    svg {
      width: 14px;
      height: 14px;
      fill: #fff;
      margin-left: 2px;
    }
    .wait svg {
      animation: breathe 1.2s ease-in-out infinite;
    }
    @keyframes breathe {
      50% {
        opacity: 0.25;
      }
    }
    @media (prefers-reduced-motion: reduce) {
      .wait svg {
        animation: none;
      }
    }
    .code {
      position: absolute;
      right: 6px;
      top: 6px;
      font: 500 10px/16px var(--mono);
      background: #000a;
      color: #fff;
      padding: 0 5px;
      border-radius: 3px;
      font-variant-numeric: tabular-nums;
    }
    p {
      position: absolute;
      inset: auto 8px 6px;
      margin: 0;
      color: var(--bad);
    }
    :host([kind='audio']) {
      background: none;
    }
    :host([kind='audio']) button {
      inset: 0 auto 0 8px;
      width: 30px;
      height: 30px;
      background: var(--bg-hover);
    }
    :host([kind='audio']) svg {
      fill: var(--sock-audio);
    }
    .label {
      position: absolute;
      inset: 0 56px 0 48px;
      display: flex;
      align-items: center;
      white-space: nowrap;
      overflow: hidden;
      text-overflow: ellipsis;
      color: var(--text-2);
    }
  `;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('clipKey')) {
      this.stop();
      this.trouble = '';
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  /** Gives the media element and its bytes back. */
  stop(): void {
    const media = this.renderRoot?.querySelector<HTMLMediaElement>('video, audio');
    if (media) {
      media.pause();
      media.removeAttribute('src');
      media.load();
    }
    if (this.url !== undefined) releaseUrl(this.url);
    this.url = undefined;
    this.waiting = false;
    this.pool?.leave(this);
  }

  private async play(): Promise<void> {
    const key = this.clipKey;
    const bytes = this.clip();
    this.trouble = bytes ? '' : 'This clip is not here.';
    if (!bytes) return;
    this.waiting = true;
    try {
      const blob = await bytes;
      if (key !== this.clipKey || !this.isConnected || !this.waiting) return;
      this.pool?.enter(this);
      this.url = URL.createObjectURL(blob);
    } catch (error) {
      this.trouble = error instanceof Error ? error.message.slice(0, 200) : 'This clip could not be read.';
    } finally {
      this.waiting = false;
    }
  }

  private broken(): void {
    this.stop();
    this.trouble = 'This browser cannot play it.';
  }

  protected override render() {
    const url = safeUrl(this.url);
    if (url !== undefined)
      return this.kind === 'audio'
        ? html`<audio src=${url} controls autoplay aria-label=${this.name} @error=${this.broken}></audio>`
        : html`<video src=${url} controls autoplay playsinline aria-label=${this.name} @error=${this.broken}></video>`;
    const poster = safeUrl(this.poster);
    const code = this.timecode ?? (this.seconds === undefined ? undefined : `${this.seconds.toFixed(1)} s`);
    return html`${poster === undefined ? nothing : html`<img src=${poster} alt="" draggable="false" />`}
      ${this.kind === 'audio' ? html`<span class="label"><bdi>${this.label}</bdi></span>` : nothing}
      <button
        type="button"
        class=${this.waiting ? 'wait' : ''}
        aria-label=${`Play ${this.name}`}
        aria-busy=${this.waiting}
        @click=${() => void this.play()}
      >
        <svg viewBox="0 0 14 14" aria-hidden="true"><path d="M2 1.2v11.6L12.6 7z" /></svg>
      </button>
      ${code === undefined ? nothing : html`<span class="code">${code}</span>`}
      ${this.trouble === '' ? nothing : html`<p role="status">${this.trouble}</p>`}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'shotgraph-clip-player': ShotgraphClipPlayer;
  }
}
