import type { Link, NodeId } from '../document.ts';
import { linkPart } from './link-entry.ts';
import { inputKey, linkEnds } from './link-ends.ts';
import { isLosslessList, type LosslessObject, type LosslessValue, ownMember } from './lossless-json.ts';
import { idText } from './node-lenses.ts';
import type { SlotNames } from './slot-names.ts';

/** A node of a file, its id in the document, and what its slots are called. */
export interface SlottedNode {
  readonly id: NodeId;
  readonly raw: LosslessObject;
  readonly slots: SlotNames;
}

/**
 * The links of a file by socket name. An entry that names something the document has not is dangling; so is the second into
 * one input, where the entry counts that the input itself names, or else the first.
 */
export function readLinks(
  entries: readonly LosslessValue[],
  nodes: readonly SlottedNode[],
): { readonly links: readonly Link[]; readonly dangling: readonly LosslessValue[] } {
  const slots = new Map(nodes.map((node) => [node.id, node.slots]));
  const claims = inputClaims(nodes);
  const winners = new Map<string, Link>();
  for (const entry of entries) {
    const { from, to } = linkEnds(entry, slots);
    if (!from || !to) continue;
    const key = inputKey(to);
    const claimed = claims.get(key);
    const before = winners.get(key);
    if (before && (claimed === undefined || idOf(before.residue?.raw) === claimed || idOf(entry) !== claimed)) continue;
    winners.set(key, { from, to, residue: { raw: entry } });
  }
  const byEntry = new Map([...winners.values()].map((link) => [link.residue?.raw, link]));
  return {
    links: entries.flatMap((entry) => byEntry.get(entry) ?? []),
    dangling: entries.filter((entry) => !byEntry.has(entry)),
  };
}

function idOf(entry: LosslessValue | undefined): string | undefined {
  return entry === undefined ? undefined : idText(linkPart(entry, 'id'));
}

/** Input → the id of the link that it says enters it. */
function inputClaims(nodes: readonly SlottedNode[]): ReadonlyMap<string, string> {
  const claims = new Map<string, string>();
  for (const { id, raw, slots } of nodes) {
    const inputs = ownMember(raw, 'inputs');
    if (!isLosslessList(inputs)) continue;
    for (const [index, slot] of inputs.entries()) {
      const [name, claim] = [slots.inputs[index], idText(ownMember(slot, 'link'))];
      if (name !== undefined && claim !== undefined) claims.set(inputKey({ node: id, input: name }), claim);
    }
  }
  return claims;
}
