import { nothing, type TemplateResult } from 'lit';
import type { AnyNodeDefinition, Face } from '../../graph/definition.ts';
import type { GraphNode } from '../../graph/document.ts';
import type { JsonValue } from '../../graph/json.ts';
import type { NodeView } from '../canvas/node-view.ts';
import { audioFace } from './audio-face.ts';
import { imageFace } from './image-face.ts';
import { playerFace } from './player-face.ts';
import type { PlayerPool } from './player-pool.ts';
import { stripFace } from './strip-face.ts';
import { textFace } from './text-face.ts';

/** What stands on a node is given this, and nothing else. */
export interface FaceProps {
  readonly node: GraphNode;
  /** As it is shown. */
  readonly title: string;
  readonly definition: AnyNodeDefinition;
  readonly view: NodeView | undefined;
  readonly locked: boolean;
  /** Object URLs and bytes of what the node shows, as far as they are there. */
  readonly picture: string | undefined;
  readonly poster: string | undefined;
  readonly clip: () => Promise<Blob> | undefined;
  readonly players: PlayerPool;
  /** Sets the param that the face edits. */
  readonly edit: (value: JsonValue) => void;
  /** Opens the question whether its job was sent, where that is one. */
  readonly decide?: () => void;
  /** Asks for a file for the node. */
  readonly pick: () => void;
}

export type FaceTemplate = (props: FaceProps) => TemplateResult | typeof nothing;

const bare: FaceTemplate = () => nothing;

/** The one table from a definition's `face` to what stands on the node. Settings are drawn by the canvas itself. */
export const faces: Readonly<Record<Face, FaceTemplate>> = {
  text: textFace,
  image: imageFace,
  audio: audioFace,
  player: playerFace,
  strip: stripFace,
  form: bare,
  none: bare,
};
