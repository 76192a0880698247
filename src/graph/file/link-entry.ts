import { isLosslessList, isLosslessObject, type LosslessValue, numberOf, withMember } from './lossless-json.ts';

/** The six parts of a link in a file: a list `[id, from node, from slot, to node, to slot, type]`, or an object (version 1). */
const objectKeys = ['id', 'origin_id', 'origin_slot', 'target_id', 'target_slot', 'type'] as const;
const partIndexes = { id: 0, fromNode: 1, fromSlot: 2, toNode: 3, toSlot: 4, type: 5 } as const;
export type LinkPart = keyof typeof partIndexes;

/** A part of an entry, or undefined: an entry may be anything. */
export function linkPart(entry: LosslessValue, part: LinkPart): LosslessValue | undefined {
  const index = partIndexes[part];
  if (isLosslessList(entry)) return entry[index];
  const key = objectKeys[index];
  return isLosslessObject(entry) && key !== undefined && Object.hasOwn(entry, key) ? entry[key] : undefined;
}

/** The entry with one part set. */
export function withLinkPart(entry: LosslessValue, part: LinkPart, value: LosslessValue): LosslessValue {
  const index = partIndexes[part];
  if (isLosslessList(entry)) return Object.assign([...entry], { [index]: value });
  return isLosslessObject(entry) ? withMember(entry, objectKeys[index] ?? part, value) : entry;
}

/** The slot that an entry names at one end, or undefined where that is no slot. */
export function slotOf(entry: LosslessValue, part: 'fromSlot' | 'toSlot'): number | undefined {
  const written = linkPart(entry, part);
  const slot = typeof written === 'string' && /^[0-9]{1,6}$/.test(written) ? Number(written) : numberOf(written);
  return slot !== undefined && Number.isInteger(slot) && slot >= 0 ? slot : undefined;
}

/** A new entry, in the form that the file's other links have. */
export function newLinkEntry(parts: Readonly<Record<LinkPart, LosslessValue>>, asObject: boolean): LosslessValue {
  const { id, fromNode, fromSlot, toNode, toSlot, type } = parts;
  const list = [id, fromNode, fromSlot, toNode, toSlot, type];
  return asObject ? Object.fromEntries(objectKeys.map((key, index) => [key, list[index] ?? null])) : list;
}
