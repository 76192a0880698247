import type { JsonValue } from './json.ts';

/**
 * The one text of a JSON value: keys sorted by UTF-16 code unit, no white space, numbers and strings as JSON.stringify
 * writes them (RFC 8785, JSON Canonicalization Scheme). Absent keys and `undefined` are the same thing.
 * Throws a RangeError for a number that JSON cannot carry.
 */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`JSON cannot carry ${value}`);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.keys(value)
    .sort()
    .flatMap((key) => {
      const member = value[key];
      return member === undefined ? [] : [`${JSON.stringify(key)}:${canonicalJson(member)}`];
    });
  return `{${members.join(',')}}`;
}

/** Array.isArray does not narrow a readonly array away from an object type. */
function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
