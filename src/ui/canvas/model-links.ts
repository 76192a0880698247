import type { GraphDocument, Link, NodeId } from '../../graph/document.ts';
import { createLiteLink } from './litegraph.ts';
import type { LiteGraphModel } from './litegraph-types.ts';
import type { ModelNode } from './model-node.ts';

export type Ends = Pick<Link, 'from' | 'to'>;

/** The links of litegraph's model, by socket names outside and by slots inside. */
export interface ModelLinks {
  /** Links two sockets that are there; anything else is left out. */
  attach(ends: Ends): void;
  /** Takes away what is linked into an input, and says what it was. */
  cut(to: Link['to']): Ends | undefined;
  /** Links anew from the document; only where links or sockets changed, for this touches every node. */
  relink(document: GraphDocument): void;
  all(): readonly Ends[];
}

export function createModelLinks(
  graph: LiteGraphModel,
  nodes: ReadonlyMap<NodeId, ModelNode>,
  byLite: ReadonlyMap<number, ModelNode>,
): ModelLinks {
  const attach = ({ from, to }: Ends): void => {
    const [source, target] = [nodes.get(from.node), nodes.get(to.node)];
    const originSlot = source?.sockets.outputs.findIndex((socket) => socket.name === from.output) ?? -1;
    const targetSlot = target?.sockets.inputs.findIndex((socket) => socket.name === to.input) ?? -1;
    const [output, input] = [source?.lite.outputs[originSlot], target?.lite.inputs[targetSlot]];
    if (!source || !target || !output || !input) return;
    const id = ++graph.last_link_id;
    graph.links[id] = createLiteLink(id, output.type, [source.lite.id, originSlot], [target.lite.id, targetSlot]);
    input.link = id;
    (output.links ??= []).push(id);
  };
  const endsOf = (id: number): Ends[] => {
    const link = graph.links[id];
    const [source, target] = [link && byLite.get(link.origin_id), link && byLite.get(link.target_id)];
    const output = link && source?.lite.outputs[link.origin_slot]?.name;
    const input = link && target?.lite.inputs[link.target_slot]?.name;
    if (!source || !target || output === undefined || input === undefined) return [];
    return [{ from: { node: source.ref, output }, to: { node: target.ref, input } }];
  };
  return {
    attach,
    cut({ node, input }) {
      const target = nodes.get(node);
      const slot = target?.lite.inputs.find((one) => one.name === input);
      const link = slot?.link == null ? undefined : graph.links[slot.link];
      const source = link && byLite.get(link.origin_id);
      const output = link && source?.lite.outputs[link.origin_slot];
      if (!slot || !link || !source || !output) return undefined;
      slot.link = null;
      output.links = (output.links ?? []).filter((id) => id !== link.id);
      Reflect.deleteProperty(graph.links, link.id);
      return { from: { node: source.ref, output: output.name }, to: { node, input } };
    },
    relink(document) {
      graph.links = {};
      for (const { lite } of nodes.values()) {
        for (const slot of lite.inputs) slot.link = null;
        for (const slot of lite.outputs) slot.links = null;
      }
      for (const link of document.links) attach(link);
    },
    all: () => Object.values(graph.links).flatMap((link) => endsOf(link.id)),
  };
}

/** Nodes at either end of a link that only one of two lists holds. */
export function touchedBy(before: readonly Link[], after: readonly Link[]): ReadonlySet<NodeId> {
  const [had, has] = [new Set(before), new Set(after)];
  const changed = [...before.filter((link) => !has.has(link)), ...after.filter((link) => !had.has(link))];
  return new Set(changed.flatMap((link) => [link.from.node, link.to.node]));
}
