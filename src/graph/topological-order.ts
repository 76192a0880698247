import type { GraphDocument, NodeId } from './document.ts';

export interface TopologicalOrder {
  /** Every node that is on no cycle and behind none, each after what it depends on; ties in document order. */
  readonly order: readonly NodeId[];
  /** Nodes that wait for themselves, or for such a node. */
  readonly stuck: ReadonlySet<NodeId>;
  /** One cycle by its nodes, in the direction of the links, where there is any. */
  readonly cycle: readonly NodeId[];
}

/** Orders a document's nodes (Kahn). Links to nodes that are not there do not count. */
export function topologicalOrder(document: GraphDocument): TopologicalOrder {
  const ids = document.nodes.map((node) => node.id);
  const following = new Map<NodeId, NodeId[]>(ids.map((id) => [id, []]));
  const waitsFor = new Map<NodeId, number>(ids.map((id) => [id, 0]));
  for (const { from, to } of document.links) {
    const list = following.get(from.node);
    const count = waitsFor.get(to.node);
    if (!list || count === undefined) continue;
    list.push(to.node);
    waitsFor.set(to.node, count + 1);
  }
  const order = ids.filter((id) => waitsFor.get(id) === 0);
  for (let at = 0; at < order.length; at++) {
    for (const next of following.get(order[at] as NodeId) ?? []) {
      const left = (waitsFor.get(next) ?? 0) - 1;
      waitsFor.set(next, left);
      if (left === 0) order.push(next);
    }
  }
  const placed = new Set(order);
  const stuck = new Set(ids.filter((id) => !placed.has(id)));
  return { order, stuck, cycle: findCycle(document, stuck) };
}

/** Walks backwards from a stuck node: everything stuck has a stuck node before it, so the walk must meet itself. */
function findCycle(document: GraphDocument, stuck: ReadonlySet<NodeId>): readonly NodeId[] {
  const before = new Map<NodeId, NodeId>();
  for (const { from, to } of document.links)
    if (stuck.has(from.node) && stuck.has(to.node)) before.set(to.node, from.node);
  const path: NodeId[] = [];
  const seen = new Map<NodeId, number>();
  for (let node = [...stuck][0]; node !== undefined; node = before.get(node)) {
    const first = seen.get(node);
    if (first !== undefined) return path.slice(first).reverse();
    seen.set(node, path.length);
    path.push(node);
  }
  return [];
}
