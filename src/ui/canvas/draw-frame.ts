import type { ModelNode } from './model-node.ts';
import { brokenToken, type DrawScene, isBroken, type NodeLook } from './draw-scene.ts';
import { drawnSize, titleHeight } from './litegraph.ts';

/** Radius of a node's corners, in graph units. */
export const cornerRadius = 11;

function outlineOf(width: number, height: number): Path2D {
  const path = new Path2D();
  path.roundRect(0, -titleHeight, width, titleHeight + height, cornerRadius);
  return path;
}

/** Draws the ground, the title band and the outline of a node. */
export function drawFrame(context: CanvasRenderingContext2D, node: ModelNode, look: NodeLook, scene: DrawScene): void {
  const { tokens } = scene;
  const { source } = node;
  const [width, height] = drawnSize(node.lite);
  const path = outlineOf(width, height);
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
      ? tokens[brokenToken(node)]
      : tokens[node.source.mode === 'bypassed' ? 'ask' : node.source.foreign ? 'line-strong' : 'line'];
  if (node.source.foreign) context.setLineDash([5, 4]);
  context.stroke(path);
  context.setLineDash([]);
  if (!look.selected || !broken) return;
  // Selected and broken: both are said, one inside the other.
  context.lineWidth = 1;
  context.strokeStyle = tokens[brokenToken(node)];
  const [width, height] = drawnSize(node.lite);
  context.beginPath();
  context.roundRect(2, 2 - titleHeight, width - 4, titleHeight + height - 4, cornerRadius - 2);
  context.stroke();
}
