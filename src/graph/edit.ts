import { type AnyNodeDefinition, isGrowing } from './definition.ts';
import { type GraphDocument, type GraphNode, type Group, type Link, type NodeId, nodeOf } from './document.ts';
import type { JsonObject, JsonValue } from './json.ts';
import type { NodeRegistry } from './registry.ts';
import { growingPart } from './sockets-of.ts';

/**
 * Edits as functions from document to document. Each returns the same value when nothing changes, so that a history can
 * compare by identity.
 */

/** What of a node an edit may set; its links have edits of their own. */
export type NodePatch = Partial<Pick<GraphNode, 'pos' | 'size' | 'mode' | 'collapsed' | 'pinned'>> & {
  readonly title?: string | undefined;
};

/** The next free number as an id, above every number in use. */
export function nextNodeId(document: GraphDocument): NodeId {
  const numbers = document.nodes.map((node) => Number(node.id)).filter((id) => Number.isSafeInteger(id) && id > 0);
  return String(numbers.reduce((highest, id) => Math.max(highest, id), 0) + 1);
}

/** Puts a new node of a definition on top of the others. */
export function addNode(
  document: GraphDocument,
  definition: AnyNodeDefinition,
  at: { readonly pos: readonly [number, number]; readonly title?: string; readonly params?: JsonObject },
): { readonly document: GraphDocument; readonly id: NodeId } {
  const id = nextNodeId(document);
  const node: GraphNode = {
    id,
    type: definition.type,
    ...(at.title === undefined ? {} : { title: at.title }),
    pos: at.pos,
    size: definition.size,
    mode: 'active',
    collapsed: false,
    pinned: false,
    params: at.params ?? {},
  };
  return { document: { ...document, nodes: [...document.nodes, node] }, id };
}

/** Sets title, place, size, mode or flags of a node. */
export function patchNode(document: GraphDocument, id: NodeId, patch: NodePatch): GraphDocument {
  return mapNode(document, id, (node) => {
    const { title, ...rest } = patch;
    const changed = Object.entries(rest).some(([key, value]) => !equal(value, node[key as keyof typeof rest]));
    const retitled = 'title' in patch && title !== node.title;
    if (!changed && !retitled) return node;
    const { title: before, ...others } = node;
    const next = 'title' in patch ? title : before;
    return { ...others, ...rest, ...(next === undefined ? {} : { title: next }) };
  });
}

/** Sets one param; `undefined` takes it back to the default. Placeholders keep theirs. */
export function setParam(
  document: GraphDocument,
  id: NodeId,
  name: string,
  value: JsonValue | undefined,
): GraphDocument {
  return mapNode(document, id, (node) => {
    if (node.foreign || equal(Object.hasOwn(node.params, name) ? node.params[name] : undefined, value)) return node;
    const { [name]: _, ...others } = node.params;
    return { ...node, params: value === undefined ? others : { ...node.params, [name]: value } };
  });
}

/** Deletes nodes with their links; growing inputs close the gaps. */
export function removeNodes(document: GraphDocument, ids: ReadonlySet<NodeId>, registry: NodeRegistry): GraphDocument {
  if (!document.nodes.some((node) => ids.has(node.id))) return document;
  const nodes = document.nodes.filter((node) => !ids.has(node.id));
  const links = document.links.filter((link) => !ids.has(link.from.node) && !ids.has(link.to.node));
  return closeGaps({ ...document, nodes, links }, registry, affected(document.links, links));
}

/** Links an output to an input; a link that was there gives way. Types and cycles are the caller's question (`linkRefusal`). */
export function connect(document: GraphDocument, from: Link['from'], to: Link['to']): GraphDocument {
  const others = document.links.filter((link) => !sameEnd(link.to, to));
  const replaced = document.links.find((link) => sameEnd(link.to, to));
  if (replaced && replaced.from.node === from.node && replaced.from.output === from.output) return document;
  return { ...document, links: [...others, { from, to }] };
}

