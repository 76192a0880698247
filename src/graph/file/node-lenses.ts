import type { NodeMode, Point, Size } from '../document.ts';
import { type Lens, lens, textLens, vectorLens, type VectorLens, within } from './lens.ts';
import {
  type LosslessObject,
  type LosslessValue,
  numberOf,
  numberText,
  ownMember,
  withMember,
} from './lossless-json.ts';

/** How far from the origin something may stand, in graph units. */
export const placeRange = { min: -10_000_000, max: 10_000_000 };
/** How wide or high something may be, in graph units. */
export const extentRange = { min: 1, max: 20_000 };

/** Size of a node whose file says none and whose type is not known. */
export const unknownSize: Size = [210, 60];

export const posLens = vectorLens<Point>('pos', [0, 0], [placeRange, placeRange]);
export function sizeLens(fallback: Size): VectorLens<Size> {
  return vectorLens('size', fallback, [extentRange, extentRange]);
}

const modes: ReadonlyMap<number | undefined, NodeMode> = new Map([
  [2, 'muted'],
  [4, 'bypassed'],
]);
const modeNumbers: Readonly<Record<NodeMode, number>> = { active: 0, muted: 2, bypassed: 4 };

/** ComfyUI's modes: 0 always, 2 never, 4 bypass. Others (on event, on trigger) are shown as active and kept. */
export const modeLens: Lens<NodeMode> = lens(
  (raw) => modes.get(numberOf(ownMember(raw, 'mode'))) ?? 'active',
  (raw, mode) => withMember(raw, 'mode', modeNumbers[mode]),
);

/** Where a title is empty the definition's is shown. */
export const titleLens: Lens<string | undefined> = textLens('title');

export const collapsedLens = within('flags', flagLens('collapsed'));
export const pinnedLens = within('flags', flagLens('pinned'));

function flagLens(key: string): Lens<boolean> {
  return lens(
    (raw: LosslessObject) => Boolean(ownMember(raw, key)),
    (raw, value) => withMember(raw, key, value ? true : undefined),
  );
}

const canonicalInteger = /^(0|-?[1-9][0-9]{0,14})$/;

/** The document's id for one of a file: `1`, `1.0` and `"1"` are the same (G06). */
export function idText(value: LosslessValue | undefined): string | undefined {
  if (typeof value === 'string') return value;
  const number = numberOf(value);
  if (number === undefined) return undefined;
  // Beyond that a double would make one id of two.
  return Number.isSafeInteger(number) ? String(number + 0) : numberText(value);
}

/** The file's form of an id: a number wherever the text is one. */
export function rawId(id: string): number | string {
  return canonicalInteger.test(id) ? Number(id) : id;
}
