import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyDocument, type GraphDocument } from '../../../src/graph/document.ts';
import type { LosslessObject, LosslessValue } from '../../../src/graph/file/lossless-json.ts';
import { viewLens, documentTitleLens } from '../../../src/graph/file/document-lenses.ts';
import { boundsLens } from '../../../src/graph/file/group-lenses.ts';
import type { Lens } from '../../../src/graph/file/lens.ts';
import {
  collapsedLens,
  modeLens,
  pinnedLens,
  posLens,
  sizeLens,
  titleLens,
} from '../../../src/graph/file/node-lenses.ts';
import { parseLossless } from '../../../src/graph/file/parse-lossless.ts';
import { readGraphFile } from '../../../src/graph/file/read-graph-file.ts';
import { tokenLikePlaces } from '../../../src/graph/file/token-like.ts';
import { paramsLens } from '../../../src/graph/file/widget-values.ts';
import { writeGraphFile } from '../../../src/graph/file/write-graph-file.ts';
import { fileRegistry } from './file-registry.ts';
import { fixtures, normal, opened, understood } from './lossless-text.ts';
import { randomEdits } from './random-edits.ts';

const odd = fixtures('odd');
const anyFixture = fc.constantFrom(...odd.map(([, text]) => text));

const ascending = (a: number, b: number): number => a - b;

interface FileNode {
  readonly id: number;
  readonly inputs: { readonly name: string; readonly link: number | null }[];
  readonly outputs: { readonly links: number[] }[];
}

describe('Random edits', { timeout: 60_000 }, () => {
  test('a document built by edits is what its file reads as', () => {
    fc.assert(
      fc.property(randomEdits, (edit) => {
        const document = edit(emptyDocument());
        const text = writeGraphFile(document, fileRegistry);
        const again = opened(text).document;
        expect(understood(again)).toEqual(understood(document));
        expect(writeGraphFile(again, fileRegistry)).toBe(text);
      }),
      { numRuns: 400 },
    );
  });

  test('a file that was opened and edited is what its new file reads as', () => {
    fc.assert(
      fc.property(anyFixture, randomEdits, (file, edit) => {
        const before = opened(file).document;
        const document = edit(before);
        const text = writeGraphFile(document, fileRegistry);
        const again = opened(text, before.residue?.assumed).document;
        // A group's or node's id that stands for none in the file is given anew when it is read.
        const ids = document.nodes.every((node) => node.residue?.assumed === undefined);
        const named = (held: GraphDocument): GraphDocument => ({
          ...held,
          groups: held.groups.map((group) => ({ ...group, id: '' })),
        });
        if (ids) expect(understood(named(again))).toEqual(understood(named(document)));
        const settled = writeGraphFile(again, fileRegistry);
        expect(settled).toBe(text);
      }),
      { numRuns: 1500 },
    );
  });

  test('in a file from nothing, every link stands in both of its sockets and every id is counted', () => {
    fc.assert(
      fc.property(randomEdits, (edit) => {
        const document = edit(emptyDocument());
        const file = JSON.parse(writeGraphFile(document, fileRegistry)) as {
          nodes: FileNode[];
          links: [number, number, number, number, number, string][];
          last_node_id: number;
          last_link_id: number;
        };
        expect(file.links).toHaveLength(document.links.length);
        const node = (id: number): FileNode => file.nodes.find((held) => held.id === id) ?? expect.fail();
        for (const [id, from, fromSlot, to, toSlot, type] of file.links) {
          expect(node(from).outputs[fromSlot]?.links).toContain(id);
          expect(node(to).inputs[toSlot]?.link).toBe(id);
          expect(typeof type).toBe('string');
        }
        const claims = file.nodes.flatMap((held) => held.inputs.flatMap(({ link }) => link ?? []));
        expect(claims.sort(ascending)).toEqual(file.links.map(([id]) => id).sort(ascending));
        expect(file.nodes.flatMap(({ outputs }) => outputs.flatMap(({ links }) => links)).sort(ascending)).toEqual(
          claims,
        );
        expect(file.nodes.every((held) => held.inputs.every((slot) => !/_\d+$/.test(slot.name) || slot.link))).toBe(
          true,
        );
        expect(file.last_node_id).toBe(Math.max(0, ...file.nodes.map(({ id }) => id)));
        expect(file.last_link_id).toBe(Math.max(0, ...file.links.map(([id]) => id)));
      }),
      { numRuns: 300 },
    );
  });
});

