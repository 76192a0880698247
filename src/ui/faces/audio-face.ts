import { html } from 'lit';
import { shownText } from '../canvas/shown-text.ts';
import './clip-player.ts';
import { emptyFace } from './empty-face.ts';
import type { FaceProps } from './face.ts';
import { mediumName } from './face-value.ts';

/** A sound that plays on the node; empty, the way to choose one. */
export function audioFace(props: FaceProps) {
  const { node, title, definition, view } = props;
  const name = mediumName(definition, node);
  if (name === undefined) return emptyFace(props, 'no sound yet');
  return html`<shotgraph-clip-player
    kind="audio"
    .label=${shownText(name)}
    .name=${title}
    .clipKey=${view?.clip?.key ?? name}
    .seconds=${view?.clip?.seconds}
    .clip=${props.clip}
    .pool=${props.players}
  ></shotgraph-clip-player>`;
}
