import { html } from 'lit';
import { shownText } from '../canvas/shown-text.ts';
import { emptyFace } from './empty-face.ts';
import type { FaceProps } from './face.ts';
import { mediumName } from './face-value.ts';
import { safeUrl } from './safe-url.ts';

/** A picture with its name; empty, the way to choose one. */
export function imageFace(props: FaceProps) {
  const { node, title, definition, locked, pick } = props;
  const url = safeUrl(props.picture);
  if (url === undefined) return emptyFace(props, 'no picture yet');
  const shown = shownText(mediumName(definition, node) ?? title);
  return html`<figure class="image-face">
    <img src=${url} alt=${shown} decoding="async" draggable="false" @error=${loaded} @load=${loaded} />
    <p class="broken">This picture could not be loaded.</p>
    <figcaption><bdi>${shown}</bdi></figcaption>
    ${locked ? '' : html`<button class="over" type="button" @click=${pick}>Change…</button>`}
  </figure>`;
}

/** Marks a picture that did not come, so that words stand in its place and not the browser's own sign. */
function loaded({ type, target }: Event): void {
  if (target instanceof Element) target.parentElement?.toggleAttribute('data-broken', type === 'error');
}