/** JSON text with numbers that JavaScript writes otherwise. */
const numberText = fc.constantFrom('0', '-0', '1.0', '1e400', '-5', '1E+2', '0.10', '12345678901234567890', '4', '2');
const anyJson: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    numberText,
    fc.constantFrom('null', 'true', 'false', '"a"', '"1"'),
    fc.string({ unit: 'binary', maxLength: 6 }).map((text) => JSON.stringify(text)),
    fc.array(tie('value'), { maxLength: 5 }).map((items) => `[${items.join(',')}]`),
    fc
      .uniqueArray(
        fc.tuple(
          fc.constantFrom('x', 'y', 'text', 'a\ud800', 'pos', 'title', 'flags', 'scale', 'offset', 'collapsed'),
          tie('value'),
        ),
        { maxLength: 5, selector: ([key]) => key },
      )
      .map((members) => `{${members.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',')}}`),
  ),
})).value;

function lossless(text: string): LosslessValue {
  const parsed = parseLossless(text);
  return parsed.ok ? parsed.value : expect.fail(`${parsed.problem.reason} ${text}`);
}

describe('Lenses', () => {
  const point = fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: -1000, max: 1000 }));
  const extent = fc.tuple(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 1000 }));
  const title = fc.option(fc.string({ minLength: 1 }), { nil: undefined });
  const params = fc.dictionary(fc.constantFrom('text', 'more'), fc.oneof(fc.integer(), fc.string()), {
    noNullPrototype: true,
  });
  const laws = <T>(name: string, key: string, lens: Lens<T>, values: fc.Arbitrary<T>): void => {
    test(`${name}: putting back what was got changes nothing, and what was put is got`, () => {
      const member = fc.oneof(
        anyJson,
        numberText.map((a) => `[${a}, ${a}, 7]`),
        numberText.map((a) => `{"0": ${a}, "1": 2}`),
      );
      const others = fc.constantFrom('', ', "b": 1.0');
      fc.assert(
        fc.property(fc.tuple(member, others), values, ([text, rest], value) => {
          const raw = lossless(`{"a": "x", "${key}": ${text}${rest}}`) as LosslessObject;
          expect(lens.put(raw, lens.get(raw))).toBe(raw);
          const put = lens.put(raw, value);
          expect(lens.get(put)).toEqual(value);
          expect(lens.put(put, value)).toBe(put);
          expect(put['a']).toBe('x');
          expect(put['b']).toBe(raw['b']);
        }),
        { numRuns: 300 },
      );
    });
  };
  laws('pos', 'pos', posLens, point);
  laws('size', 'size', sizeLens([10, 10]), extent);
  laws(
    'bounds of a group',
    'bounding',
    boundsLens,
    fc.tuple(point, extent).map(([a, b]) => [...a, ...b] as const),
  );
  laws('mode', 'mode', modeLens, fc.constantFrom('active', 'muted', 'bypassed'));
  laws('title', 'title', titleLens, title);
  laws('collapsed', 'flags', collapsedLens, fc.boolean());
  laws('pinned', 'flags', pinnedLens, fc.boolean());
  laws('title of a document', 'extra', documentTitleLens, title);
  laws('params by name', 'widgets_values', paramsLens(undefined), params);
  laws('params by position', 'widgets_values', paramsLens(['text', 'more']), params);
  laws(
    'view',
    'extra',
    viewLens,
    fc.option(fc.record({ scale: fc.integer({ min: 1, max: 100 }), offset: point }), { nil: undefined }),
  );
});

