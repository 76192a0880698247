import type { AnyNodeDefinition } from '../../graph/definition.ts';
import type { GraphNode, Group, NodeId, Point } from '../../graph/document.ts';
import type { Problem } from '../../graph/problem.ts';
import type { NodeSockets } from '../../graph/sockets-of.ts';
import type { LiteNode } from './litegraph-types.ts';
import { boundedPoint, type NodeLayout } from './node-layout.ts';
import type { NodeView } from './node-view.ts';
import type { AddedNode, MovedNode } from './read-back.ts';

/** A node as the canvas draws it: litegraph's, with the words and places of ours. */
export interface ModelNode {
  /** The document's id, or a name made here for a node that a gesture brings in. */
  readonly ref: NodeId;
  readonly lite: LiteNode;
  source: GraphNode;
  definition: AnyNodeDefinition | undefined;
  title: string;
  sockets: NodeSockets;
  view: NodeView | undefined;
  problem: Problem | undefined;
  layout: NodeLayout;
  /** How tall it was without its message, and how tall it might have become, where it has one. */
  room?: { readonly base: number; readonly tall: number } | undefined;
  like?: AddedNode['like'];
}

/** A group as the canvas draws it, while it is dragged. */
export interface ModelGroup {
  readonly source: Group;
  bounds: [number, number, number, number];
}

/** Difference of a node to the document; 32-bit floats that hold what the document says count as untouched. */
export function movedNode({ lite, source, layout }: ModelNode): MovedNode[] {
  const drawn = boundedPoint(source.pos);
  const moved = lite.pos[0] !== Math.fround(drawn[0]) || lite.pos[1] !== Math.fround(drawn[1]);
  const resized = lite.size[0] !== layout.width || lite.size[1] !== layout.height;
  const folded = (lite.flags.collapsed ?? false) !== source.collapsed;
  if (!moved && !resized && !folded) return [];
  return [
    {
      id: source.id,
      ...(moved && { pos: roundedPos(lite) }),
      ...(resized && { size: [Math.round(lite.size[0]), Math.round(lite.size[1])] as const }),
      ...(folded && { collapsed: lite.flags.collapsed ?? false }),
    },
  ];
}

export function roundedPos(lite: LiteNode): Point {
  return [Math.round(lite.pos[0] ?? 0), Math.round(lite.pos[1] ?? 0)];
}

/** Gives litegraph the sockets of a node; whether any came, went or changed. */
export function setSlots(node: ModelNode): boolean {
  const { lite, sockets } = node;
  const same = (slots: LiteNode['inputs'], wanted: NodeSockets['inputs']): boolean =>
    slots.length === wanted.length &&
    slots.every((slot, index) => slot.name === wanted[index]?.name && slot.type === wanted[index]?.type);
  if (same(lite.inputs, sockets.inputs) && same(lite.outputs, sockets.outputs)) return false;
  lite.inputs = sockets.inputs.map(({ name, type }) => ({ name, type, pos: [0, 0], link: null }));
  lite.outputs = sockets.outputs.map(({ name, type }) => ({ name, type, pos: [0, 0], links: null }));
  return true;
}

/** Puts the sockets where the layout has their rows. */
export function fitSlots({ lite, layout }: ModelNode): void {
  lite.inputs.forEach((slot, index) => (slot.pos = [0, layout.inputs[index] ?? 0]));
  lite.outputs.forEach((slot, index) => (slot.pos = [lite.size[0], layout.outputs[index] ?? 0]));
}
