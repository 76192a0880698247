import { socketToken, type Tokens } from '../style/tokens.ts';
import type { GraphModel } from './graph-model.ts';
import type { Detail } from './level-of-detail.ts';
import type { LiteLink } from './litegraph-types.ts';
import { linkMiddle, nodeById, setLinkMiddle } from './litegraph.ts';

type Pair = readonly [x: number, y: number];

/** How far a link's curve reaches out of its sockets, in graph units. */
export function linkReach(a: Pair, b: Pair): number {
  return Math.max(46, Math.min(180, Math.abs(b[0] - a[0]) * 0.5));
}

/** Adds a link's curve from an output to an input to a path. */
export function traceLink(path: Path2D, a: Pair, b: Pair): void {
  const reach = linkReach(a, b);
  path.moveTo(a[0], a[1]);
  path.bezierCurveTo(a[0] + reach, a[1], b[0] - reach, b[1], b[0], b[1]);
}

export interface LinkScene {
  readonly tokens: Tokens;
  readonly detail: Detail;
  /** CSS pixels for a graph unit. */
  readonly scale: number;
  /** left, top, width, height of what is shown, in graph units. */
  readonly area: ArrayLike<number>;
  readonly isSelected: (lite: number) => boolean;
  readonly hovered: number | undefined;
}

/** Draws all links in view, and tells litegraph's list of visible ones. Links of one colour are one path. */
export function drawLinks(
  context: CanvasRenderingContext2D,
  model: GraphModel,
  visible: LiteLink[],
  scene: LinkScene,
): void {
  const paths = new Map<string, { readonly path: Path2D; readonly bold: boolean; readonly color: string }>();
  visible.length = 0;
  const { graph } = model;
  const [start, end] = [new Float32Array(2), new Float32Array(2)];
  for (const link of Object.values(graph.links)) {
    const [origin, target] = [nodeById(graph, link.origin_id), nodeById(graph, link.target_id)];
    if (!origin || !target) continue;
    origin.getConnectionPos(false, link.origin_slot, start);
    target.getConnectionPos(true, link.target_slot, end);
    const a: Pair = [start[0] ?? 0, start[1] ?? 0];
    const b: Pair = [end[0] ?? 0, end[1] ?? 0];
    if (!inView(a, b, scene.area)) continue;
    setLinkMiddle(link, [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]);
    visible.push(link);
    const bold = scene.isSelected(link.origin_id) || scene.isSelected(link.target_id) || scene.hovered === link.id;
    const color = scene.tokens[socketToken(link.type)];
    const key = `${color}${bold}`;
    let entry = paths.get(key);
    if (!entry) paths.set(key, (entry = { path: new Path2D(), bold, color }));
    if (scene.detail === 'blocks') {
      entry.path.moveTo(a[0], a[1]);
      entry.path.lineTo(b[0], b[1]);
    } else traceLink(entry.path, a, b);
  }
  for (const { path, bold, color } of paths.values()) {
    context.globalAlpha = bold ? 1 : 0.75;
    // Never thinner than a pixel: a graph seen from afar keeps its links.
    context.lineWidth = Math.max(bold ? 2.75 : 2, (bold ? 1.5 : 1) / scene.scale);
    context.strokeStyle = color;
    context.stroke(path);
  }
  context.globalAlpha = 1;
  if (scene.detail === 'full') drawMiddle(context, visible, scene);
}

/** A dot in the middle of the link under the pointer: there its menu opens. */
function drawMiddle(context: CanvasRenderingContext2D, visible: readonly LiteLink[], scene: LinkScene): void {
  const link = visible.find((one) => one.id === scene.hovered);
  if (!link) return;
  context.beginPath();
  const [x, y] = linkMiddle(link);
  context.arc(x, y, 6, 0, Math.PI * 2);
  context.fillStyle = scene.tokens['bg-canvas'];
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = scene.tokens[socketToken(link.type)];
  context.stroke();
}

/** Whether the box around a curve touches what is shown. */
function inView(a: Pair, b: Pair, area: ArrayLike<number>): boolean {
  const reach = linkReach(a, b) + 4;
  const [left, top, width, height] = [area[0] ?? 0, area[1] ?? 0, area[2] ?? 0, area[3] ?? 0];
  return (
    Math.max(a[0], b[0]) + reach > left &&
    Math.min(a[0], b[0]) - reach < left + width &&
    Math.max(a[1], b[1]) + 4 > top &&
    Math.min(a[1], b[1]) - 4 < top + height
  );
}
