import { type GraphDocument, linkInto, type NodeId, nodeOf } from '../../graph/document.ts';
import type { Evaluation } from '../../graph/evaluate.ts';
import type { NodeRegistry } from '../../graph/registry.ts';
import type { Medium, SocketValue } from '../../graph/socket.ts';
import { socketsOf } from '../../graph/sockets-of.ts';

/** What a view can show of a node. */
export type MediumKind = 'picture' | 'clip' | 'sound';

const sockets: Readonly<Record<MediumKind, string>> = { picture: 'IMAGE', clip: 'VIDEO', sound: 'AUDIO' };

/**
 * The medium of a kind that a node shows: the first that it gives, or, where it gives none at all, the first that is linked to
 * it. By provenance alone: whether its bytes exist is another question.
 */
export function mediumOf(
  document: GraphDocument,
  registry: NodeRegistry,
  evaluation: Evaluation,
  id: NodeId,
  kind: MediumKind,
): Medium | undefined {
  const own = evaluation.nodes.get(id);
  const node = nodeOf(document, id);
  if (!own || !node) return undefined;
  for (const [name, value] of Object.entries(own.outputs))
    if (own.outputTypes[name] === sockets[kind] && isMedium(value)) return value;
  const { inputs, outputs } = socketsOf(document, node, registry);
  if (outputs.length > 0) return undefined;
  for (const { name } of inputs) {
    const link = linkInto(document, id, name);
    const source = link && evaluation.nodes.get(link.from.node);
    const value = source?.outputs[link?.from.output ?? ''];
    if (source?.outputTypes[link?.from.output ?? ''] === sockets[kind] && isMedium(value)) return value;
  }
  return undefined;
}

/** Whether a value that flows is a picture, clip or sound. */
export function isMedium(value: SocketValue | undefined): value is Medium {
  return typeof value === 'object' && 'ref' in value;
}
