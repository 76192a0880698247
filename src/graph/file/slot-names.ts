import { type AnyNodeDefinition, type InputSpec, isGrowing, type OutputSpec } from '../definition.ts';
import type { ForeignSocket, GraphNode } from '../document.ts';
import { growingPart } from '../sockets-of.ts';
import { boundedText } from './bounded-text.ts';
import { isLosslessList, type LosslessObject, type LosslessValue, numberText, ownMember } from './lossless-json.ts';

/** The two lists of a node in which links count slots. */
export type Side = 'inputs' | 'outputs';
/** Socket names by slot, as links of a file count them. */
export type SlotNames = Readonly<Record<Side, readonly string[]>>;

/** Why a node's slots are not this definition's sockets, or undefined. Absent slots fit: links go by name. */
export function slotMisfit(raw: LosslessObject, definition: AnyNodeDefinition): string | undefined {
  return sideMisfit(raw, definition, 'inputs') ?? sideMisfit(raw, definition, 'outputs');
}

function sideMisfit(raw: LosslessObject, definition: AnyNodeDefinition, side: Side): string | undefined {
  const [word, slots] = [side.slice(0, -1), ownMember(raw, side)];
  if (slots === undefined || slots === null) return undefined;
  if (!isLosslessList(slots)) return `its ${side} are no list`;
  const names = new Set<string>();
  for (const slot of slots) {
    const name = knownName(slot, definition, side, slots.length);
    const spec = name === undefined ? undefined : specOf(definition, side, name);
    if (name === undefined || !spec) return `its ${word} “${boundedText(plainName(slot))}” is not known`;
    if (names.has(name)) return `its ${word} “${boundedText(name)}” stands twice`;
    names.add(name);
    const type = slotType(slot);
    if (spec.socket !== '*' && type !== '*' && type !== spec.socket)
      return `its ${word} “${boundedText(name)}” is ${boundedText(type)} instead of ${spec.socket}`;
  }
  return undefined;
}

/** What a definition says of the socket with a name in a file: `images_2`, but not the bare `images`. */
export function specOf(definition: AnyNodeDefinition, side: Side, name: string): InputSpec | OutputSpec | undefined {
  const specs: Readonly<Record<string, InputSpec | OutputSpec>> = definition[side];
  const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
  if (spec && !isGrowing(spec as InputSpec)) return spec;
  const part = side === 'inputs' ? growingPart(definition, name) : undefined;
  return part ? definition.inputs[part.base] : undefined;
}

/** A lone socket of any type goes by its place: ComfyUI's Reroute names its output after the type it shows. */
function knownName(slot: LosslessValue, definition: AnyNodeDefinition, side: Side, count: number): string | undefined {
  const [only, second] = Object.entries<InputSpec | OutputSpec>(definition[side]);
  if (only && !second && count === 1 && only[1].socket === '*') return only[0];
  const name = ownMember(slot, 'name');
  return typeof name === 'string' ? name : undefined;
}

function plainName(slot: LosslessValue): string {
  const name = ownMember(slot, 'name');
  return typeof name === 'string' ? name : '';
}

/** The type of a slot as text, whatever it was: `*` stands for what litegraph takes as any (0, empty, nothing). */
export function slotType(slot: LosslessValue): string {
  const type = ownMember(slot, 'type');
  if (typeof type === 'string') return type === '' ? '*' : type;
  const number = numberText(type);
  if (number !== undefined) return number === '0' ? '*' : number;
  // Old files write the choices of a combo in the place of its type.
  return type === undefined || type === null ? '*' : 'COMBO';
}

/** The sockets that a foreign node brought along, under names that are unique. */
export function foreignSockets(raw: LosslessObject, side: Side): readonly ForeignSocket[] {
  const slots = ownMember(raw, side);
  if (!isLosslessList(slots)) return [];
  const taken = new Set<string>();
  /** Where to go on counting: a file may give thousands of sockets one name. */
  const counted = new Map<string, number>();
  return slots.map((slot, index) => {
    const written = plainName(slot);
    const base = written === '' ? `${side.slice(0, -1)} ${index + 1}` : written;
    let name = base;
    let number = counted.get(base) ?? 2;
    for (; taken.has(name); number++) name = `${base}#${number}`;
    counted.set(base, number);
    taken.add(name);
    const label = [ownMember(slot, 'label'), ownMember(slot, 'localized_name')].find(
      (text) => typeof text === 'string' && text !== '',
    );
    return { name, label: typeof label === 'string' ? label : base, type: slotType(slot) };
  });
}

/** The names behind the slots of a node that came from a file. Expects that its sockets fit, or that it is foreign. */
export function slotNames(
  raw: LosslessObject,
  foreign: GraphNode['foreign'],
  definition: AnyNodeDefinition | undefined,
): SlotNames {
  if (foreign || !definition) {
    const names = (sockets: readonly ForeignSocket[]): readonly string[] => sockets.map((socket) => socket.name);
    return { inputs: names(foreign?.inputs ?? []), outputs: names(foreign?.outputs ?? []) };
  }
  const side = (side: Side): readonly string[] => {
    const slots = ownMember(raw, side);
    if (!isLosslessList(slots)) return allNames(definition, side);
    return slots.map((slot) => knownName(slot, definition, side, slots.length) ?? '');
  };
  return { inputs: side('inputs'), outputs: side('outputs') };
}

/** Every name that a definition can have, in its order: what slots count where a file lists none. */
export function allNames(definition: AnyNodeDefinition, side: Side): readonly string[] {
  return Object.entries<InputSpec | OutputSpec>(definition[side]).flatMap(([name, spec]) =>
    isGrowing(spec as InputSpec)
      ? Array.from({ length: (spec as { max: number }).max }, (_, index) => `${name}_${index + 1}`)
      : [name],
  );
}
