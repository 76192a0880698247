import { type GraphDocument, type NodeId, nodeOf, ownParam } from '../../graph/document.ts';
import { setParam } from '../../graph/edit.ts';
import { paramPlaying } from '../../graph/param-field.ts';
import { parseParams } from '../../graph/parse-params.ts';
import type { NodeRegistry } from '../../graph/registry.ts';

/** *New take*: raises a node's take, so that the next Run buys it again. The same document where the node has none. */
export function nextTake(document: GraphDocument, registry: NodeRegistry, id: NodeId): GraphDocument {
  const node = nodeOf(document, id);
  const definition = node && !node.foreign ? registry.get(node.type) : undefined;
  const param = definition && paramPlaying(definition, 'take');
  if (!node || !definition || param === undefined) return document;
  const params = parseParams(definition, node);
  const take = params.ok ? ownParam(params.params, param) : undefined;
  if (typeof take !== 'number') return document;
  const next = setParam(document, id, param, take + 1);
  const after = nodeOf(next, id);
  return after && parseParams(definition, after).ok ? next : document;
}
