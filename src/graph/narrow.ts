import { type GraphDocument, linksInto, type NodeId, nodeOf } from './document.ts';

/** Nodes of a document with everything before them that they need, however far back; ids that are not there are left out. */
export function withWhatTheyNeed(document: GraphDocument, nodes: Iterable<NodeId>): ReadonlySet<NodeId> {
  const needed = new Set([...nodes].filter((id) => nodeOf(document, id)));
  // A set goes on over what is added while it is walked.
  for (const id of needed) {
    for (const { from } of linksInto(document, id)) if (nodeOf(document, from.node)) needed.add(from.node);
  }
  return needed;
}

/**
 * A document narrowed to some nodes and what they need: every link into what stays stays, so that each node comes to the same
 * keys as before. What follows from them is simply not there.
 */
export function narrowed(document: GraphDocument, nodes: Iterable<NodeId>): GraphDocument {
  const needed = withWhatTheyNeed(document, nodes);
  return {
    ...document,
    nodes: document.nodes.filter(({ id }) => needed.has(id)),
    links: document.links.filter(({ to }) => needed.has(to.node)),
  };
}