/** Takes the link out of an input; a growing input closes the gap. */
export function disconnect(document: GraphDocument, to: Link['to'], registry: NodeRegistry): GraphDocument {
  const links = document.links.filter((link) => !sameEnd(link.to, to));
  if (links.length === document.links.length) return document;
  return closeGaps({ ...document, links }, registry, new Set([to.node]));
}

/** Puts the links of a growing input into another order: `order` holds the present numbers, from 1. */
export function reorderGrowing(
  document: GraphDocument,
  node: NodeId,
  base: string,
  order: readonly number[],
): GraphDocument {
  const place = new Map(order.map((number, index) => [`${base}_${number}`, `${base}_${index + 1}`]));
  const links = document.links.map((link) => {
    const input = link.to.node === node ? place.get(link.to.input) : undefined;
    return input === undefined || input === link.to.input ? link : { ...link, to: { node, input } };
  });
  return links.every((link, index) => link === document.links[index]) ? document : { ...document, links };
}

export function setTitle(document: GraphDocument, title: string): GraphDocument {
  return title === document.title ? document : { ...document, title };
}

export function setGroups(document: GraphDocument, groups: readonly Group[]): GraphDocument {
  return equal(groups, document.groups) ? document : { ...document, groups };
}

/** Draws nodes on top of all others, in the order they had. */
export function raiseNodes(document: GraphDocument, ids: ReadonlySet<NodeId>): GraphDocument {
  const nodes = [
    ...document.nodes.filter((node) => !ids.has(node.id)),
    ...document.nodes.filter((node) => ids.has(node.id)),
  ];
  return nodes.every((node, index) => node === document.nodes[index]) ? document : { ...document, nodes };
}

function mapNode(document: GraphDocument, id: NodeId, change: (node: GraphNode) => GraphNode): GraphDocument {
  const before = nodeOf(document, id);
  if (!before) return document;
  const after = change(before);
  return after === before
    ? document
    : { ...document, nodes: document.nodes.map((node) => (node === before ? after : node)) };
}

/** Renumbers the links of growing inputs of some nodes to 1 … k. */
function closeGaps(document: GraphDocument, registry: NodeRegistry, nodes: ReadonlySet<NodeId>): GraphDocument {
  const moves = new Map<Link, Link>();
  for (const id of nodes) {
    const node = nodeOf(document, id);
    const definition = node && !node.foreign ? registry.get(node.type) : undefined;
    if (!definition) continue;
    for (const [base, spec] of Object.entries(definition.inputs)) {
      if (!isGrowing(spec)) continue;
      const rows = document.links.flatMap((link) => {
        const part = link.to.node === id ? growingPart(definition, link.to.input) : undefined;
        return part?.base === base ? [{ link, number: part.number }] : [];
      });
      rows
        .sort((a, b) => a.number - b.number)
        .forEach(({ link, number }, index) => {
          if (number !== index + 1) moves.set(link, { ...link, to: { node: id, input: `${base}_${index + 1}` } });
        });
    }
  }
  return moves.size === 0 ? document : { ...document, links: document.links.map((link) => moves.get(link) ?? link) };
}

/** Nodes that lost an incoming link between two lists. */
function affected(before: readonly Link[], after: readonly Link[]): ReadonlySet<NodeId> {
  const kept = new Set(after);
  return new Set(before.filter((link) => !kept.has(link)).map((link) => link.to.node));
}

function sameEnd(a: Link['to'], b: Link['to']): boolean {
  return a.node === b.node && a.input === b.input;
}

/** Equality of plain JSON-like values. */
function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [keysA, keysB] = [Object.keys(a), Object.keys(b)];
  return (
    Array.isArray(a) === Array.isArray(b) &&
    keysA.length === keysB.length &&
    keysA.every((key) => Object.hasOwn(b, key) && equal(Reflect.get(a, key), Reflect.get(b, key)))
  );
}
