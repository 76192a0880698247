import { type GraphDocument, type Link, nodeOf } from './document.ts';
import type { NodeRegistry } from './registry.ts';
import { canLink } from './socket.ts';
import { socketsOf } from './sockets-of.ts';

/** Why two sockets may not be linked, as a sentence; undefined where they may. */
export function linkRefusal(
  document: GraphDocument,
  registry: NodeRegistry,
  from: Link['from'],
  to: Link['to'],
): string | undefined {
  const [source, target] = [nodeOf(document, from.node), nodeOf(document, to.node)];
  const output = source && socketsOf(document, source, registry).outputs.find((socket) => socket.name === from.output);
  const input = target && socketsOf(document, target, registry).inputs.find((socket) => socket.name === to.input);
  if (!output || !input) return 'One end of this link is not there any more.';
  if (!canLink(output.type, input.type)) return `${output.type} does not fit ${input.type}.`;
  if (reaches(document, to.node, from.node)) return 'This link would close a circle: a shot cannot follow from itself.';
  return undefined;
}

/** Whether something flows from one node to another over any number of links, or they are the same. */
export function reaches(document: GraphDocument, from: string, to: string): boolean {
  const next = new Map<string, string[]>();
  for (const link of document.links) {
    const list = next.get(link.from.node);
    if (list) list.push(link.to.node);
    else next.set(link.from.node, [link.to.node]);
  }
  const seen = new Set([from]);
  const queue = [from];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (node === to) return true;
    for (const following of next.get(node) ?? []) {
      if (seen.has(following)) continue;
      seen.add(following);
      queue.push(following);
    }
  }
  return false;
}
