import { type GraphDocument, type NodeId, type NodeMode, nodeOf } from '../../graph/document.ts';
import { patchNode } from '../../graph/edit.ts';

/** Whether all of some nodes have a mode. False for none. */
export function allHaveMode(document: GraphDocument, ids: Iterable<NodeId>, mode: NodeMode): boolean {
  const nodes = [...ids].flatMap((id) => nodeOf(document, id) ?? []);
  return nodes.length > 0 && nodes.every((node) => node.mode === mode);
}

/** Mutes or bypasses nodes; where all of them are so already, makes them active again. */
export function toggleMode(
  document: GraphDocument,
  ids: Iterable<NodeId>,
  mode: Exclude<NodeMode, 'active'>,
): GraphDocument {
  const list = [...ids];
  const next: NodeMode = allHaveMode(document, list, mode) ? 'active' : mode;
  return list.reduce((before, id) => patchNode(before, id, { mode: next }), document);
}
