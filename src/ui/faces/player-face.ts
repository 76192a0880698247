import { html } from 'lit';
import './clip-player.ts';
import { emptyFace } from './empty-face.ts';
import type { FaceProps } from './face.ts';
import { safeUrl } from './safe-url.ts';

/** A clip: its first frame, and a player once somebody presses play. */
export function playerFace(props: FaceProps) {
  return clipPlayer(props, 'no clip yet');
}

/** The player of a node's clip, or `empty` in words while there is none. */
export function clipPlayer(props: FaceProps, empty: string) {
  const { title, view } = props;
  if (!view?.clip) return beforeFace(props) ?? emptyFace(props, empty);
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

/** What was made before the node was edited: still to be seen, and not to be taken for the present clip. */
function beforeFace({ poster }: FaceProps) {
  const url = safeUrl(poster);
  return url === undefined
    ? undefined
    : html`<div class="empty-face still before">
        <img src=${url} alt="" draggable="false" />
        <p>from before the edit</p>
      </div>`;
}
