import type { AnyNodeDefinition } from '../definition.ts';
import type { GraphNode, Link } from '../document.ts';
import { growingPart } from '../sockets-of.ts';
import { inputKey, outputKey } from './link-ends.ts';
import type { LinkPlan } from './link-plan.ts';
import {
  isLosslessList,
  isLosslessObject,
  type LosslessObject,
  type LosslessValue,
  ownMember,
  withMember,
} from './lossless-json.ts';
import { idText } from './node-lenses.ts';
import { allNames, type Side, type SlotNames, specOf } from './slot-names.ts';

/** A node on its way into a file, with what its slots are called so far. */
export interface SlotWork {
  readonly node: GraphNode;
  readonly raw: LosslessObject;
  readonly names: SlotNames;
  readonly definition: AnyNodeDefinition | undefined;
  /** Whether the raw node stands for this very node in the file, so that what it says of links was true. */
  readonly original: boolean;
  readonly plan: LinkPlan;
  readonly ids: ReadonlyMap<Link, LosslessValue>;
}

interface NamedSlot {
  readonly name: string;
  readonly slot: LosslessValue;
}

/**
 * The node with its slots saying which links they hold: changed only where the links are others than in the file, with slots
 * added for newly linked sockets and taken out for growing ones that are not linked any more. A list that the file did not
 * have stays absent; its slots count as the definition orders them.
 */
export function writeSlots(work: SlotWork): { readonly raw: LosslessObject; readonly names: SlotNames } {
  const inputs = writeSide(work, 'inputs', writeInput);
  const outputs = writeSide(inputs.work, 'outputs', writeOutput);
  return { raw: outputs.work.raw, names: outputs.work.names };
}

function writeSide(
  work: SlotWork,
  side: Side,
  write: (work: SlotWork, named: NamedSlot) => LosslessValue | undefined,
): { readonly work: SlotWork } {
  const slots = ownMember(work.raw, side);
  if (!isLosslessList(slots)) return { work };
  const before = slots.map((slot, index): NamedSlot => ({ name: work.names[side][index] ?? '', slot }));
  const after = [...before, ...missingSlots(work, side)].flatMap((named): NamedSlot[] => {
    const slot = write(work, named);
    return slot === undefined ? [] : [{ name: named.name, slot }];
  });
  const same = after.length === before.length && after.every(({ slot }, index) => slot === before[index]?.slot);
  if (same) return { work };
  const raw = withMember(
    work.raw,
    side,
    after.map(({ slot }) => slot),
  );
  return { work: { ...work, raw, names: { ...work.names, [side]: after.map(({ name }) => name) } } };
}

/** Sockets of the definition that have links and no slot. */
function missingSlots({ node, definition, names, plan }: SlotWork, side: Side): readonly NamedSlot[] {
  if (!definition || node.foreign) return [];
  const listed = new Set(names[side]);
  return allNames(definition, side)
    .filter((name) => !listed.has(name) && isLinked(plan, node.id, side, name))
    .map((name, index) => ({ name, slot: newSlot(definition, side, name, listed.size + index) }));
}

function isLinked(plan: LinkPlan, node: string, side: Side, name: string): boolean {
  return side === 'inputs'
    ? plan.into.has(inputKey({ node, input: name }))
    : plan.outOf.has(outputKey({ node, output: name }));
}

/** A slot as ComfyUI writes it, with nothing linked. */
export function newSlot(
  definition: AnyNodeDefinition | undefined,
  side: Side,
  name: string,
  index: number,
  type: string = (definition && specOf(definition, side, name)?.socket) ?? '*',
): LosslessObject {
  return side === 'inputs' ? { name, type, link: null } : { name, type, links: [], slot_index: index };
}

function writeInput(work: SlotWork, { name, slot }: NamedSlot): LosslessValue | undefined {
  const { node, original, plan, ids, definition } = work;
  const link = plan.into.get(inputKey({ node: node.id, input: name }));
  const claim = ownMember(slot, 'link');
  const claimed = idText(claim);
  const stale = claimed !== undefined && (!original || plan.gone.has(claimed));
  if (link) {
    const id = ids.get(link) ?? null;
    const holds = (original && plan.unchanged.has(link) && !stale) || claimed === idText(id);
    return holds ? slot : withClaim(slot, 'link', id);
  }
  const growing = !node.foreign && definition && growingPart(definition, name);
  if (growing && (stale || !original)) return undefined;
  return stale ? withClaim(slot, 'link', null) : slot;
}

function writeOutput(work: SlotWork, { name, slot }: NamedSlot): LosslessValue {
  const { node, original, plan, ids } = work;
  const links = plan.outOf.get(outputKey({ node: node.id, output: name })) ?? [];
  const written = ownMember(slot, 'links');
  const before = isLosslessList(written) ? written : [];
  const wanted = new Set(links.map((link) => idText(ids.get(link))));
  const kept = before.filter((id) => {
    const text = idText(id);
    return text === undefined || wanted.has(text) || (original && !plan.gone.has(text));
  });
  const listed = new Set(before.map(idText));
  const added = links
    .filter((link) => !(original && plan.unchanged.has(link)))
    .map((link) => ids.get(link) ?? null)
    .filter((id) => !listed.has(idText(id)));
  return kept.length === before.length && added.length === 0 ? slot : withClaim(slot, 'links', [...kept, ...added]);
}

/** A slot that was no object becomes one when it has to say something. */
function withClaim(slot: LosslessValue, key: string, value: LosslessValue): LosslessObject {
  return withMember(isLosslessObject(slot) ? slot : { name: '', type: '*' }, key, value);
}
