import type { Link, NodeId } from '../document.ts';
import { type LinkPart, linkPart, newLinkEntry, slotOf, withLinkPart } from './link-entry.ts';
import type { LinkPlan } from './link-plan.ts';
import {
  isLosslessList,
  isLosslessObject,
  type LosslessObject,
  type LosslessValue,
  ownMember,
} from './lossless-json.ts';
import { idText, rawId } from './node-lenses.ts';
import type { Side, SlotNames } from './slot-names.ts';

/** A node as it stands in the file, and what its slots are called there. */
export interface WrittenNode {
  readonly raw: LosslessObject;
  readonly names: SlotNames;
}

/**
 * The entries of `links`: those of the file in their order, each part as it was unless it would mean something else now, and
 * new ones behind. A link to a socket that no node has cannot be said in a file and is left out.
 */
export function writeLinks(
  plan: LinkPlan,
  ids: ReadonlyMap<Link, LosslessValue>,
  nodes: ReadonlyMap<NodeId, WrittenNode>,
): readonly LosslessValue[] {
  const asObject = plan.staying.length > 0 && plan.staying.every(({ entry }) => isLosslessObject(entry));
  const staying = plan.staying.map(({ entry, link, ends }) => {
    const { from, to } = ends;
    let next = entry;
    if (from) next = putEnd(next, 'fromNode', 'fromSlot', from.node, slotAt(nodes, from.node, 'outputs', from.output));
    if (to) next = putEnd(next, 'toNode', 'toSlot', to.node, slotAt(nodes, to.node, 'inputs', to.input));
    const moved = link !== undefined && idText(linkPart(next, 'fromNode')) !== idText(linkPart(entry, 'fromNode'));
    return moved ? withLinkPart(next, 'type', typeAt(nodes, link.from)) : next;
  });
  const added = plan.added.flatMap((link) => {
    const fromSlot = slotAt(nodes, link.from.node, 'outputs', link.from.output);
    const toSlot = slotAt(nodes, link.to.node, 'inputs', link.to.input);
    if (fromSlot === undefined || toSlot === undefined) return [];
    const parts = {
      id: ids.get(link) ?? null,
      fromNode: fileId(nodes, link.from.node),
      fromSlot,
      toNode: fileId(nodes, link.to.node),
      toSlot,
      type: typeAt(nodes, link.from),
    };
    return [newLinkEntry(parts, asObject)];
  });
  return [...staying, ...added];
}

function putEnd(
  entry: LosslessValue,
  nodePart: LinkPart,
  slotPart: 'fromSlot' | 'toSlot',
  node: NodeId,
  slot: number | undefined,
): LosslessValue {
  const named = idText(linkPart(entry, nodePart)) === node ? entry : withLinkPart(entry, nodePart, rawId(node));
  return slot === undefined || slotOf(named, slotPart) === slot ? named : withLinkPart(named, slotPart, slot);
}

function slotAt(nodes: ReadonlyMap<NodeId, WrittenNode>, node: NodeId, side: Side, name: string): number | undefined {
  const slot = nodes.get(node)?.names[side].indexOf(name) ?? -1;
  return slot < 0 ? undefined : slot;
}

/** A node's id in the form that the file has it: number or text. */
function fileId(nodes: ReadonlyMap<NodeId, WrittenNode>, node: NodeId): LosslessValue {
  return ownMember(nodes.get(node)?.raw, 'id') ?? rawId(node);
}

/** The type that a link carries: what the file says of the output. */
function typeAt(nodes: ReadonlyMap<NodeId, WrittenNode>, from: Link['from']): LosslessValue {
  const written = nodes.get(from.node);
  const slots = ownMember(written?.raw, 'outputs');
  const slot = slotAt(nodes, from.node, 'outputs', from.output) ?? -1;
  return (isLosslessList(slots) ? ownMember(slots[slot], 'type') : undefined) ?? '*';
}
