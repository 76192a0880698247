import type { GraphNode } from '../../graph/document.ts';
import type { Socket } from '../../graph/sockets-of.ts';
import { socketToken, type TokenName, type Tokens } from '../style/tokens.ts';
import type { CanvasFonts } from './canvas-fonts.ts';
import type { ModelNode } from './graph-model.ts';
import type { Detail } from './level-of-detail.ts';
import { titleHeight } from './litegraph.ts';
import { padding, settingHeight } from './node-layout.ts';
import { type LinkedWords, toneToken } from './node-view.ts';
import { fitText, isolated, type Measure, shownText } from './shown-text.ts';

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

const radius = 11;

/** The token of the dot before a title: what the node gives, else what it takes. */
export function kindToken(node: ModelNode): TokenName {
  const socket = node.sockets.outputs[0] ?? node.sockets.inputs[0];
  return node.source.foreign || !socket ? 'text-3' : socketToken(socket.type);
}

/** Draws a node with the context's origin at its position. */
export function drawNode(context: CanvasRenderingContext2D, node: ModelNode, look: NodeLook, scene: DrawScene): void {
  const { source } = node;
  context.globalAlpha = source.mode === 'muted' ? 0.45 : 1;
  if (scene.detail === 'blocks') drawBlocks(context, node, look, scene);
  else if (source.collapsed) drawCollapsed(context, node, look, scene);
  else drawWhole(context, node, look, scene);
  context.globalAlpha = 1;
}

/** Two rectangles: enough to find one's way among thousands. */
function drawBlocks(context: CanvasRenderingContext2D, node: ModelNode, look: NodeLook, { tokens }: DrawScene): void {
  const { width, height } = shownSize(node);
  context.fillStyle = look.selected ? tokens.accent : isBroken(node) ? tokens.bad : tokens[kindToken(node)];
  context.fillRect(0, -titleHeight, width, titleHeight);
  if (height === 0) return;
  context.fillStyle = look.selected ? tokens['bg-hover'] : tokens['bg-3'];
  context.fillRect(0, 0, width, height);
}

function shownSize({ lite }: ModelNode): { width: number; height: number } {
  return lite.flags.collapsed
    ? { width: lite._collapsed_width ?? lite.size[0], height: 0 }
    : { width: lite.size[0], height: lite.size[1] };
}

function isBroken(node: ModelNode): boolean {
  return node.view?.error !== undefined || node.problem?.severity === 'error';
}

function drawFrame(context: CanvasRenderingContext2D, node: ModelNode, look: NodeLook, scene: DrawScene): void {
  const { tokens } = scene;
  const { source } = node;
  const { width, height } = shownSize(node);
  const path = new Path2D();
  path.roundRect(0, -titleHeight, width, titleHeight + height, radius);
  context.save();
  context.shadowColor = tokens.shade;
  context.shadowBlur = 18;
  context.shadowOffsetY = 6;
  context.fillStyle = tokens['bg-2'];
  context.fill(path);
  context.restore();
  context.save();
  context.clip(path);
  context.fillStyle = look.hovered ? tokens['bg-hover'] : tokens['bg-3'];
  context.fillRect(0, -titleHeight, width, titleHeight);
  if (height > 0) {
    context.fillStyle = tokens.line;
    context.fillRect(0, -1, width, 1);
  }
  if (source.mode === 'bypassed') {
    context.fillStyle = tokens.ask;
    context.globalAlpha *= 0.14;
    context.fillRect(0, -titleHeight, width, titleHeight + height);
  }
  context.restore();
  drawOutline(context, node, look, scene, path);
}

function drawOutline(
  context: CanvasRenderingContext2D,
  node: ModelNode,
  look: NodeLook,
  { tokens }: DrawScene,
  path: Path2D,
): void {
  const broken = isBroken(node);
  const marked = look.selected || look.aimed;
  context.lineWidth = marked ? 2 : broken ? 1.5 : 1;
  context.strokeStyle = marked
    ? tokens.accent
    : broken
      ? tokens.bad
      : tokens[node.source.mode === 'bypassed' ? 'ask' : node.source.foreign ? 'line-strong' : 'line'];
  if (node.source.foreign) context.setLineDash([5, 4]);
  context.stroke(path);
  context.setLineDash([]);
  if (!look.selected || !broken) return;
  // Selected and broken: both are said, one inside the other.
  context.lineWidth = 1;
  context.strokeStyle = tokens.bad;
  const { width, height } = shownSize(node);
  context.beginPath();
  context.roundRect(2, 2 - titleHeight, width - 4, titleHeight + height - 4, radius - 2);
  context.stroke();
}

