import { type GraphDocument, type GraphNode, type Link, type NodeId, nodeOf } from '../../graph/document.ts';
import { addNode, connect, disconnect, nextNodeId, raiseNodes, setGroups } from '../../graph/edit.ts';
import type { NodeRegistry } from '../../graph/registry.ts';
import { socketsOf } from '../../graph/sockets-of.ts';
import type { ReadBack } from './read-back.ts';
import { namesOf, titleOf } from './title-of.ts';

/** One undoable change: the new document, and a few words for the history. */
export interface GraphEdit {
  readonly document: GraphDocument;
  readonly label: string;
}

/** The one edit that brings a document to what the canvas' model holds after a gesture; undefined when nothing changed. */
export function editOf(before: GraphDocument, readBack: ReadBack, registry: NodeRegistry): GraphEdit | undefined {
  const added = withAdded(before, readBack, registry);
  const placed = withMoved(added.document, readBack);
  const links = readBack.links && withLinks(placed.document, readBack.links, added.ids, registry);
  const document = withGroups(links?.document ?? placed.document, readBack);
  if (document === before) return undefined;
  return { document, label: labelOf(before, document, readBack, placed.ids, links, registry) };
}

function withAdded(before: GraphDocument, readBack: ReadBack, registry: NodeRegistry) {
  const ids = new Map<string, NodeId>();
  let document = before;
  for (const { ref, pos, like } of readBack.added) {
    if ('type' in like) {
      const definition = registry.get(like.type);
      if (!definition) continue;
      const next = addNode(document, definition, { pos });
      document = next.document;
      ids.set(ref, next.id);
    } else {
      const source = nodeOf(before, like.clone);
      if (!source) continue;
      const id = nextNodeId(document);
      document = { ...document, nodes: [...document.nodes, cloned(source, id, pos)] };
      ids.set(ref, id);
    }
  }
  return { document, ids };
}

function cloned(source: GraphNode, id: NodeId, pos: GraphNode['pos']): GraphNode {
  // A known node says all of itself in the document; what a file held besides belongs to the original alone.
  const { residue, ...rest } = source;
  return { ...rest, ...(source.foreign && residue ? { residue } : {}), id, pos, pinned: false };
}

function withMoved(document: GraphDocument, readBack: ReadBack) {
  const moves = new Map(readBack.moved.map((move) => [move.id, move]));
  const ids: NodeId[] = [];
  // In one pass: thousands of nodes may move at once.
  const nodes = document.nodes.map((node) => {
    const move = moves.get(node.id);
    if (!move) return node;
    const { id: _, ...patch } = move;
    const same =
      samePair(move.pos, node.pos) &&
      samePair(move.size, node.size) &&
      (move.collapsed === undefined || move.collapsed === node.collapsed);
    if (same) return node;
    ids.push(node.id);
    return { ...node, ...patch };
  });
  if (ids.length === 0) return { document, ids };
  return { document: raiseNodes({ ...document, nodes }, new Set(ids)), ids };
}

function samePair(a: readonly [number, number] | undefined, b: readonly [number, number]): boolean {
  return a === undefined || (a[0] === b[0] && a[1] === b[1]);
}

type Ends = Pick<Link, 'from' | 'to'>;
interface LinkChange {
  readonly document: GraphDocument;
  readonly made: readonly Ends[];
  readonly cut: readonly Ends[];
}

function withLinks(
  before: GraphDocument,
  held: readonly Ends[],
  ids: ReadonlyMap<string, NodeId>,
  registry: NodeRegistry,
): LinkChange {
  const wanted = held.map(({ from, to }): Ends => ({
    from: { ...from, node: ids.get(from.node) ?? from.node },
    to: { ...to, node: ids.get(to.node) ?? to.node },
  }));
  const [had, has] = [keysOf(before.links), keysOf(wanted)];
  const made = wanted.filter((link) => !had.has(keyOf(link)));
  // Links whose nodes or sockets are not there stand in the file alone: the model never held them (G05).
  const cut = before.links.filter((link) => !has.has(keyOf(link)) && drawable(before, registry, link));
  let document = before;
  for (const link of made) document = connect(document, link.from, link.to);
  // The highest number first: cutting closes gaps by renumbering what stands above.
  const rest = cut
    .filter((link) => document.links.includes(link))
    .sort((a, b) => numberOf(b.to.input) - numberOf(a.to.input));
  for (const link of rest) document = disconnect(document, link.to, registry);
  const now = keysOf(document.links);
  const same = now.size === had.size && [...now].every((key) => had.has(key));
  return { document: same ? before : document, made, cut };
}

function drawable(document: GraphDocument, registry: NodeRegistry, { from, to }: Ends): boolean {
  const [source, target] = [nodeOf(document, from.node), nodeOf(document, to.node)];
  return (
    source !== undefined &&
    target !== undefined &&
    socketsOf(document, source, registry).outputs.some((socket) => socket.name === from.output) &&
    socketsOf(document, target, registry).inputs.some((socket) => socket.name === to.input)
  );
}

function keyOf({ from, to }: Ends): string {
  return JSON.stringify([from.node, from.output, to.node, to.input]);
}

function keysOf(links: readonly Ends[]): ReadonlySet<string> {
  return new Set(links.map(keyOf));
}

function numberOf(input: string): number {
  return Number(/_(\d+)$/.exec(input)?.[1] ?? 0);
}

function withGroups(document: GraphDocument, readBack: ReadBack): GraphDocument {
  if (readBack.groups.length === 0) return document;
  const bounds = new Map(readBack.groups.map((group) => [group.id, group.bounds]));
  return setGroups(
    document,
    document.groups.map((group) => ({ ...group, bounds: bounds.get(group.id) ?? group.bounds })),
  );
}

function labelOf(
  before: GraphDocument,
  after: GraphDocument,
  readBack: ReadBack,
  moved: readonly NodeId[],
  links: LinkChange | undefined,
  registry: NodeRegistry,
): string {
  const clones = readBack.added.flatMap(({ like }) => ('clone' in like ? [like.clone] : []));
  if (clones.length > 0) return `Clone ${namesOf(before, clones, registry)}`;
  const made = links?.made.at(-1);
  if (made) {
    const first = links?.made[0] ?? made;
    const [from, to] = [nodeOf(after, first.from.node), nodeOf(after, made.to.node)];
    const verb = (links?.cut.length ?? 0) > 0 ? 'Move link of' : 'Link';
    if (from && to) return `${verb} ${titleOf(from, registry)} to ${titleOf(to, registry)}`;
  }
  const cut = links?.cut[0];
  const target = cut && nodeOf(before, cut.to.node);
  if (target) return `Unlink ${titleOf(target, registry)}`;
  const names = namesOf(before, moved, registry);
  if (readBack.groups.length > 0 && after.groups !== before.groups) return 'Move group';
  if (readBack.moved.some((move) => move.collapsed !== undefined)) return `Fold ${names}`;
  return readBack.moved.some((move) => move.size) ? `Resize ${names}` : `Move ${names}`;
}
