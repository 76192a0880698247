import { html, nothing } from 'lit';
import { toneToken } from '../canvas/node-view.ts';
import { isUnderWay } from '../media/tone-of.ts';
import type { JobKey } from '../../graph/keys.ts';
import type { Shot } from './film.ts';
import { isUndecided } from '../../runtime/wire/job-record.ts';
import type { ShotView } from './shot-view.ts';

/** What can be done with a card, by the place of its shot. */
export interface CardHands {
  choose(index: number): void;
  decide(jobKey: JobKey): void;
  dragStart(event: DragEvent, index: number): void;
  dragOver(event: DragEvent, index: number): void;
  dragLeave(): void;
  drop(event: DragEvent): void;
  dragEnd(): void;
}

/** One shot: first frame, state, name, length, take. `mark` says where a dragged one would go. */
export function shotCard(view: ShotView, index: number, mark: string, hands: CardHands) {
  const { shot, tag, poster, old, why, length, spent, selected, label } = view;
  const take = shot.take === undefined ? '' : `t${shot.take}`;
  const { attempt, job } = shot.status;
  const waits = attempt && isUndecided(attempt) ? job : undefined;
  return html`<div class="place">
    <button
      class=${`shot ${selected ? 'on' : ''} ${mark}`}
      type="button"
      draggable="true"
      data-shot=${index + 1}
      aria-label=${label}
      aria-description="Alt with an arrow key moves it"
      aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight"
      title=${why}
      @click=${() => hands.choose(index)}
      @dragstart=${(event: DragEvent) => hands.dragStart(event, index)}
      @dragover=${(event: DragEvent) => hands.dragOver(event, index)}
      @dragleave=${() => hands.dragLeave()}
      @drop=${(event: DragEvent) => hands.drop(event)}
      @dragend=${() => hands.dragEnd()}
    >
      <span class=${`still ${isUnderWay(shot.status) ? 'busy' : ''}`}>
        ${poster === undefined ? nothing : html`<img class=${old ? 'before' : ''} src=${poster} alt="" draggable="false" />`}
        ${why !== '' && poster === undefined ? html`<span class=${waits ? 'why short' : 'why'}>${why}</span>` : nothing}
        <span class="tag" style=${`--dot:var(--${toneToken(tag.tone)})`}><span>${tag.text}</span></span>
      </span>
      <span class="line"
        ><b><bdi>${shot.name}</bdi></b
        ><span>${[length, take, spent].filter((part) => part !== '').join(' · ')}</span></span
      >
    </button>
    ${waits ? html`<button class="decide" type="button" @click=${() => hands.decide(waits.jobKey)}>Check…</button>` : nothing}
  </div>`;
}

/** How a shot goes on from the one before it. */
export function cutMark(shot: Shot) {
  return shot.extends
    ? html`<span class="cut" title="Takes the clip before as a reference">extend<i aria-hidden="true">→</i></span>`
    : html`<span class="cut" title="Does not take the clip before as a reference"
        >cut<i aria-hidden="true">|</i></span
      >`;
}
