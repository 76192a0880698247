import type { Link, NodeId } from '../document.ts';
import { linkPart, slotOf } from './link-entry.ts';
import type { LosslessValue } from './lossless-json.ts';
import { idText } from './node-lenses.ts';
import type { SlotNames } from './slot-names.ts';

/** What an entry of `links` means among some nodes: each end by name, as far as it names something that is there. */
export interface LinkEnds {
  readonly from?: Link['from'];
  readonly to?: Link['to'];
}

export function linkEnds(entry: LosslessValue, slots: ReadonlyMap<NodeId, SlotNames>): LinkEnds {
  const [fromNode, toNode] = [idText(linkPart(entry, 'fromNode')), idText(linkPart(entry, 'toNode'))];
  const output = nameAt(slots, fromNode, 'outputs', slotOf(entry, 'fromSlot'));
  const input = nameAt(slots, toNode, 'inputs', slotOf(entry, 'toSlot'));
  return {
    ...(fromNode === undefined || output === undefined ? {} : { from: { node: fromNode, output } }),
    ...(toNode === undefined || input === undefined ? {} : { to: { node: toNode, input } }),
  };
}

function nameAt(
  slots: ReadonlyMap<NodeId, SlotNames>,
  node: NodeId | undefined,
  side: keyof SlotNames,
  slot: number | undefined,
): string | undefined {
  return node === undefined || slot === undefined ? undefined : slots.get(node)?.[side][slot];
}

/** One text for a node's input, to look things up by. */
export function inputKey(to: Link['to']): string {
  return JSON.stringify([to.node, to.input]);
}

/** One text for a node's output, to look things up by. */
export function outputKey(from: Link['from']): string {
  return JSON.stringify([from.node, from.output]);
}