function drawCollapsed(context: CanvasRenderingContext2D, node: ModelNode, look: NodeLook, scene: DrawScene): void {
  drawFrame(context, node, look, scene);
  const { width } = shownSize(node);
  drawHeader(context, node, width, scene, false);
  const end = (x: number, socket: Socket | undefined): void => {
    if (socket) drawSocket(context, x, -titleHeight / 2, scene.tokens[socketToken(socket.type)], false, 4, scene);
  };
  end(0, node.sockets.inputs[0]);
  end(width, node.sockets.outputs[0]);
}

function drawWhole(context: CanvasRenderingContext2D, node: ModelNode, look: NodeLook, scene: DrawScene): void {
  drawFrame(context, node, look, scene);
  drawHeader(context, node, node.lite.size[0], scene, true);
  drawRows(context, node, scene);
  drawSettings(context, node, scene);
  drawFaceStill(context, node, scene);
  const { layout, view } = node;
  context.textAlign = 'left';
  if (layout.detail !== undefined && view?.detail !== undefined) {
    context.fillStyle = scene.tokens['text-3'];
    text(
      context,
      shownText(view.detail),
      padding,
      layout.detail + 9,
      node.lite.size[0] - padding * 2,
      scene.fonts.small,
      scene,
    );
  }
  drawMessage(context, node, scene);
  if (view?.progress) drawGroove(context, node, scene);
  if (look.hovered || look.selected) drawGrip(context, node, scene);
}

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

