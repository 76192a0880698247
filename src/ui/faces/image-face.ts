import { html } from 'lit';
import { shownText } from '../canvas/shown-text.ts';
import type { FaceProps } from './face.ts';
import { faceField, faceValue, mediumName } from './face-value.ts';
import { safeUrl } from './safe-url.ts';

/** A picture with its name; empty, the way to choose one. */
export function imageFace(props: FaceProps) {
  const { title, definition, locked, pick } = props;
  const name = mediumName(faceValue(definition, props.node));
  const url = safeUrl(props.picture);
  const shown = name === undefined ? title : shownText(name);
  if (url !== undefined)
    return html`<figure class="image-face">
      <img src=${url} alt=${shown} decoding="async" draggable="false" />
      <figcaption><bdi>${shown}</bdi></figcaption>
      ${locked ? '' : html`<button class="over" type="button" @click=${() => pick()}>Change…</button>`}
    </figure>`;
  return html`<div class="empty-face">
    ${name === undefined ? '' : html`<p title=${shown}><bdi>${shown}</bdi></p>`}
    <button type="button" ?disabled=${locked} @click=${() => pick()}>
      ${name === undefined ? (faceField(definition)?.placeholder ?? 'Choose a picture…') : 'Choose another…'}
    </button>
    <p>${name === undefined ? 'or drop one here' : 'no preview loaded'}</p>
  </div>`;
}
