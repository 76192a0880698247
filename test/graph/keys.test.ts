import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../src/graph/canonical-json.ts';
import { hashBytes, hashJson } from '../../src/graph/hash.ts';
import type { JsonObject, JsonValue } from '../../src/graph/json.ts';
import { cacheKeyOf, type JobIdentity, jobKeyOf } from '../../src/graph/keys.ts';

const identity: JobIdentity = {
  service: 'sandbox',
  model: 'a/b',
  request: { prompt: 'A street.', duration: 5 },
  take: 1,
};

/** The same object with its keys in another order, all the way down. */
function shuffled(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as JsonObject)
      .reverse()
      .map(([key, member]) => [key, shuffled(member)]),
  );
}

describe('canonical JSON', () => {
  test('is the RFC 8785 example’s order and form', () => {
    expect(canonicalJson({ '€': 'Euro', '\r': 'CR', '1': 'One', '😀': 'Smile', ö: 'o' })).toBe(
      '{"\\r":"CR","1":"One","ö":"o","€":"Euro","😀":"Smile"}',
    );
    expect(canonicalJson([1e21, 0.1, -0, 1.0])).toBe('[1e+21,0.1,0,1]');
  });

  test('does not depend on the order of keys, and parses back to an equal value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json = value as JsonValue;
        expect(canonicalJson(shuffled(json))).toBe(canonicalJson(json));
        // -0 is written as 0, as JSON.stringify does.
        expect(JSON.parse(canonicalJson(json))).toEqual(JSON.parse(JSON.stringify(json)));
      }),
    );
  });

  test('tells different values apart', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const equal =
          JSON.stringify(shuffled(shuffled(a as JsonValue))) === JSON.stringify(shuffled(shuffled(b as JsonValue)));
        if (!equal && canonicalJson(a as JsonValue) === canonicalJson(b as JsonValue)) {
          expect(JSON.parse(JSON.stringify(a))).toEqual(JSON.parse(JSON.stringify(b)));
        }
      }),
    );
  });

  test('refuses numbers that JSON cannot carry', () => {
    expect(() => canonicalJson(Number.NaN)).toThrow(RangeError);
  });
});

describe('keys', () => {
  test('a hash is SHA-256 in hex', () => {
    expect(hashBytes(new TextEncoder().encode('abc'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    expect(hashJson({})).toBe(hashBytes(new TextEncoder().encode('{}')));
  });

  test('each part of the identity changes the key', () => {
    const changed: JobIdentity[] = [
      { ...identity, service: 'https://model-api.runcomfy.net' },
      { ...identity, model: 'a/c' },
      { ...identity, request: { prompt: 'A street.', duration: 6 } },
      { ...identity, take: 2 },
    ];
    expect(new Set([identity, ...changed].map(jobKeyOf)).size).toBe(5);
  });

  test('this very key stays what it is: jobs that were bought must be found by later versions', () => {
    expect(jobKeyOf(identity)).toBe('d2641d4e3f86b272e96bf42f4af2eead1460d07584c82f649a626b57daa26517');
  });

  test('operations differ by name, version, params and the order of what goes in', () => {
    const of = [{ url: 'https://example.com/1' }, { url: 'https://example.com/2' }];
    const join = { op: 'join', version: 1, params: {}, of };
    const others = [
      { ...join, op: 'frame' },
      { ...join, version: 2 },
      { ...join, params: { title: 'x' } },
      { ...join, of: of.toReversed() },
    ];
    expect(new Set([join, ...others].map(cacheKeyOf)).size).toBe(5);
  });
});
