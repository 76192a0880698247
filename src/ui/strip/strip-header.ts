import { html, nothing } from 'lit';
import type { ServicePath } from '../../runtime/wire/job-client.ts';
import { icon } from './strip-icons.ts';

/** What the line over the shots says. */
export interface HeaderView {
  readonly playing: boolean;
  readonly canPlay: boolean;
  readonly canSaveFilm: boolean;
  readonly canSaveClips: boolean;
  readonly shots: number;
  /** "720p · 16:9 · 24 fps", or empty. */
  readonly facts: string;
  readonly shown: ServicePath;
  /** Whether there may be live clips besides the rehearsed ones. */
  readonly live: boolean;
  /** Hosts that pictures would be loaded from, if the person allows it. */
  readonly hosts: readonly string[];
}

export interface HeaderHands {
  toggle(): void;
  enlarge(): void;
  fullScreen(): void;
  loadPreviews(): void;
  show(service: ServicePath): void;
  saveFilm(): void;
  saveClips(): void;
}

/** Play, time, what the film is, whose clips are shown, and how to save them. The times are filled in while it plays. */
export function stripHeader(view: HeaderView, hands: HeaderHands) {
  const { playing, canPlay, shots, facts, hosts } = view;
  return html`<header>
    <button
      class="play"
      type="button"
      aria-label=${playing ? 'Pause film' : 'Play film'}
      ?disabled=${!canPlay}
      @click=${hands.toggle}
    >
      ${icon(playing ? 'pause' : 'play')}
    </button>
    <span class="times"></span><span class="of"></span>
    <span class="space"></span>
    ${
      hosts.length === 0
        ? nothing
        : html`<button type="button" title=${`Loads pictures from ${hosts.join(', ')}`} @click=${hands.loadPreviews}>
            Load previews
          </button>`
    }
    <span>${shots === 1 ? '1 shot' : `${shots} shots`}</span>
    ${facts === '' ? nothing : html`<span class="facts">${facts}</span>`} ${service(view, hands)}
    <button type="button" ?disabled=${!canPlay} @click=${hands.enlarge}>${icon('large')}Large</button>
    <button type="button" ?disabled=${!canPlay} @click=${hands.fullScreen}>${icon('full')}Full screen</button>
    <button type="button" ?disabled=${!view.canSaveFilm} @click=${hands.saveFilm}>Save film</button>
    <button type="button" ?disabled=${!view.canSaveClips} @click=${hands.saveClips}>Save clips…</button>
  </header>`;
}

function service({ shown, live }: HeaderView, hands: HeaderHands) {
  if (!live && shown === 'sandbox') return html`<span class="shown sandbox">rehearsal</span>`;
  const choice = (path: ServicePath, words: string) =>
    html`<button type="button" role="radio" aria-checked=${shown === path} @click=${() => hands.show(path)}>
      ${words}
    </button>`;
  return html`<span class="service" role="radiogroup" aria-label="Clips shown">
    ${choice('sandbox', 'Rehearsal')}${choice('live', 'Live')}
  </span>`;
}
