import type { Socket } from '../../graph/sockets-of.ts';
import { socketToken } from '../style/tokens.ts';
import { type DrawScene, drawText } from './draw-scene.ts';
import type { ModelNode } from './model-node.ts';
import { padding } from './node-layout.ts';
import { toneToken } from './node-view.ts';
import { fitText, shownText } from './shown-text.ts';

/** Draws the sockets of a node, each with what is linked to it in words. */
export function drawRows(context: CanvasRenderingContext2D, node: ModelNode, scene: DrawScene): void {
  const { layout, sockets } = node;
  const width = node.lite.size[0];
  sockets.outputs.forEach((socket, index) => {
    const y = layout.outputs[index] ?? 0;
    withFit(context, scene, node, socket, 'output', () => {
      context.fillStyle = scene.tokens['text-2'];
      context.textAlign = 'right';
      drawText(context, rowLabel(node, socket), width - padding, y, width * 0.5, scene.fonts.row, scene);
      drawSocket(context, width, y, scene.tokens[socketToken(socket.type)], false, 4.5, scene);
    });
  });
  sockets.inputs.forEach((socket, index) => {
    withFit(context, scene, node, socket, 'input', () => drawInput(context, node, socket, index, scene));
  });
}

function drawInput(
  context: CanvasRenderingContext2D,
  node: ModelNode,
  socket: Socket,
  index: number,
  scene: DrawScene,
): void {
  const { tokens, fonts, measure } = scene;
  const y = node.layout.inputs[index] ?? 0;
  const width = node.lite.size[0];
  const output = node.sockets.outputs[index];
  const taken = output ? measure(rowLabel(node, output), fonts.row) + 14 : 0;
  const room = width - padding * 2 - taken;
  const title = scene.linkedTitle(node, index);
  const told = node.view?.linked?.get(socket.name) ?? node.view?.linked?.get(socket.spec);
  const words = title === undefined ? undefined : (told ?? title);
  const called = typeof words === 'object' ? words.label : undefined;
  const label = called === undefined ? rowLabel(node, socket) : shownText(called);
  const tone = toneOfInput(node, socket);
  context.textAlign = 'left';
  context.fillStyle = tokens[tone ?? (socket.free ? 'text-3' : 'text-2')];
  const shown = fitText(label, room, fonts.row, measure);
  drawText(context, shown, padding, y, room, fonts.row, scene);
  const left = room - measure(shown, fonts.row) - 12;
  // Beside an output a bare title is left out: the row is full, and the link's curve says the same.
  if (words && left > 24 && !(output && told === undefined)) {
    const given = typeof words === 'string' ? undefined : words.tone;
    context.fillStyle = given && given !== 'idle' ? tokens[toneToken(given)] : tokens['text-1'];
    context.textAlign = 'right';
    const value = shownText(typeof words === 'string' ? words : words.text);
    drawText(context, value, width - padding - taken, y, left, fonts.row, scene);
  }
  const hollow = socket.free || (node.lite.inputs[index]?.link ?? null) === null;
  if (tone === 'bad') drawMark(context, y, tokens.bad);
  drawSocket(context, 0, y, tokens[socketToken(socket.type)], hollow, 4.5, scene);
}

/** Whether something is wrong with an input, or may be. */
function toneOfInput({ view, problem }: ModelNode, { name, spec }: Socket): 'bad' | 'warn' | undefined {
  if (view?.marked?.has(name) || view?.marked?.has(spec)) return 'bad';
  if (problem?.place.input !== name && problem?.place.input !== spec) return undefined;
  return problem.severity === 'error' ? 'bad' : 'warn';
}

/** A ring around a socket with which something is wrong. */
function drawMark(context: CanvasRenderingContext2D, y: number, color: string): void {
  context.beginPath();
  context.arc(0, y, 9, 0, Math.PI * 2);
  context.lineWidth = 1.5;
  context.strokeStyle = color;
  context.stroke();
}

/** A socket's name as it stands on the node: short and in lower case, "image 2"; "add a shot" while it is free. */
function rowLabel(node: ModelNode, socket: Socket): string {
  if (!node.definition) return shownText(socket.label);
  const name = socket.spec.replaceAll('_', ' ');
  if (socket.name === socket.spec) return shownText(name);
  const one = name.replace(/s$/, '');
  if (socket.free) return `add ${/^[aeiou]/.test(one) ? 'an' : 'a'} ${one}`;
  return shownText(`${one} ${socket.name.slice(socket.spec.length + 1)}`);
}

/** Dims what a held link does not fit. */
function withFit(
  context: CanvasRenderingContext2D,
  scene: DrawScene,
  node: ModelNode,
  socket: Socket,
  side: 'input' | 'output',
  draw: () => void,
): void {
  const before = context.globalAlpha;
  if (scene.fits && !scene.fits(node, socket, side)) context.globalAlpha = before * 0.3;
  draw();
  context.globalAlpha = before;
}

/** A circle on the edge of a node, cut out from it; hollow while nothing is linked. */
export function drawSocket(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  color: string,
  hollow: boolean,
  size: number,
  { tokens }: Pick<DrawScene, 'tokens'>,
): void {
  context.beginPath();
  context.arc(x, y, size + 2, 0, Math.PI * 2);
  context.fillStyle = tokens['bg-canvas'];
  context.fill();
  context.beginPath();
  context.arc(x, y, hollow ? size - 0.25 : size, 0, Math.PI * 2);
  if (hollow) {
    context.fillStyle = tokens['bg-2'];
    context.fill();
    context.lineWidth = 2;
    context.strokeStyle = color;
    context.stroke();
  } else {
    context.fillStyle = color;
    context.fill();
  }
}
