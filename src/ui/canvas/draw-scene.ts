import type { Socket } from '../../graph/sockets-of.ts';
import { socketToken, type TokenName, type Tokens } from '../style/tokens.ts';
import type { CanvasFonts } from './canvas-fonts.ts';
import type { ModelNode } from './model-node.ts';
import type { Detail } from './level-of-detail.ts';
import { fitText, isolated, type Measure } from './shown-text.ts';

/** What drawing a node needs besides the node. */
export interface DrawScene {
  readonly tokens: Tokens;
  readonly fonts: CanvasFonts;
  readonly measure: Measure;
  readonly detail: Detail;
  /** Of a socket while somebody holds a link: whether it would fit; undefined while nobody does. */
  readonly fits?: (node: ModelNode, socket: Socket, side: 'input' | 'output') => boolean;
  /** The title of the node that is linked to an input, or undefined. */
  readonly linkedTitle: (node: ModelNode, input: number) => string | undefined;
  readonly still: (node: ModelNode) => CanvasImageSource | undefined;
}

export interface NodeLook {
  readonly selected: boolean;
  readonly hovered: boolean;
  /** Outlined as the place where a held link would go. */
  readonly aimed: boolean;
}

/** The token of the dot before a title: what the node gives, else what it takes. */
export function kindToken(node: ModelNode): TokenName {
  const socket = node.sockets.outputs[0] ?? node.sockets.inputs[0];
  return node.source.foreign || !socket ? 'text-3' : socketToken(socket.type);
}

/** Whether a node is outlined in red. */
export function isBroken(node: ModelNode): boolean {
  return node.view?.error !== undefined || node.problem?.severity === 'error';
}

/** The colour of what is wrong: red, that of a question where a person has to decide, milder on a placeholder, which harms nothing. */
export function brokenToken(node: ModelNode): TokenName {
  if (node.source.foreign) return 'warn';
  return node.view?.error !== undefined && node.view.tone === 'ask' ? 'ask' : 'bad';
}

/** Draws a text in one line, isolated and shortened to a width, its middle at `y`. */
export function drawText(
  context: CanvasRenderingContext2D,
  words: string,
  x: number,
  y: number,
  room: number,
  font: string,
  scene: Pick<DrawScene, 'measure'>,
): void {
  const shown = fitText(words, room, font, scene.measure);
  if (shown === '') return;
  context.font = font;
  context.textBaseline = 'middle';
  context.fillText(isolated(shown), x, y + 0.5);
}
