import { type GraphDocument, nodeOf } from '../../graph/document.ts';
import { canLink } from '../../graph/socket.ts';
import type { GraphModel } from './graph-model.ts';
import type { HeldEnd } from './link-drop.ts';

/** Whether a socket would take what is held, by type. */
export function takesHeld(
  document: GraphDocument,
  model: GraphModel,
  held: HeldEnd,
  type: string,
  side: 'input' | 'output',
): boolean {
  const id = 'from' in held ? held.from.node : held.to.node;
  const sockets = nodeOf(document, id) && model.nodes.get(id)?.sockets;
  if ('from' in held) {
    const own = sockets?.outputs.find((socket) => socket.name === held.from.output);
    return side === 'input' && own !== undefined && canLink(own.type, type);
  }
  const own = sockets?.inputs.find((socket) => socket.name === held.to.input);
  return side === 'output' && own !== undefined && canLink(type, own.type);
}
