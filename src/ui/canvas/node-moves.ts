import type { NodeId, Point } from '../../graph/document.ts';
import type { GraphModel } from './graph-model.ts';
import type { ModelGroup, ModelNode } from './model-node.ts';
import type { LinkDrop } from './link-drop.ts';
import { drawnSize, titleHeight } from './litegraph.ts';

/** Nodes and groups on the move, with where they came from. */
export interface Move {
  readonly starts: ReadonlyMap<NodeId, Point>;
  /** The node that is held: it is the one that snaps. */
  readonly lead: NodeId;
  readonly groups: readonly { readonly group: ModelGroup; readonly start: ModelGroup['bounds'] }[];
}

const gridStep = 10;

export function startsOf(model: GraphModel, ids: readonly NodeId[]): ReadonlyMap<NodeId, Point> {
  return new Map(
    ids.flatMap((id): [NodeId, Point][] => {
      const lite = model.nodes.get(id)?.lite;
      return lite ? [[id, [lite.pos[0] ?? 0, lite.pos[1] ?? 0]]] : [];
    }),
  );
}

export function moveNodes(model: GraphModel, move: Move, by: Point): void {
  for (const [id, from] of move.starts) {
    const lite = model.nodes.get(id)?.lite;
    if (!lite) continue;
    lite.pos[0] = from[0] + by[0];
    lite.pos[1] = from[1] + by[1];
  }
  for (const { group, start } of move.groups) {
    group.bounds[0] = start[0] + by[0];
    group.bounds[1] = start[1] + by[1];
  }
}

/** A movement that brings a place to the grid. */
export function snapped(from: Point | readonly [number, number] = [0, 0], by: Point): Point {
  const snap = (value: number): number => Math.round(value / gridStep) * gridStep;
  return [snap(from[0] + by[0]) - from[0], snap(from[1] + by[1]) - from[1]];
}

/** Nodes whose middle is inside a group. */
export function insideOf(model: GraphModel, { bounds }: ModelGroup): readonly NodeId[] {
  const inside = ({ lite }: ModelNode): boolean => {
    const x = (lite.pos[0] ?? 0) + lite.size[0] / 2 - bounds[0];
    const y = (lite.pos[1] ?? 0) + lite.size[1] / 2 - bounds[1];
    return x >= 0 && y >= 0 && x <= bounds[2] && y <= bounds[3];
  };
  return [...model.nodes.values()].filter(inside).map((node) => node.ref);
}

/** Nodes that a box touches. */
export function insideBox(model: GraphModel, a: Point, b: Point): readonly NodeId[] {
  const [left, right] = [Math.min(a[0], b[0]), Math.max(a[0], b[0])];
  const [top, bottom] = [Math.min(a[1], b[1]), Math.max(a[1], b[1])];
  const touched = ({ lite }: ModelNode): boolean => {
    const [x, y] = [lite.pos[0] ?? 0, lite.pos[1] ?? 0];
    const [width, height] = drawnSize(lite);
    return x < right && x + width > left && y - titleHeight < bottom && y + height > top;
  };
  return [...model.nodes.values()].filter(touched).map((node) => node.ref);
}

/** Stands a new node halfway between two others, and links through it. */
export function putBetween(model: GraphModel, drop: Extract<LinkDrop, { kind: 'between' }>): void {
  const [from, to] = [model.nodes.get(drop.from.node)?.lite, model.nodes.get(drop.to.node)?.lite];
  if (!from || !to) return;
  const added = model.addNew(drop.type, [0, 0]);
  if (!added) return;
  const gapStart = (from.pos[0] ?? 0) + from.size[0];
  const middle = (gapStart + (to.pos[0] ?? 0)) / 2 - added.lite.size[0] / 2;
  added.lite.pos[0] = Math.max(gapStart + 24, middle);
  added.lite.pos[1] = Math.min(from.pos[1] ?? 0, to.pos[1] ?? 0);
  model.connect(drop.from, { node: added.ref, input: drop.input });
  model.connect({ node: added.ref, output: drop.output }, drop.to);
}
