import type { Link, NodeId, Point } from '../../graph/document.ts';
import { groupCorner, groupTitle } from './draw-groups.ts';
import type { GraphModel } from './graph-model.ts';
import type { ModelGroup, ModelNode } from './model-node.ts';
import type { LiteLink, LiteNode } from './litegraph-types.ts';
import { linkMiddle, nodeById, titleHeight } from './litegraph.ts';
import { rowHeight } from './node-layout.ts';

/** What is under a point of the graph. */
export type Hit =
  | { readonly kind: 'input' | 'output'; readonly node: NodeId; readonly socket: string; readonly slot: number }
  | { readonly kind: 'node'; readonly node: NodeId; readonly part: 'dot' | 'title' | 'corner' | 'body' }
  | { readonly kind: 'link'; readonly link: LiteLink; readonly to: Link['to'] }
  | { readonly kind: 'group'; readonly group: ModelGroup; readonly part: 'title' | 'corner' }
  | { readonly kind: 'empty' };

/** How far beside its circle a socket is still caught, in graph units. */
const socketReach = 14;
const cornerReach = 12;

/** What is under a point: the topmost node with its sockets first, then links' middles, then groups. */
export function hitAt(
  model: GraphModel,
  seen: { readonly nodes: readonly LiteNode[]; readonly links: readonly LiteLink[]; readonly sockets: boolean },
  at: Point,
): Hit {
  for (let index = seen.nodes.length - 1; index >= 0; index--) {
    const lite = seen.nodes[index];
    const node = lite && model.of(lite);
    if (!lite || !node || !lite.isPointInside(at[0], at[1], socketReach)) continue;
    const socket = seen.sockets ? socketAt(node, at) : undefined;
    if (socket) return socket;
    if (lite.isPointInside(at[0], at[1])) return { kind: 'node', node: node.ref, part: partAt(lite, at) };
  }
  for (const link of seen.links) {
    const middle = linkMiddle(link);
    if (Math.hypot(middle[0] - at[0], middle[1] - at[1]) > 8) continue;
    const target = nodeById(model.graph, link.target_id);
    const node = target && model.of(target);
    const input = target?.inputs[link.target_slot]?.name;
    if (node && input !== undefined) return { kind: 'link', link, to: { node: node.ref, input } };
  }
  return groupAt(model, at) ?? { kind: 'empty' };
}

/** The socket whose row a point is on: near its circle. */
function socketAt(node: ModelNode, at: Point): Hit | undefined {
  const { lite } = node;
  if (lite.flags.collapsed) return undefined;
  const [x, y] = [at[0] - (lite.pos[0] ?? 0), at[1] - (lite.pos[1] ?? 0)];
  const near = (slots: readonly LiteNode['inputs'][number][]): number =>
    slots.findIndex((slot) => Math.abs(y - slot.pos[1]) <= rowHeight / 2 && Math.abs(x - slot.pos[0]) <= socketReach);
  const output = near(lite.outputs);
  const input = near(lite.inputs);
  const slot = output >= 0 ? output : input;
  const socket = (output >= 0 ? lite.outputs : lite.inputs)[slot];
  if (!socket) return undefined;
  return { kind: output >= 0 ? 'output' : 'input', node: node.ref, socket: socket.name, slot };
}

/** The input, or output, whose whole row a point is on: where a held link may be dropped without aiming. */
export function rowSocketAt(node: ModelNode, side: 'input' | 'output', at: Point): string | undefined {
  const { lite } = node;
  if (lite.flags.collapsed) return undefined;
  const [x, y] = [at[0] - (lite.pos[0] ?? 0), at[1] - (lite.pos[1] ?? 0)];
  const onSide = side === 'input' ? x <= lite.size[0] * 0.6 : x >= lite.size[0] * 0.4;
  const slots = side === 'input' ? lite.inputs : lite.outputs;
  return onSide ? slots.find((slot) => Math.abs(y - slot.pos[1]) <= rowHeight / 2)?.name : undefined;
}

function partAt(lite: LiteNode, at: Point): 'dot' | 'title' | 'corner' | 'body' {
  const [x, y] = [at[0] - (lite.pos[0] ?? 0), at[1] - (lite.pos[1] ?? 0)];
  if (y < 0) return x < 24 && y > -titleHeight ? 'dot' : 'title';
  return x > lite.size[0] - cornerReach && y > lite.size[1] - cornerReach ? 'corner' : 'body';
}

function groupAt(model: GraphModel, at: Point): Hit | undefined {
  for (let index = model.groups.length - 1; index >= 0; index--) {
    const group = model.groups[index];
    if (!group) continue;
    const [x, y] = [at[0] - group.bounds[0], at[1] - group.bounds[1]];
    const [width, height] = [group.bounds[2], group.bounds[3]];
    if (x < 0 || y < 0 || x > width || y > height) continue;
    if (x > width - groupCorner && y > height - groupCorner) return { kind: 'group', group, part: 'corner' };
    if (y < groupTitle) return { kind: 'group', group, part: 'title' };
  }
  return undefined;
}

/** The CSS cursor over what is under the pointer. */
export function cursorOver(hit: Hit): string {
  switch (hit.kind) {
    case 'input':
    case 'output':
      return 'crosshair';
    case 'node':
      return hit.part === 'corner' ? 'nwse-resize' : hit.part === 'dot' ? 'pointer' : 'default';
    case 'group':
      return hit.part === 'corner' ? 'nwse-resize' : 'move';
    case 'link':
      return 'pointer';
    case 'empty':
      return 'default';
  }
}
