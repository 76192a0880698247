import type { GraphDocument, GraphNode } from '../../graph/document.ts';
import type { NodeRegistry } from '../../graph/registry.ts';
import { socketsOf } from '../../graph/sockets-of.ts';
import { socketToken } from '../style/tokens.ts';

/** The colour of a socket type, as a value for CSS. */
export function socketColour(type: string): string {
  return `var(--${socketToken(type)})`;
}

/** The colour of a node: that of what it gives, else of what it takes. */
export function nodeColour(document: GraphDocument, node: GraphNode, registry: NodeRegistry): string {
  const { inputs, outputs } = socketsOf(document, node, registry);
  return socketColour((outputs[0] ?? inputs[0])?.type ?? '');
}
