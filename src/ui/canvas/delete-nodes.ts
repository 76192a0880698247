import { type GraphDocument, type Link, type NodeId, linkInto } from '../../graph/document.ts';
import { connect, removeNodes } from '../../graph/edit.ts';
import { linkRefusal } from '../../graph/link-refusal.ts';
import type { NodeRegistry } from '../../graph/registry.ts';

/** Deletes nodes; what stood before and after a deleted one is linked where the types fit. */
export function deleteNodes(document: GraphDocument, ids: ReadonlySet<NodeId>, registry: NodeRegistry): GraphDocument {
  const bridged = document.links.reduce((next, link) => {
    if (!ids.has(link.from.node) || ids.has(link.to.node)) return next;
    const source = sourcesBefore(document, link.from.node, ids).find(
      (from) => linkRefusal(document, registry, from, link.to) === undefined,
    );
    // Over the same input: when the old link goes with its node, the new one keeps the number of a growing input.
    return source ? connect(next, source, link.to) : next;
  }, document);
  return removeNodes(bridged, ids, registry);
}

/** The outputs that fed a node, through any number of nodes that are deleted with it. */
function sourcesBefore(document: GraphDocument, node: NodeId, ids: ReadonlySet<NodeId>): readonly Link['from'][] {
  const found: Link['from'][] = [];
  const seen = new Set<NodeId>();
  const queue = [node];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    if (seen.has(id)) continue;
    seen.add(id);
    for (const { to } of document.links.filter((link) => link.to.node === id)) {
      const from = linkInto(document, id, to.input)?.from;
      if (!from) continue;
      if (ids.has(from.node)) queue.push(from.node);
      else found.push(from);
    }
  }
  return found;
}
