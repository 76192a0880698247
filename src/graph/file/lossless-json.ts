import { LosslessNumber } from 'lossless-json';
import type { JsonObject, JsonValue } from '../json.ts';

/**
 * JSON whose numbers keep their text: a number that JavaScript writes as the file did is a plain number, any other
 * (`1.0`, `1e400`, more digits than a double holds) keeps its text in a LosslessNumber.
 */
export type LosslessValue =
  | null
  | boolean
  | number
  | string
  | LosslessNumber
  | readonly LosslessValue[]
  | LosslessObject;
export interface LosslessObject {
  readonly [key: string]: LosslessValue;
}

export function isLosslessObject(value: unknown): value is LosslessObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof LosslessNumber);
}

export function isLosslessList(value: LosslessValue | undefined): value is readonly LosslessValue[] {
  return Array.isArray(value);
}

/** An own member, or undefined: a hostile name reaches no prototype (G08). */
export function ownMember(value: LosslessValue | undefined, key: string): LosslessValue | undefined {
  return isLosslessObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** An own member where it is an object, or undefined. */
export function ownObject(value: LosslessValue | undefined, key: string): LosslessObject | undefined {
  const member = ownMember(value, key);
  return isLosslessObject(member) ? member : undefined;
}

/** The object with one member set in its place, added at the end, or taken out (`undefined`). */
export function withMember(object: LosslessObject, key: string, value: LosslessValue | undefined): LosslessObject {
  if (value !== undefined) return { ...object, [key]: value };
  const { [key]: _, ...others } = object;
  return others;
}

/** A number as JavaScript counts it, so `1e400` is Infinity; undefined for anything else. */
export function numberOf(value: LosslessValue | undefined): number | undefined {
  if (typeof value === 'number') return value;
  return value instanceof LosslessNumber ? Number(value.value) : undefined;
}

/** A number as the file writes it; undefined for anything else. */
export function numberText(value: LosslessValue | undefined): string | undefined {
  if (typeof value === 'number') return String(value);
  return value instanceof LosslessNumber ? value.value : undefined;
}

/** The document's form of a value. Numbers that a double cannot hold become the nearest it can. */
export function plainOf(value: LosslessValue): JsonValue {
  const number = numberOf(value);
  // Adding 0 turns -0, which JSON.stringify would not write, into 0.
  if (number !== undefined) return Math.min(Math.max(number, -Number.MAX_VALUE), Number.MAX_VALUE) + 0;
  if (isLosslessList(value)) return value.map(plainOf);
  return isLosslessObject(value) ? plainObjectOf(value) : (value as null | boolean | string);
}

/** The document's form of an object. */
export function plainObjectOf(object: LosslessObject): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, member]) => [key, plainOf(member)]));
}

/** Equality of plain JSON-like values; members that are undefined count as absent. */
export function equalJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b))
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => equalJson(item, b[index]))
    );
  const [membersA, membersB] = [presentMembers(a), presentMembers(b)];
  return (
    membersA.length === membersB.length &&
    membersA.every(([key, value]) => Object.hasOwn(b, key) && equalJson(value, Reflect.get(b, key)))
  );
}

function presentMembers(object: object): readonly (readonly [string, unknown])[] {
  return Object.entries(object).filter(([, value]) => value !== undefined);
}
