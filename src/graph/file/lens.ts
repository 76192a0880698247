import {
  equalJson,
  isLosslessList,
  isLosslessObject,
  type LosslessObject,
  type LosslessValue,
  numberOf,
  ownMember,
  ownObject,
  withMember,
} from './lossless-json.ts';

/**
 * One thing that is understood of a raw object. `put(raw, get(raw))` is `raw` itself, and `get(put(raw, value))` is `value`:
 * so what nobody touched is written back as it stood, and an edit changes only what it is about.
 */
export interface Lens<T> {
  readonly get: (raw: LosslessObject) => T;
  readonly put: (raw: LosslessObject, value: T) => LosslessObject;
}

/** A lens from a reader and a writer that need not care whether anything changed. */
export function lens<T>(
  get: (raw: LosslessObject) => T,
  set: (raw: LosslessObject, value: T) => LosslessObject,
): Lens<T> {
  return { get, put: (raw, value) => (equalJson(get(raw), value) ? raw : set(raw, value)) };
}

/** A member that is a text or not there. */
export function textLens(key: string): Lens<string | undefined> {
  return lens(
    (raw) => {
      const value = ownMember(raw, key);
      return typeof value === 'string' ? value : undefined;
    },
    (raw, value) => withMember(raw, key, value),
  );
}

/** A key of an inner object; an object that is missing is made when something is put in. */
export function within<T>(key: string, inner: Lens<T>): Lens<T> {
  const empty: LosslessObject = {};
  return {
    get: (raw) => inner.get(ownObject(raw, key) ?? empty),
    put: (raw, value) => {
      const before = ownObject(raw, key) ?? empty;
      const after = inner.put(before, value);
      return after === before ? raw : withMember(raw, key, after);
    },
  };
}

export interface NumberRange {
  readonly min: number;
  readonly max: number;
}

export interface VectorLens<V extends readonly number[]> extends Lens<V> {
  /** Whether the file's numbers lie outside of what is shown. */
  readonly clamped: (raw: LosslessObject) => boolean;
}

/**
 * Numbers by position, as a list or as an object with the keys "0", "1" … (a typed array that went through JSON). Missing
 * ones have a fallback; ones out of range are clamped, and stay in the file as they were until they are changed (G11).
 */
export function vectorLens<V extends readonly number[]>(
  key: string,
  fallback: V,
  ranges: readonly NumberRange[],
): VectorLens<V> {
  const held = (raw: LosslessObject, index: number): number | undefined => {
    const vector = ownMember(raw, key);
    return numberOf(isLosslessList(vector) ? vector[index] : ownMember(vector, String(index)));
  };
  const shown = (raw: LosslessObject, index: number): number =>
    clamp(held(raw, index) ?? fallback[index] ?? 0, ranges[index]);
  const get = (raw: LosslessObject): V => fallback.map((_, index) => shown(raw, index)) as unknown as V;
  const set = (raw: LosslessObject, value: V): LosslessObject => {
    const vector = ownMember(raw, key);
    const next = fallback.map((_, index): LosslessValue => {
      const before = isLosslessList(vector) ? vector[index] : ownMember(vector, String(index));
      const wanted = value[index] ?? 0;
      return before !== undefined && numberOf(before) !== undefined && shown(raw, index) === wanted
        ? before
        : clamp(wanted, ranges[index]);
    });
    if (isLosslessObject(vector)) return withMember(raw, key, Object.assign({ ...vector }, next));
    return withMember(raw, key, isLosslessList(vector) ? [...next, ...vector.slice(next.length)] : next);
  };
  return {
    ...lens(get, set),
    clamped: (raw) => fallback.some((_, index) => (held(raw, index) ?? shown(raw, index)) !== shown(raw, index)),
  };
}

function clamp(value: number, range: NumberRange = { min: -Infinity, max: Infinity }): number {
  // Adding 0 turns -0 into 0, which is what the file will say.
  return Number.isNaN(value) ? range.min : Math.min(Math.max(value, range.min), range.max) + 0;
}
