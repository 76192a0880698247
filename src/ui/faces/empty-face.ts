import { html } from 'lit';
import { shownText } from '../canvas/shown-text.ts';
import type { FaceProps } from './face.ts';
import { fileField, mediumName } from './face-value.ts';

/** What stands where a medium will: the way to choose one, or the name of the one that is not shown yet. */
export function emptyFace({ node, definition, locked, pick, decide }: FaceProps, waiting: string) {
  if (decide) return html`<div class="empty-face asks"><button type="button" @click=${decide}>Check…</button></div>`;
  const field = fileField(definition);
  if (!field) return html`<div class="empty-face still"><p>${waiting}</p></div>`;
  const name = mediumName(definition, node);
  return html`<div class=${`empty-face ${definition.face}`}>
    ${name === undefined ? '' : html`<p class="name"><bdi>${shownText(name)}</bdi></p>`}
    <button type="button" ?disabled=${locked} @click=${pick}>
      ${name === undefined ? `Choose a ${field.label.toLowerCase()}…` : 'Choose another…'}
    </button>
    ${name === undefined ? html`<p>or drop one here</p>` : html`<p>no preview loaded</p>`}
  </div>`;
}
