import type { GraphDocument, NodeId } from '../../graph/document.ts';
import type { LiteNode } from './litegraph-types.ts';
import type { ModelNode } from './model-node.ts';

/** litegraph's nodes from the lowest to the topmost: as in the document, the selected ones on top. */
export function inDrawingOrder(
  document: GraphDocument,
  selection: ReadonlySet<NodeId>,
  nodes: ReadonlyMap<NodeId, ModelNode>,
): LiteNode[] {
  const [under, over]: [LiteNode[], LiteNode[]] = [[], []];
  for (const { id } of document.nodes) {
    const lite = nodes.get(id)?.lite;
    if (lite) (selection.has(id) ? over : under).push(lite);
  }
  return [...under, ...over];
}
