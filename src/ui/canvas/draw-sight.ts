import type { Point } from '../../graph/document.ts';
import { socketToken } from '../style/tokens.ts';
import { traceLink } from './draw-links.ts';
import { drawSocket } from './draw-rows.ts';
import type { DrawScene } from './draw-scene.ts';
import type { GestureSight } from './gestures.ts';
import type { GraphModel } from './graph-model.ts';
import { titleHeight } from './litegraph.ts';
import type { HeldEnd } from './link-drop.ts';
import { wrapText } from './shown-text.ts';

/** Draws what a gesture shows over the graph: the box of a selection, or a held link and what letting go would do. */
export function drawSight(
  context: CanvasRenderingContext2D,
  model: GraphModel,
  sight: GestureSight,
  scene: DrawScene,
  scale: number,
): void {
  if (sight.box) drawBox(context, sight.box, scene, scale);
  if (!sight.held) return;
  const { ends, to, drop } = sight.held;
  for (const end of ends) drawHeld(context, model, end, to, scene);
  if (drop?.kind === 'refused') drawReason(context, to, drop.reason, scene, scale);
}

function drawBox(
  context: CanvasRenderingContext2D,
  [a, b]: readonly [Point, Point],
  scene: DrawScene,
  scale: number,
): void {
  context.beginPath();
  context.rect(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.abs(b[0] - a[0]), Math.abs(b[1] - a[1]));
  context.fillStyle = scene.tokens.accent;
  context.globalAlpha = 0.1;
  context.fill();
  context.globalAlpha = 1;
  context.lineWidth = 1 / scale;
  context.strokeStyle = scene.tokens.accent;
  context.stroke();
}

function drawHeld(
  context: CanvasRenderingContext2D,
  model: GraphModel,
  end: HeldEnd,
  to: Point,
  scene: DrawScene,
): void {
  const node = model.nodes.get('from' in end ? end.from.node : end.to.node);
  const slots = 'from' in end ? node?.lite.outputs : node?.lite.inputs;
  const name = 'from' in end ? end.from.output : end.to.input;
  const index = slots?.findIndex((slot) => slot.name === name) ?? -1;
  const slot = slots?.[index];
  if (!node || !slot) return;
  const place = node.lite.getConnectionPos('to' in end, index);
  const own: Point = node.lite.flags.collapsed
    ? [place[0] ?? 0, (node.lite.pos[1] ?? 0) - titleHeight / 2]
    : [place[0] ?? 0, place[1] ?? 0];
  const path = new Path2D();
  if ('from' in end) traceLink(path, own, to);
  else traceLink(path, to, own);
  const color = scene.tokens[socketToken(slot.type)];
  context.lineWidth = 2.5;
  context.strokeStyle = color;
  context.stroke(path);
  drawSocket(context, own[0], own[1], color, false, 4.5, scene);
  drawSocket(context, to[0], to[1], color, false, 4.5, scene);
}

/** Why letting go here would do nothing, beside the pointer, at the same size at every scale. */
function drawReason(
  context: CanvasRenderingContext2D,
  at: Point,
  reason: string,
  scene: DrawScene,
  scale: number,
): void {
  const { tokens, fonts, measure } = scene;
  const lines = wrapText(reason, 240, fonts.row, 3, measure);
  const width = Math.max(...lines.map((line) => measure(line, fonts.row))) + 20;
  const height = lines.length * 17 + 12;
  context.save();
  context.translate(at[0], at[1]);
  context.scale(1 / scale, 1 / scale);
  context.beginPath();
  context.roundRect(14, 14, width, height, 7);
  context.fillStyle = tokens['bg-1'];
  context.shadowColor = tokens.shade;
  context.shadowBlur = 12;
  context.fill();
  context.shadowColor = 'transparent';
  context.lineWidth = 1;
  context.strokeStyle = tokens.bad;
  context.stroke();
  context.fillStyle = tokens['text-1'];
  context.font = fonts.row;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  lines.forEach((line, index) => context.fillText(line, 24, 14 + 6 + 8.5 + index * 17));
  context.restore();
}
