import { type GraphDocument, type GraphNode, linkInto, type NodeId, nodeOf } from '../../graph/document.ts';
import type { NodeRegistry } from '../../graph/registry.ts';
import { socketsOf } from '../../graph/sockets-of.ts';
import { titleOf } from '../canvas/title-of.ts';

/**
 * A node's title; where nobody gave one, its kind with the name of what it follows from, as in `Wait for clip · SH010`, so
 * that equal kinds are told apart in lists.
 */
export function distinctTitle(document: GraphDocument, node: GraphNode, registry: NodeRegistry): string {
  const title = titleOf(node, registry);
  const named = node.title === undefined ? namedBefore(document, node, registry) : undefined;
  return named ? `${title} · ${titleOf(named, registry)}` : title;
}

/** The next node with a title of its own, over single links backwards. */
function namedBefore(document: GraphDocument, node: GraphNode, registry: NodeRegistry): GraphNode | undefined {
  const seen = new Set<NodeId>();
  for (let at: GraphNode | undefined = node; at !== undefined && !seen.has(at.id);) {
    if (at.title !== undefined) return at;
    seen.add(at.id);
    const id: NodeId = at.id;
    const before: readonly NodeId[] = socketsOf(document, at, registry).inputs.flatMap(
      ({ name }) => linkInto(document, id, name)?.from.node ?? [],
    );
    at = before.length === 1 && before[0] !== undefined ? nodeOf(document, before[0]) : undefined;
  }
  return undefined;
}
