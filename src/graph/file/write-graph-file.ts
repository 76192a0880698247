import type { GraphDocument, NodeId } from '../document.ts';
import type { NodeRegistry } from '../registry.ts';
import { topologicalOrder } from '../topological-order.ts';
import { documentTitleLens, viewLens, withCurrentSchema } from './document-lenses.ts';
import { writeGroups } from './group-lenses.ts';
import { linkIds } from './link-ids.ts';
import { type LinkPlan, planLinks } from './link-plan.ts';
import {
  isLosslessList,
  isLosslessObject,
  type LosslessObject,
  type LosslessValue,
  numberOf,
  ownMember,
  withMember,
} from './lossless-json.ts';
import { idText } from './node-lenses.ts';
import { stringifyLossless } from './parse-lossless.ts';
import { slotNames, type SlotNames } from './slot-names.ts';
import { writeLinks, type WrittenNode } from './write-links.ts';
import { writeNode } from './write-node.ts';
import { writeSlots } from './write-slots.ts';

/** What ComfyUI expects of every workflow. */
const newWorkflow: LosslessObject = {
  revision: 0,
  last_node_id: 0,
  last_link_id: 0,
  nodes: [],
  links: [],
  groups: [],
  config: {},
  extra: {},
  version: 0.4,
};

/**
 * The text of a document as ComfyUI workflow JSON 0.4. What came from a file and was not edited is written back equal; an
 * edit changes what it is about, and `extra.shotgraph`. Ids of new groups are written where they are whole numbers, the only
 * ones ComfyUI takes.
 */
export function writeGraphFile(document: GraphDocument, registry: NodeRegistry): string {
  const residue = isLosslessObject(document.residue?.raw) ? document.residue.raw : undefined;
  const before = residue ?? newWorkflow;
  const written = writeTitle(writeContent(before, document, registry), document);
  const stamped = written === before && residue ? written : withCurrentSchema(written);
  return stringifyLossless(viewLens.put(stamped, document.view));
}

/** A title that stands for a missing one (the file's name) is not written. */
function writeTitle(raw: LosslessObject, document: GraphDocument): LosslessObject {
  if (document.title === document.residue?.assumed) return raw;
  return documentTitleLens.put(raw, document.title === '' ? undefined : document.title);
}

function writeContent(raw: LosslessObject, document: GraphDocument, registry: NodeRegistry): LosslessObject {
  const fileNodes = listOf(raw, 'nodes').filter(isLosslessObject);
  const entries = listOf(raw, 'links');
  const originals = originalNodes(document, fileNodes, registry);
  const plan = planLinks(document, {
    entries,
    dangling: new Set(document.residue?.dangling),
    ids: new Set(fileNodes.flatMap((node) => idText(ownMember(node, 'id')) ?? [])),
    slots: originals,
  });
  const ids = linkIds(plan, entries, raw, fileNodes);
  const written = writeNodes(document, registry, originals, plan, ids);
  const links = writeLinks(plan, ids, written);

  let next = raw;
  next = putList(
    next,
    'nodes',
    [...written.values()].map((node) => node.raw),
  );
  next = putList(next, 'links', links);
  const groups = writeGroups(document.groups, ownMember(raw, 'groups'));
  if (groups !== ownMember(raw, 'groups') && !(document.groups.length === 0 && groups === undefined))
    next = withMember(next, 'groups', groups);
  const added = document.nodes.filter((node) => !originals.has(node.id)).map((node) => Number(node.id));
  next = raise(next, 'last_node_id', added);
  return raise(
    next,
    'last_link_id',
    plan.added.map((link) => numberOf(ids.get(link)) ?? 0),
  );
}

/** The nodes of the document that are those of the file, with the slots that the file's links count. */
function originalNodes(
  document: GraphDocument,
  fileNodes: readonly LosslessObject[],
  registry: NodeRegistry,
): ReadonlyMap<NodeId, SlotNames> {
  const held = new Set<LosslessValue>(fileNodes);
  return new Map(
    document.nodes.flatMap((node): [NodeId, SlotNames][] => {
      const raw = node.residue?.raw;
      if (!isLosslessObject(raw) || !held.has(raw)) return [];
      const sameId = node.id === (node.residue?.assumed ?? idText(ownMember(raw, 'id')));
      return sameId ? [[node.id, slotNames(raw, node.foreign, registry.get(node.type))]] : [];
    }),
  );
}

function writeNodes(
  document: GraphDocument,
  registry: NodeRegistry,
  originals: ReadonlyMap<NodeId, SlotNames>,
  plan: LinkPlan,
  ids: Parameters<typeof writeSlots>[0]['ids'],
): ReadonlyMap<NodeId, WrittenNode> {
  const order = orderNumbers(document);
  const linked = new Set(document.links.flatMap(({ from, to }) => [from.node, to.node]));
  return new Map(
    document.nodes.map((node) => {
      const definition = node.foreign ? undefined : registry.get(node.type);
      const raw = writeNode(node, registry.get(node.type), {
        order: order.get(node.id) ?? 0,
        linked: linked.has(node.id),
      });
      const names = slotNames(raw, node.foreign, definition);
      const original = originals.has(node.id);
      return [node.id, writeSlots({ node, raw, names, definition, original, plan, ids })];
    }),
  );
}

/** Each node's place in the order of execution; nodes on a cycle come last. */
function orderNumbers(document: GraphDocument): ReadonlyMap<NodeId, number> {
  const { order, stuck } = topologicalOrder(document);
  return new Map([...order, ...stuck].map((id, index) => [id, index]));
}

function listOf(raw: LosslessObject, key: string): readonly LosslessValue[] {
  const list = ownMember(raw, key);
  return isLosslessList(list) ? list : [];
}

/** Sets a list unless it holds the very values that stand there; an empty one does not take the place of something else. */
function putList(raw: LosslessObject, key: string, values: readonly LosslessValue[]): LosslessObject {
  const before = listOf(raw, key);
  const same = values.length === before.length && values.every((value, index) => value === before[index]);
  return same ? raw : withMember(raw, key, values);
}

/** Raises a counter of ids to the highest of some new ones. */
function raise(raw: LosslessObject, key: string, ids: readonly number[]): LosslessObject {
  const highest = Math.max(0, ...ids.filter((id) => Number.isSafeInteger(id)));
  return highest > 0 && highest > (numberOf(ownMember(raw, key)) ?? 0) ? withMember(raw, key, highest) : raw;
}
