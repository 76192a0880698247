import { html } from 'lit';
import './clip-player.ts';
import type { FaceProps } from './face.ts';
import { faceValue, mediumName } from './face-value.ts';
import { safeUrl } from './safe-url.ts';

/** A clip: its first frame, and a player once somebody presses play. */
export function playerFace(props: FaceProps) {
  return clipPlayer(props, 'no clip yet');
}

/** The player of a node's clip, or `empty` in words while there is none. */
export function clipPlayer(props: FaceProps, empty: string) {
  const { title, definition, view, pick } = props;
  const takesFile = definition.faceParam !== undefined;
  const named = mediumName(faceValue(definition, props.node));
  if (!view?.clip && takesFile && named === undefined)
    return html`<div class="empty-face">
      <button type="button" ?disabled=${props.locked} @click=${() => pick()}>Choose a clip…</button>
    </div>`;
  if (!view?.clip) return html`<div class="empty-face still"><p>${empty}</p></div>`;
  return html`<shotgraph-clip-player
    kind="video"
    .name=${title}
    .clipKey=${view.clip.key}
    .poster=${safeUrl(props.poster)}
    .seconds=${view.clip.seconds}
    .timecode=${view.clip.timecode}
    .clip=${props.clip}
    .pool=${props.players}
  ></shotgraph-clip-player>`;
}