function drawHeader(
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
  if (words) {
    // The title keeps at least a third: a long state gives way first.
    const room = Math.max(40, (width - padding * 2) * 0.62);
    const shown = fitText(words.text, room, fonts.state, measure);
    const left = right - measure(shown, fonts.state);
    context.fillStyle = tokens[words.token];
    context.textAlign = 'left';
    text(context, shown, left, middle, room + 2, fonts.state, scene);
    context.beginPath();
    context.arc(left - 8, middle, 3, 0, Math.PI * 2);
    context.fill();
    right = left - 18;
  }
  context.fillStyle = tokens['text-1'];
  context.textAlign = 'left';
  text(context, node.title, padding + 16, middle, right - padding - 16, fonts.title, scene);
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

function drawRows(context: CanvasRenderingContext2D, node: ModelNode, scene: DrawScene): void {
  const { layout, sockets } = node;
  const width = node.lite.size[0];
  sockets.outputs.forEach((socket, index) => {
    const y = layout.outputs[index] ?? 0;
    withFit(context, scene, node, socket, 'output', () => {
      context.fillStyle = scene.tokens['text-2'];
      context.textAlign = 'right';
      text(context, shownText(socket.label), width - padding, y, width * 0.5, scene.fonts.row, scene);
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
  const taken = output ? measure(shownText(output.label), fonts.row) + 14 : 0;
  const room = width - padding * 2 - taken;
  const words = socket.free ? undefined : linkedWords(node, socket, index, scene);
  const given = typeof words === 'object' ? words.label : undefined;
  const label = socket.free ? freeLabel(node, socket) : shownText(given ?? socket.label);
  const missing = node.problem?.place.input === socket.name || node.problem?.place.input === socket.spec;
  context.textAlign = 'left';
  context.fillStyle = missing ? tokens.bad : tokens[socket.free ? 'text-3' : 'text-2'];
  const shown = fitText(label, room, fonts.row, measure);
  text(context, shown, padding, y, room, fonts.row, scene);
  const left = room - measure(shown, fonts.row) - 12;
  // Beside an output the row is full: its own curve shows where the link comes from.
  if (words && !output && left > 24) {
    const tone = typeof words === 'string' ? undefined : words.tone;
    context.fillStyle = tone && tone !== 'idle' ? tokens[toneToken(tone)] : tokens['text-1'];
    context.textAlign = 'right';
    const value = shownText(typeof words === 'string' ? words : words.text);
    text(context, value, width - padding - taken, y, left, fonts.row, scene);
  }
  const hollow = socket.free || (node.lite.inputs[index]?.link ?? null) === null;
  drawSocket(context, 0, y, tokens[socketToken(socket.type)], hollow, 4.5, scene);
}

function linkedWords(node: ModelNode, socket: Socket, index: number, scene: DrawScene): LinkedWords | undefined {
  const title = scene.linkedTitle(node, index);
  if (title === undefined) return undefined;
  return node.view?.linked?.get(socket.name) ?? node.view?.linked?.get(socket.spec) ?? title;
}

/** "add a shot" for the free socket of `shots`. */
function freeLabel(node: ModelNode, socket: Socket): string {
  const spec = node.definition?.inputs[socket.spec];
  const one = (spec?.label ?? socket.spec).toLowerCase().replace(/s$/, '');
  return `add ${/^[aeiou]/.test(one) ? 'an' : 'a'} ${one}`;
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

function drawSettings(context: CanvasRenderingContext2D, node: ModelNode, scene: DrawScene): void {
  const { tokens, fonts, measure } = scene;
  const inner = node.lite.size[0] - padding * 2;
  node.view?.summary?.forEach((row, index) => {
    const top = node.layout.settings[index];
    if (top === undefined) return;
    drawField(context, padding, top, inner, settingHeight, 4, tokens);
    const middle = top + settingHeight / 2;
    const value = fitText(shownText(row.value), inner * 0.6, fonts.row, measure);
    const room = inner - 16 - measure(value, fonts.row) - 8;
    context.fillStyle = tokens['text-2'];
    context.textAlign = 'left';
    text(context, shownText(row.label), padding + 8, middle, room, fonts.row, scene);
    context.fillStyle = tokens['text-1'];
    context.textAlign = 'right';
    text(context, value, padding + inner - 8, middle, inner * 0.6 + 2, fonts.row, scene);
  });
}

function drawField(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
  corner: number,
  tokens: Tokens,
): void {
  context.beginPath();
  context.roundRect(x + 0.5, y + 0.5, width - 1, height - 1, corner);
  context.fillStyle = tokens['bg-field'];
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = tokens.line;
  context.stroke();
}

/** Where a face stands over the canvas: its ground, and below the scale for faces a still of what it shows. */
function drawFaceStill(context: CanvasRenderingContext2D, node: ModelNode, scene: DrawScene): void {
  const { face } = node.layout;
  if (!face) return;
  drawField(context, face.x, face.y, face.width, face.height, 7, scene.tokens);
  if (scene.detail === 'full') return;
  const picture = scene.still(node);
  if (picture) {
    context.save();
    context.beginPath();
    context.roundRect(face.x, face.y, face.width, face.height, 7);
    context.clip();
    context.drawImage(picture, face.x, face.y, face.width, face.height);
    context.restore();
    return;
  }
  const param = node.definition?.faceParam;
  const value = param !== undefined && Object.hasOwn(node.source.params, param) ? node.source.params[param] : undefined;
  if (typeof value !== 'string' || node.definition?.face !== 'text') return;
  // At this size nobody reads: bars stand for lines.
  context.fillStyle = scene.tokens['text-3'];
  const lines = Math.min(
    Math.floor((face.height - 12) / 14),
    Math.ceil(Math.min(value.length, 2000) / (face.width / 7)),
  );
  for (let line = 0; line < lines; line++) {
    const last = line === lines - 1;
    context.fillRect(face.x + 8, face.y + 12 + line * 14, (face.width - 16) * (last ? 0.55 : 1), 4);
  }
}

function drawMessage(context: CanvasRenderingContext2D, node: ModelNode, scene: DrawScene): void {
  const { message } = node.layout;
  if (!message) return;
  const tone = isBroken(node) ? scene.tokens.bad : scene.tokens.warn;
  const alpha = context.globalAlpha;
  context.beginPath();
  context.roundRect(message.x, message.y, message.width, message.height, 5);
  context.fillStyle = tone;
  context.globalAlpha = alpha * 0.12;
  context.fill();
  context.globalAlpha = alpha;
  context.fillStyle = tone;
  context.textAlign = 'left';
  message.lines.forEach((line, index) =>
    text(context, line, message.x + 6, message.y + 4 + 7.5 + index * 15, message.width - 8, scene.fonts.message, scene),
  );
}

/** The groove of the bar along the lower edge; the light in it runs in the layer over the canvas, where motion is cheap. */
function drawGroove(context: CanvasRenderingContext2D, node: ModelNode, { tokens }: DrawScene): void {
  const [width, height] = node.lite.size;
  context.save();
  context.beginPath();
  context.roundRect(0, -titleHeight, width, titleHeight + height, radius);
  context.clip();
  context.fillStyle = tokens.busy;
  context.globalAlpha *= 0.35;
  context.fillRect(0, height - 4, width, 3);
  context.restore();
}

function drawGrip(context: CanvasRenderingContext2D, node: ModelNode, { tokens }: DrawScene): void {
  const [width, height] = node.lite.size;
  context.strokeStyle = tokens['line-strong'];
  context.lineWidth = 1.5;
  context.beginPath();
  for (const step of [5, 9]) {
    context.moveTo(width - 3 - step, height - 4);
    context.lineTo(width - 4, height - 3 - step);
  }
  context.stroke();
}

/** Draws a text in one line, isolated and shortened to a width, its middle at `y`. */
function text(
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
