import { describe, expect, test } from 'vitest';
import { createHash } from 'node:crypto';
import type { Problem } from '../../../src/graph/problem.ts';
import { readGraphFile } from '../../../src/graph/file/read-graph-file.ts';
import { writeGraphFile } from '../../../src/graph/file/write-graph-file.ts';
import { fileRegistry } from './file-registry.ts';
import { fixture, fixtures, normal, opened, understood } from './lossless-text.ts';

function refused(file: string | Uint8Array): Problem {
  const result = readGraphFile(file, fileRegistry);
  if (result.ok) throw new Error('this file was opened');
  expect(result.problem.severity).toBe('error');
  expect(result.problem.reason).toMatch(/\.$/);
  expect(result.problem.remedy).toMatch(/\.$/);
  return result.problem;
}

const utf16 = (text: string, mark: boolean): Uint8Array => {
  const bytes = Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le');
  return Uint8Array.from(bytes);
};

test.each([
  ['api-format', 'file-api-format'],
  ['api-format-in-prompt', 'file-api-format'],
  ['no-workflow', 'file-not-workflow'],
  ['list', 'file-not-workflow'],
  ['not-json', 'file-not-json'],
  ['duplicate-key', 'file-duplicate-key'],
  ['duplicate-ids', 'file-duplicate-ids'],
  ['banned-key', 'file-banned-key'],
  ['banned-key-escaped', 'file-banned-key'],
  ['newer-schema', 'file-newer'],
  ['nodes-no-list', 'file-not-workflow'],
  ['links-no-list', 'file-not-workflow'],
  ['node-no-object', 'file-not-workflow'],
  ['node-id-no-id', 'file-not-workflow'],
])('The file %s is refused as %s', (name, code) => {
  expect(refused(fixture('refused', name)).code).toBe(code);
});

test('Every refused fixture is refused', () => {
  for (const [, text] of fixtures('refused')) refused(text);
});

describe('G01 what is not JSON', () => {
  test('G01 the first error is told with its line and column', () => {
    expect(refused(fixture('refused', 'not-json')).place).toEqual({ line: 3, column: 14 });
    expect(refused('{"nodes": [').place).toEqual({ line: 1, column: 12 });
    expect(refused('\r\n{"nodes":\r\n nul}').place).toEqual({ line: 3, column: 2 });
    expect(refused('{"nodes": "a\nb"}').place).toEqual({ line: 1, column: 13 });
  });

  test('G01 numbers that JSON has not are refused with their place', () => {
    for (const number of ['NaN', 'Infinity', '-Infinity', '01', '.5', '1.', '+1', '0x10', '1e'])
      expect(refused(`{"nodes": [],\n "x": ${number}}`)).toMatchObject({ code: 'file-not-json', place: { line: 2 } });
  });

  test('G01 a byte order mark does not disturb, in bytes or in text', () => {
    const text = fixture('odd', 'own-nodes');
    const { document } = opened(`\ufeff${text}`);
    expect(understood(document)).toEqual(understood(opened(text).document));
    expect(normal(writeGraphFile(document, fileRegistry))).toBe(normal(text));
  });

  test('G01 UTF-16 is recognised, with and without its mark, and said in words', () => {
    for (const mark of [true, false]) {
      const problem = refused(utf16(fixture('odd', 'own-nodes'), mark));
      expect(problem.code).toBe('file-encoding');
      expect(problem.reason).toContain('UTF-16');
    }
    const swapped = Buffer.from(utf16('{"nodes": []}', true)).swap16();
    expect(refused(Uint8Array.from(swapped)).reason).toContain('UTF-16');
  });

  test('G01 bytes that are no UTF-8 are refused instead of being mended', () => {
    expect(refused(Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x7d])).code).toBe('file-encoding');
    // A surrogate on its own, in three bytes.
    expect(refused(Uint8Array.from([0x22, 0xed, 0xa0, 0x80, 0x22])).code).toBe('file-encoding');
    expect(refused(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a])).code).toBe('file-encoding');
  });

  test('G01 an empty file is refused as empty', () => {
    for (const file of ['', ' \n\t', '\ufeff', new Uint8Array(), Uint8Array.from([0xef, 0xbb, 0xbf])])
      expect(refused(file).code).toBe('file-empty');
  });
});

describe('G02 size', () => {
  const limit = 16 * 1024 * 1024;

  test('G02 a file of 16 MB is opened and one more byte refused', () => {
    const padded = (bytes: number): string => '{"nodes": []}'.padEnd(bytes, ' ');
    expect(readGraphFile(padded(limit), fileRegistry).ok).toBe(true);
    expect(refused(padded(limit + 1)).code).toBe('file-too-large');
    expect(refused(new TextEncoder().encode(padded(limit + 1))).code).toBe('file-too-large');
  });

  test('G02 a text counts by its bytes, not by its characters', () => {
    const text = `{"nodes": [], "x": "${'€'.repeat(limit / 3)}"}`;
    expect(text.length).toBeLessThan(limit);
    expect(refused(text).code).toBe('file-too-large');
  });

  test('G02 100 MB are refused without being decoded', () => {
    const huge = new Uint8Array(100 * 1024 * 1024);
    expect(refused(huge).code).toBe('file-too-large');
  });
});

