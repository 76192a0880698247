import type { GraphNode } from '../../graph/document.ts';
import type { TokenName } from '../style/tokens.ts';
import { type DrawScene, drawText, kindToken } from './draw-scene.ts';
import type { ModelNode } from './model-node.ts';
import { titleHeight } from './litegraph.ts';
import { padding } from './node-layout.ts';
import { toneToken } from './node-view.ts';
import { fitText, shownText } from './shown-text.ts';

/** The words at the right of the title: how the node stands, or what was done to it. */
function stateWords({ source, view }: ModelNode): { text: string; token: TokenName } | undefined {
  const words = modeWords(source);
  if (words) return words;
  return view && view.text !== '' ? { text: shownText(view.text), token: toneToken(view.tone) } : undefined;
}

function modeWords(source: GraphNode): { text: string; token: TokenName } | undefined {
  if (source.mode === 'muted') return { text: 'muted', token: 'text-3' };
  if (source.mode === 'bypassed') return { text: 'bypassed', token: 'ask' };
  return source.foreign ? { text: 'not known here', token: 'warn' } : undefined;
}

/** Draws kind, title and state in one line; `withState` is false on folded nodes. */
export function drawHeader(
  context: CanvasRenderingContext2D,
  node: ModelNode,
  width: number,
  scene: DrawScene,
  withState: boolean,
): void {
  const { tokens, fonts, measure } = scene;
  const middle = -titleHeight / 2;
  context.fillStyle = tokens[kindToken(node)];
  context.beginPath();
  context.roundRect(padding, middle - 4, 8, 8, 3);
  context.fill();
  const words = withState ? stateWords(node) : undefined;
  let right = width - padding;
  if (node.source.pinned) {
    drawPin(context, right - 4, middle, tokens['text-3']);
    right -= 16;
  }
  if (node.problem?.severity === 'warning') {
    context.fillStyle = tokens.warn;
    context.textAlign = 'right';
    drawText(context, '!', right, middle, 12, fonts.title, scene);
    right -= 12;
  }
  if (words) {
    // The title keeps what it needs, up to a third: beyond that a long state goes first.
    const inner = right - padding - 16;
    const room = Math.max(40, inner - 18 - Math.min(measure(node.title, fonts.title), inner / 3));
    const shown = fitText(words.text, room, fonts.state, measure);
    const left = right - measure(shown, fonts.state);
    context.fillStyle = tokens[words.token];
    context.textAlign = 'left';
    drawText(context, shown, left, middle, room + 2, fonts.state, scene);
    context.beginPath();
    context.arc(left - 8, middle, 3, 0, Math.PI * 2);
    context.fill();
    right = left - 18;
  }
  context.fillStyle = tokens['text-1'];
  context.textAlign = 'left';
  drawText(context, node.title, padding + 16, middle, right - padding - 16, fonts.title, scene);
}

function drawPin(context: CanvasRenderingContext2D, x: number, y: number, color: string): void {
  context.strokeStyle = color;
  context.lineWidth = 1.4;
  context.beginPath();
  context.arc(x, y - 2, 3, 0, Math.PI * 2);
  context.moveTo(x, y + 1);
  context.lineTo(x, y + 6);
  context.stroke();
}
