import type { AnyNodeDefinition } from '../../graph/definition.ts';
import { type GraphDocument, type NodeId, nodeOf } from '../../graph/document.ts';
import { paramPlaying } from '../../graph/param-field.ts';
import type { NodeRegistry } from '../../graph/registry.ts';

/** A node's definition, where the node is not a placeholder. */
export function definitionOf(
  document: GraphDocument,
  registry: NodeRegistry,
  id: NodeId,
): AnyNodeDefinition | undefined {
  const node = nodeOf(document, id);
  return node && !node.foreign ? registry.get(node.type) : undefined;
}

/** The param of a node that takes a file, by its definition. */
export function fileParamOf(document: GraphDocument, registry: NodeRegistry, id: NodeId): string | undefined {
  const definition = definitionOf(document, registry, id);
  return definition && paramPlaying(definition, 'file');
}
