import { type AnyNodeDefinition, isGrowing } from '../../graph/definition.ts';
import { type GraphDocument, type Link, linkInto, type NodeId, nodeOf, type Point } from '../../graph/document.ts';
import { addNode, connect } from '../../graph/edit.ts';
import { linkRefusal } from '../../graph/link-refusal.ts';
import type { NodeRegistry } from '../../graph/registry.ts';
import { canLink } from '../../graph/socket.ts';
import { socketsOf } from '../../graph/sockets-of.ts';
import { nodeKinds } from '../panels/node-kinds.ts';

/** The end of a link that was dropped where nothing is: the new node takes the other end. */
export type LooseEnd = Link['from'] | Link['to'];

/** The type that flows at a loose end; undefined where its socket is not there any more. */
export function typeAtEnd(document: GraphDocument, registry: NodeRegistry, end: LooseEnd): string | undefined {
  const node = nodeOf(document, end.node);
  if (!node) return undefined;
  const { inputs, outputs } = socketsOf(document, node, registry);
  return 'output' in end
    ? outputs.find(({ name }) => name === end.output)?.type
    : inputs.find(({ name }) => name === end.input)?.type;
}

function fits(definition: AnyNodeDefinition, end: LooseEnd, type: string): boolean {
  return 'output' in end
    ? Object.values(definition.inputs).some(({ socket }) => canLink(type, socket))
    : Object.values(definition.outputs).some(({ socket }) => canLink(socket, type));
}

/**
 * The kinds of nodes that a search offers: by words in title, type, heading and sentence, titles that begin so first, else in
 * the order of the node panel.
 */
export function matchingNodes(
  registry: NodeRegistry,
  words: string,
  loose?: { readonly end: LooseEnd; readonly type: string },
): readonly AnyNodeDefinition[] {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const rank = ({ title, type, about, category }: AnyNodeDefinition): number | undefined => {
    const [name, rest] = [title.toLowerCase(), `${type} ${category} ${about}`.toLowerCase()];
    if (!wanted.every((word) => name.includes(word) || rest.includes(word))) return undefined;
    if (wanted.every((word) => name.startsWith(word))) return 0;
    return wanted.every((word) => name.includes(word)) ? 1 : 2;
  };
  return nodeKinds(registry.definitions)
    .flatMap(({ kinds }) => kinds)
    .flatMap((definition) => {
      const place = rank(definition);
      return place === undefined || (loose && !fits(definition, loose.end, loose.type)) ? [] : [{ definition, place }];
    })
    .sort((a, b) => a.place - b.place)
    .map(({ definition }) => definition);
}

/** A document with a new node, linked to a loose end where there is one and its types fit. */
export function withNewNode(
  document: GraphDocument,
  registry: NodeRegistry,
  definition: AnyNodeDefinition,
  pos: Point,
  end?: LooseEnd,
): { readonly document: GraphDocument; readonly id: NodeId } {
  const added = addNode(document, definition, { pos });
  if (!end) return added;
  const link = linkFor(added.document, registry, definition, added.id, end);
  return link ? { ...added, document: connect(added.document, link.from, link.to) } : added;
}

function linkFor(
  document: GraphDocument,
  registry: NodeRegistry,
  definition: AnyNodeDefinition,
  id: NodeId,
  end: LooseEnd,
): Pick<Link, 'from' | 'to'> | undefined {
  const candidates =
    'output' in end
      ? Object.entries(definition.inputs).map(([name, spec]) => ({
          from: end,
          to: { node: id, input: isGrowing(spec) ? `${name}_1` : name },
        }))
      : Object.keys(definition.outputs).map((output) => ({ from: { node: id, output }, to: end }));
  return candidates.find(
    ({ from, to }) =>
      linkRefusal(document, registry, from, to) === undefined &&
      (to.node !== id || !linkInto(document, to.node, to.input)),
  );
}