describe('G03 nesting', () => {
  test.each([10_000, 1_000_000])('G03 a file %i deep is refused with the place where it goes too deep', (depth) => {
    const text = `{"nodes": [],\n"x": ${'['.repeat(depth)}${']'.repeat(depth)}}`;
    // The outer object is the first level, so the 200th list is one too many.
    expect(refused(text)).toMatchObject({ code: 'file-too-deep', place: { line: 2, column: 6 + 199 } });
    expect(refused(`{"a":`.repeat(depth)).code).toBe('file-too-deep');
  });

  test('G03 200 levels are opened and written back', () => {
    const text = `{"nodes": [], "x": ${'['.repeat(199)}${']'.repeat(199)}}`;
    expect(normal(writeGraphFile(opened(text).document, fileRegistry))).toBe(normal(text));
  });

  test('G03 brackets inside of texts do not count, also behind an escaped quote', () => {
    for (const inside of ['[{', '\\"[{', '\\\\\\"[{'])
      expect(readGraphFile(`{"nodes": [], "x": "${inside.repeat(500)}"}`, fileRegistry).ok).toBe(true);
    expect(refused(`{"nodes": [], "x": "\\\\", "y": ${'['.repeat(500)}`).code).toBe('file-too-deep');
  });
});

describe('G06 duplicate ids', () => {
  test('G06 1 and "1" and 1.0 are the same id, and the refusal names it', () => {
    for (const [a, b] of [
      ['1', '"1"'],
      ['1', '1.0'],
      ['"a"', '"a"'],
      ['10', '1e1'],
    ]) {
      const problem = refused(`{"nodes": [{"id": ${a}, "type": "A"}, {"id": ${b}, "type": "B"}]}`);
      expect(problem.code).toBe('file-duplicate-ids');
      expect(problem.reason).toContain(a === '"a"' ? 'a' : a === '10' ? '10' : '1');
    }
  });

  test('G06 ids inside of subgraphs may repeat those of the top level', () => {
    expect(opened(fixture('odd', 'subgraphs-models-floating-links-reroutes')).document.nodes).toHaveLength(2);
  });

  test('G06 long ids that a double would make one stay two', () => {
    const text = '{"nodes": [{"id": 90071992547409931, "type": "A"}, {"id": 90071992547409932, "type": "B"}]}';
    expect(opened(text).document.nodes.map((node) => node.id)).toEqual(['90071992547409931', '90071992547409932']);
  });
});

describe('G09 banned keys', () => {
  test.each(['__proto__', 'constructor', 'prototype', '\\u005f_proto__', 'c\\u006Fnstructor', 'prototyp\\u0065'])(
    'G09 the key %s is refused at any depth, with its place',
    (key) => {
      for (const text of [
        `{"nodes": [],\n "${key}": 1}`,
        `{"nodes": [\n{"id": 1, "type": "A", "properties": {"a": [{"${key}"\t: {"polluted": 1}}]}}]}`,
        `{"nodes": [],\n "extra": {"${key}"\n:1}}`,
      ])
        expect(refused(text)).toMatchObject({ code: 'file-banned-key', place: { line: 2 } });
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    },
  );

  test('G09 the same words as values are texts like any other', () => {
    expect(readGraphFile('{"nodes": [], "x": "say \\"__proto__\\": 1", "y": "constructor"}', fileRegistry).ok).toBe(
      true,
    );
    const { document } = opened(fixture('odd', 'hostile-types'));
    expect(document.nodes.map((node) => node.type)).toEqual(['constructor', '__proto__', 'toString', 'hasOwnProperty']);
  });
});

test('G16 a file of a newer version is refused, naming the version that made it', () => {
  expect(refused(fixture('refused', 'newer-schema')).reason).toContain('made by version 2.3.0');
  expect(refused('{"nodes": [], "extra": {"shotgraph": {"schema": 7}}}').reason).toContain('made by version 7');
  expect(refused('{"nodes": [], "extra": {"shotgraph": {"schema": "7"}}}').code).toBe('file-newer');
  expect(refused('{"nodes": [], "extra": {"shotgraph": {"schema": 1e400}}}').code).toBe('file-newer');
});

test('G17 5,000 nodes are opened, 20,001 refused with their number', () => {
  const nodes = (count: number): string =>
    `{"nodes": [${Array.from({ length: count }, (_, id) => `{"id": ${id}, "type": "A"}`).join(',')}]}`;
  const { document } = opened(nodes(5000));
  expect(document.nodes).toHaveLength(5000);
  expect(normal(writeGraphFile(document, fileRegistry))).toBe(normal(nodes(5000)));
  expect(opened(nodes(20_000)).document.nodes).toHaveLength(20_000);
  const problem = refused(nodes(20_001));
  expect(problem.code).toBe('file-too-many-nodes');
  expect(problem.reason).toContain('20001');
});

test('What a refusal quotes of a file is short and moves nothing around it', () => {
  const id = `\u202e${'x'.repeat(100_000)}`;
  const { reason } = refused(JSON.stringify({ nodes: [{ id }, { id }] }));
  expect(reason.length).toBeLessThan(300);
  expect(reason).not.toContain('\u202e');
});

test('SEC23 the stages stand in their order: what comes first decides', () => {
  const deep = '['.repeat(500);
  expect(refused(`{"__proto__": ${deep} not json`).code).toBe('file-banned-key');
  expect(refused(`${deep} "__proto__": `).code).toBe('file-too-deep');
  expect(refused('{"nodes": 1, "x": }').code).toBe('file-not-json');
});

test('Reading leaves the prototypes of objects, lists and functions alone', () => {
  const print = (): string =>
    createHash('sha256')
      .update(
        [Object.prototype, Array.prototype, Function.prototype, Map.prototype]
          .flatMap((prototype) => Reflect.ownKeys(prototype).map(String))
          .join(),
      )
      .digest('hex');
  const before = print();
  for (const [, text] of [...fixtures('odd'), ...fixtures('refused')]) readGraphFile(text, fileRegistry);
  expect(print()).toBe(before);
});
