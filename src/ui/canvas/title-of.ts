import { type GraphDocument, type GraphNode, type NodeId, nodeOf } from '../../graph/document.ts';
import type { NodeRegistry } from '../../graph/registry.ts';
import { shownText } from './shown-text.ts';

/** The title a node is shown under: a person's, else its definition's, else its type. */
export function titleOf(node: GraphNode, registry: NodeRegistry): string {
  const given = node.title === undefined ? '' : shownText(node.title);
  if (given !== '') return given;
  return (node.foreign ? undefined : registry.get(node.type)?.title) ?? shownText(node.type);
}

/** "SH010", or "3 nodes", for labels of edits. */
export function namesOf(document: GraphDocument, ids: readonly NodeId[], registry: NodeRegistry): string {
  const [only] = ids;
  const node = ids.length === 1 && only !== undefined ? nodeOf(document, only) : undefined;
  return node ? titleOf(node, registry) : `${ids.length} nodes`;
}
