import {
  emptyDocument,
  type GraphDocument,
  type GraphNode,
  type Link,
  type NodeId,
  nodeOf,
  type Point,
} from '../../graph/document.ts';
import { connect, disconnect, nextNodeId } from '../../graph/edit.ts';
import type { NodeRegistry } from '../../graph/registry.ts';

/** The title by which copied nodes are told from a whole graph; both are workflow JSON. */
export const fragmentTitle = 'Shotgraph nodes';

/** Selected nodes with every link into them, as a document of their own. */
export function fragmentOf(document: GraphDocument, selection: ReadonlySet<NodeId>): GraphDocument {
  return {
    ...emptyDocument(fragmentTitle),
    nodes: document.nodes.filter(({ id }) => selection.has(id)).map(withoutOwner),
    links: document.links.filter(({ to }) => selection.has(to.node)).map(({ from, to }) => ({ from, to })),
  };
}

/** A known node says all of itself in the document; what a file held besides belongs to the original alone. */
function withoutOwner({ residue, ...node }: GraphNode): GraphNode {
  return { ...node, ...(node.foreign && residue ? { residue } : {}) };
}

export interface PasteOptions {
  readonly registry: NodeRegistry;
  /** How far the copies stand from the originals, or the corner where they go. */
  readonly place: { readonly by: Point } | { readonly at: Point };
  /** Whether links from nodes that were not copied come along, where those are still there. */
  readonly keepIncoming: boolean;
}

/** Puts copies of nodes into a document, linked among themselves as they were. */
export function pasteFragment(
  document: GraphDocument,
  fragment: GraphDocument,
  { registry, place, keepIncoming }: PasteOptions,
): { readonly document: GraphDocument; readonly ids: ReadonlySet<NodeId> } {
  const corner = [
    Math.min(...fragment.nodes.map(({ pos }) => pos[0])),
    Math.min(...fragment.nodes.map(({ pos }) => pos[1])),
  ] as const;
  const by = 'by' in place ? place.by : ([place.at[0] - corner[0], place.at[1] - corner[1]] as const);
  const ids = new Map<NodeId, NodeId>();
  let next = document;
  for (const node of fragment.nodes) {
    const id = nextNodeId(next);
    ids.set(node.id, id);
    const pos = [node.pos[0] + by[0], node.pos[1] + by[1]] as const;
    next = { ...next, nodes: [...next.nodes, { ...node, id, pos, pinned: false }] };
  }
  const missing: Link['to'][] = [];
  for (const { from, to } of fragment.links) {
    const target = ids.get(to.node);
    if (target === undefined) continue;
    const inside = ids.get(from.node);
    const outside = keepIncoming && hasOutput(document, from, registry) ? from.node : undefined;
    const source = inside ?? outside;
    const end = { node: target, input: to.input };
    // Links that do not come along are drawn and cut: that closes the gaps of growing inputs.
    next = connect(next, { node: source ?? target, output: from.output }, end);
    if (source === undefined) missing.push(end);
  }
  const number = ({ input }: Link['to']): number => Number(/_(\d+)$/.exec(input)?.[1] ?? 0);
  for (const end of missing.sort((a, b) => number(b) - number(a))) next = disconnect(next, end, registry);
  return { document: next, ids: new Set(ids.values()) };
}

function hasOutput(document: GraphDocument, { node, output }: Link['from'], registry: NodeRegistry): boolean {
  const source = nodeOf(document, node);
  if (!source) return false;
  if (source.foreign) return source.foreign.outputs.some(({ name }) => name === output);
  return Object.hasOwn(registry.get(source.type)?.outputs ?? {}, output);
}
