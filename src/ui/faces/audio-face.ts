import { html } from 'lit';
import { shownText } from '../canvas/shown-text.ts';
import './clip-player.ts';
import type { FaceProps } from './face.ts';
import { faceValue, mediumName } from './face-value.ts';

/** A sound that plays on the node; empty, the way to choose one. */
export function audioFace(props: FaceProps) {
  const { title, definition, locked, pick } = props;
  const name = mediumName(faceValue(definition, props.node));
  if (name === undefined)
    return html`<div class="empty-face row">
      <button type="button" ?disabled=${locked} @click=${() => pick()}>Choose a sound…</button>
      <p>or drop one here</p>
    </div>`;
  return html`<shotgraph-clip-player
    kind="audio"
    .label=${shownText(name)}
    .name=${title}
    .clipKey=${props.view?.clip?.key ?? name}
    .seconds=${props.view?.clip?.seconds}
    .clip=${props.clip}
    .pool=${props.players}
  ></shotgraph-clip-player>`;
}
