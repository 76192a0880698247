import { socketToken } from '../style/tokens.ts';
import type { Socket } from '../../graph/sockets-of.ts';
import { drawFaceStill, drawSettings } from './draw-fields.ts';
import { cornerRadius, drawFrame } from './draw-frame.ts';
import { drawHeader } from './draw-header.ts';
import { drawRows, drawSocket } from './draw-rows.ts';
import { brokenToken, type DrawScene, drawText, isBroken, kindToken, type NodeLook } from './draw-scene.ts';
import type { ModelNode } from './model-node.ts';
import { drawnSize, titleHeight } from './litegraph.ts';
import { padding } from './node-layout.ts';
import { toneToken } from './node-view.ts';
import { shownText } from './shown-text.ts';

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
  const [width, height] = drawnSize(node.lite);
  context.fillStyle = look.selected
    ? tokens.accent
    : isBroken(node)
      ? tokens[brokenToken(node)]
      : tokens[kindToken(node)];
  context.fillRect(0, -titleHeight, width, titleHeight);
  if (height === 0) return;
  context.fillStyle = look.selected ? tokens['bg-hover'] : tokens['bg-3'];
  context.fillRect(0, 0, width, height);
  const { tone } = node.view ?? {};
  if (tone === undefined || tone === 'idle') return;
  context.fillStyle = tokens[toneToken(tone)];
  context.fillRect(0, height - 14, width, 14);
}

function drawCollapsed(context: CanvasRenderingContext2D, node: ModelNode, look: NodeLook, scene: DrawScene): void {
  drawFrame(context, node, look, scene);
  const [width] = drawnSize(node.lite);
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
    drawText(
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

function drawMessage(context: CanvasRenderingContext2D, node: ModelNode, scene: DrawScene): void {
  const { message } = node.layout;
  if (!message) return;
  const tone = isBroken(node) ? scene.tokens[brokenToken(node)] : scene.tokens.warn;
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
    drawText(
      context,
      line,
      message.x + 6,
      message.y + 4 + 7.5 + index * 15,
      message.width - 8,
      scene.fonts.message,
      scene,
    ),
  );
}

/** The groove of the bar along the lower edge; the light in it runs in the layer over the canvas, where motion is cheap. */
function drawGroove(context: CanvasRenderingContext2D, node: ModelNode, { tokens }: DrawScene): void {
  const [width, height] = node.lite.size;
  context.save();
  context.beginPath();
  context.roundRect(0, -titleHeight, width, titleHeight + height, cornerRadius);
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
