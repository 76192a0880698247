import { html, nothing } from 'lit';
import { safeUrl } from '../faces/safe-url.ts';
import type { Slots } from './clip-slots.ts';
import { icon } from './strip-icons.ts';

/** What the player shows at present. */
export interface StageView {
  /** Object URL of the joined film; the clips in the slots are shown while it is undefined. */
  readonly film: string | undefined;
  readonly slots: Slots;
  /** Which slot is seen. */
  readonly front: 0 | 1;
  readonly poster: string | undefined;
  readonly empty: string;
  /** Of the parts, in order. */
  readonly names: readonly string[];
  readonly waiting: boolean;
  readonly trouble: string;
  readonly playing: boolean;
  readonly canPlay: boolean;
}

export interface StageHands {
  toggle(): void;
  fullScreen(): void;
  shrink(): void;
  /** The slider was moved. */
  dragged(event: Event): void;
  ended(event: Event): void;
  unplayable(event: Event): void;
  loaded(event: Event): void;
}

/** Film or clips, what is said over them, and the bar of controls. */
export function filmStage(view: StageView, hands: StageHands) {
  const film = safeUrl(view.film);
  const poster = safeUrl(view.poster);
  const bare = film === undefined && view.slots[view.front] === undefined;
  return html`<div class="stage" @dblclick=${hands.fullScreen}>
    ${bare && poster !== undefined ? html`<img src=${poster} alt="" draggable="false" />` : nothing}
    ${bare && poster === undefined ? html`<p class="empty">${view.empty}</p>` : nothing}
    ${
      film === undefined
        ? html`${clip(0, view, hands)}${clip(1, view, hands)}`
        : html`<video
            data-film
            src=${film}
            preload="metadata"
            playsinline
            aria-label="Film"
            @ended=${hands.ended}
            @error=${hands.unplayable}
            @loadedmetadata=${hands.loaded}
            @click=${hands.toggle}
          ></video>`
    }
    ${view.waiting ? html`<span class="wait" role="status">reading…</span>` : nothing}
    ${view.trouble === '' ? nothing : html`<p class="trouble" role="alert">${view.trouble}</p>`}
    <div class="bar">
      <button
        type="button"
        aria-label=${view.playing ? 'Pause' : 'Play'}
        ?disabled=${!view.canPlay}
        @click=${hands.toggle}
      >
        ${icon(view.playing ? 'pause' : 'play')}
      </button>
      <input type="range" min="0" max="1000" value="0" aria-label="Position in the film" @input=${hands.dragged} />
      <span class="code"></span>
      <button type="button" aria-label="Full screen" @click=${hands.fullScreen}>${icon('full')}</button>
      <button type="button" aria-label="Make it small again" class="small" @click=${hands.shrink}>
        ${icon('close')}
      </button>
    </div>
  </div>`;
}

function clip(side: 0 | 1, { slots, front, names }: StageView, hands: StageHands) {
  const slot = slots[side];
  const url = safeUrl(slot?.url);
  return slot === undefined || url === undefined
    ? nothing
    : html`<video
        data-slot=${side}
        src=${url}
        ?hidden=${side !== front}
        preload="auto"
        playsinline
        aria-label=${names[slot.index] ?? 'Clip'}
        @ended=${hands.ended}
        @error=${hands.unplayable}
        @loadedmetadata=${hands.loaded}
      ></video>`;
}
