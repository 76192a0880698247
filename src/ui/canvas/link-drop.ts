import { type AnyNodeDefinition, isGrowing } from '../../graph/definition.ts';
import { type GraphDocument, type GraphNode, type Link, type NodeId, linkInto, nodeOf } from '../../graph/document.ts';
import { linkRefusal, reaches } from '../../graph/link-refusal.ts';
import type { NodeRegistry } from '../../graph/registry.ts';
import { canLink } from '../../graph/socket.ts';
import { type Socket, socketsOf } from '../../graph/sockets-of.ts';

/** The end of a link that somebody holds: a link out of an output looks for an input, and the other way round. */
export type HeldEnd = { readonly from: Link['from'] } | { readonly to: Link['to'] };

/** What is under the pointer: a socket of a node, or its body. */
export interface DropTarget {
  readonly node: NodeId;
  readonly socket?: string;
}

/** What letting go there would do. */
export type LinkDrop =
  | { readonly kind: 'link'; readonly from: Link['from']; readonly to: Link['to'] }
  /** The types do not fit, but one kind of node takes the one and gives the other: it goes between. */
  | {
      readonly kind: 'between';
      readonly from: Link['from'];
      readonly to: Link['to'];
      readonly type: string;
      readonly input: string;
      readonly output: string;
    }
  | { readonly kind: 'refused'; readonly reason: string };

/** Decides what dropping the held end of a link on a socket or on a node's body does. */
export function linkDrop(document: GraphDocument, registry: NodeRegistry, held: HeldEnd, target: DropTarget): LinkDrop {
  const pairs = candidates(document, registry, held, target);
  const [first] = pairs;
  if (!first) return { kind: 'refused', reason: 'Nothing on this node takes this link.' };
  const direct = pairs.find(({ from, to }) => linkRefusal(document, registry, from, to) === undefined);
  if (direct) return { kind: 'link', ...direct };
  const through = pairs.map(({ from, to }) => between(document, registry, from, to)).find((drop) => drop !== undefined);
  if (through) return through;
  const refusals = pairs.map(({ from, to }) => linkRefusal(document, registry, from, to));
  const circle = refusals.find((reason, index) => {
    const pair = pairs[index];
    return reason !== undefined && pair !== undefined && fits(document, registry, pair.from, pair.to);
  });
  return { kind: 'refused', reason: circle ?? refusals[0] ?? 'Nothing on this node takes this link.' };
}

interface Pair {
  readonly from: Link['from'];
  readonly to: Link['to'];
}

/** The links that would do, best first: the socket under the pointer, or on a body the free sockets before the linked ones. */
function candidates(
  document: GraphDocument,
  registry: NodeRegistry,
  held: HeldEnd,
  target: DropTarget,
): readonly Pair[] {
  const node = nodeOf(document, target.node);
  if (!node) return [];
  const sockets = socketsOf(document, node, registry);
  if ('from' in held) {
    const linked = (socket: Socket): number => (linkInto(document, node.id, socket.name) ? 1 : 0);
    const inputs =
      target.socket === undefined
        ? [...sockets.inputs].sort((a, b) => linked(a) - linked(b))
        : sockets.inputs.filter((socket) => socket.name === target.socket);
    return inputs.map((socket) => ({ from: held.from, to: { node: node.id, input: socket.name } }));
  }
  const outputs = sockets.outputs.filter((socket) => target.socket === undefined || socket.name === target.socket);
  return outputs.map((socket) => ({ from: { node: node.id, output: socket.name }, to: held.to }));
}

/** The types of the two ends of a link, where both are there. */
function typesOf(document: GraphDocument, registry: NodeRegistry, { from, to }: Pair): [string, string] | undefined {
  const [source, target] = [nodeOf(document, from.node), nodeOf(document, to.node)];
  const output = source && outputOf(document, source, registry, from.output);
  const input = target && socketsOf(document, target, registry).inputs.find((socket) => socket.name === to.input);
  return output && input && [output.type, input.type];
}

function outputOf(document: GraphDocument, node: GraphNode, registry: NodeRegistry, name: string): Socket | undefined {
  return socketsOf(document, node, registry).outputs.find((socket) => socket.name === name);
}

function fits(document: GraphDocument, registry: NodeRegistry, from: Link['from'], to: Link['to']): boolean {
  const types = typesOf(document, registry, { from, to });
  return types !== undefined && canLink(types[0], types[1]);
}

function between(
  document: GraphDocument,
  registry: NodeRegistry,
  from: Link['from'],
  to: Link['to'],
): LinkDrop | undefined {
  const types = typesOf(document, registry, { from, to });
  if (!types || canLink(types[0], types[1]) || reaches(document, to.node, from.node)) return undefined;
  const found = converters(registry, types[0], types[1]);
  const [only] = found;
  if (!only || found.length > 1) return undefined;
  // Where the output already has such a node, its result is the one that is meant: another would only repeat it.
  const present = document.links.find(
    (link) =>
      link.from.node === from.node &&
      link.from.output === from.output &&
      link.to.input === only.input &&
      nodeOf(document, link.to.node)?.type === only.definition.type,
  );
  if (present && !reaches(document, to.node, present.to.node))
    return { kind: 'link', from: { node: present.to.node, output: only.output }, to };
  return { kind: 'between', from, to, type: only.definition.type, input: only.input, output: only.output };
}

/** The kinds of nodes that take one type and give another, each with its sockets. */
function converters(
  registry: NodeRegistry,
  taken: string,
  given: string,
): readonly { readonly definition: AnyNodeDefinition; readonly input: string; readonly output: string }[] {
  return registry.definitions.flatMap((definition) => {
    const input = Object.entries(definition.inputs).find(
      ([, spec]) => spec.socket !== '*' && canLink(taken, spec.socket),
    );
    const output = Object.entries(definition.outputs).find(
      ([, spec]) => spec.socket !== '*' && canLink(spec.socket, given),
    );
    if (!input || !output) return [];
    return [{ definition, input: isGrowing(input[1]) ? `${input[0]}_1` : input[0], output: output[0] }];
  });
}
