import type { FaceProps } from './face.ts';
import { clipPlayer } from './player-face.ts';

/** The film made of all shots. The shots themselves stand above it, as the node's inputs. */
export function stripFace(props: FaceProps) {
  return clipPlayer(props, 'no film yet');
}