describe('Hostile input', { timeout: 60_000 }, () => {
  const survives = (file: string | Uint8Array): void => {
    const result = readGraphFile(file, fileRegistry);
    if (!result.ok) return;
    const text = writeGraphFile(result.document, fileRegistry);
    if (typeof file === 'string') {
      expect(normal(text)).toBe(normal(file));
      tokenLikePlaces(result.document);
    }
    expect(readGraphFile(text, fileRegistry).ok).toBe(true);
  };

  test('no JSON makes the reader throw, and what it opens is written back equal', () => {
    fc.assert(fc.property(anyJson, survives), { numRuns: 500 });
  });

  test('no values in the places that are understood make it throw', () => {
    const keys = ['id', 'type', 'pos', 'size', 'flags', 'mode', 'inputs', 'outputs', 'title', 'widgets_values'];
    const known = fc.constantFrom('"Prompt"', '"Generate"', '"Note"', '"Reroute"', '"Other"');
    const slot = fc
      .tuple(fc.constantFrom('"prompt"', '"images_1"', '""', '"after"', 'null', '3'), anyJson, anyJson, anyJson)
      .map(([name, type, link, links]) => `{"name": ${name}, "type": ${type}, "link": ${link}, "links": ${links}}`);
    const slots = fc.oneof(
      anyJson,
      fc.array(fc.oneof(slot, anyJson), { maxLength: 4 }).map((list) => `[${list.join(',')}]`),
    );
    const node = fc
      .tuple(fc.subarray(keys), fc.nat(4), known, anyJson, anyJson, slots, slots)
      .map(([present, id, type, one, two, inputs, outputs]) => {
        const values: Record<string, string> = { id: String(id), type, pos: one, inputs, outputs, widgets_values: two };
        return `{${present.map((key) => `"${key}": ${values[key] ?? one}`).join(',')}}`;
      });
    const entry = fc
      .tuple(numberText, fc.nat(4), fc.nat(3), fc.nat(4), fc.nat(3), anyJson)
      .map((parts) => `[${parts.join(',')}]`);
    const lists = fc.tuple(
      fc.array(node, { maxLength: 5 }),
      fc.array(fc.oneof(entry, entry, anyJson), { maxLength: 6 }),
      anyJson,
      anyJson,
    );
    fc.assert(
      fc.property(lists, randomEdits, ([nodes, links, groups, extra], edit) => {
        const file = `{"nodes": [${nodes.join(',')}], "links": [${links.join(',')}], "groups": ${groups}, "extra": ${extra}}`;
        survives(file);
        const result = readGraphFile(file, fileRegistry);
        if (result.ok) survives(writeGraphFile(edit(result.document), fileRegistry));
      }),
      { numRuns: 1000 },
    );
  });

  test('no bytes make the reader throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), survives), { numRuns: 500 });
  });

  test('no damage to a fixture makes it throw', () => {
    const damage = fc.tuple(
      anyFixture,
      fc.nat(),
      fc.nat(40),
      fc.oneof(fc.string(), anyJson, fc.constantFrom('"', '{', '[', '\\', ',', '__proto__')),
    );
    fc.assert(
      fc.property(damage, ([text, start, length, patch]) => {
        const from = start % text.length;
        survives(text.slice(0, from) + patch + text.slice(from + length));
      }),
      { numRuns: 1500 },
    );
  });

  test('no swapped value in a fixture makes it throw', () => {
    fc.assert(
      fc.property(anyFixture, fc.nat(), anyJson, (text, index, value) => {
        const values = [...text.matchAll(/(?<=: )("(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*|null|\[\]|\{\})/g)];
        const hit = values[index % Math.max(values.length, 1)];
        if (hit) survives(text.slice(0, hit.index) + value + text.slice(hit.index + hit[0].length));
      }),
      { numRuns: 1500 },
    );
  });
});
