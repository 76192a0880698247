import { describe, expect, test } from 'vitest';
import { nodeOf } from '../../../src/graph/document.ts';
import { patchNode, setParam } from '../../../src/graph/edit.ts';
import { tokenLikePlaces } from '../../../src/graph/file/token-like.ts';
import { writeGraphFile } from '../../../src/graph/file/write-graph-file.ts';
import { reaches } from '../../../src/graph/link-refusal.ts';
import { fileRegistry } from './file-registry.ts';
import { fixture, fixtures, opened } from './lossless-text.ts';

describe('Placeholders', () => {
  test('G07 an unknown type is a placeholder with the sockets it brought, named in the report', () => {
    const { document, report } = opened(fixture('odd', 'plain-foreign'));
    expect(report.placeholders).toBe(2);
    expect(nodeOf(document, '1')?.foreign).toEqual({
      why: 'the node type “LoadImage” is not known',
      inputs: [],
      outputs: [
        { name: 'IMAGE', label: 'IMAGE', type: 'IMAGE' },
        { name: 'MASK', label: 'MASK', type: 'MASK' },
      ],
    });
    expect(report.problems.map(({ code, place }) => [code, place.node])).toEqual([
      ['placeholder', '1'],
      ['placeholder', '2'],
    ]);
  });

  test('G08 types named like members of every object are unknown types', () => {
    const { document, report } = opened(fixture('odd', 'hostile-types'));
    expect(report.placeholders).toBe(4);
    expect(document.links).toEqual([
      expect.objectContaining({ from: { node: '3', output: 'toString' }, to: { node: '2', input: '__proto__' } }),
    ]);
  });

  test('sockets without a name, or with one that another has, get one of their own', () => {
    const node = nodeOf(opened(fixture('odd', 'widget-inputs-and-labels')).document, '1');
    expect(node?.foreign?.inputs).toEqual([
      { name: 'model', label: 'Modell', type: 'MODEL' },
      { name: 'seed', label: 'seed', type: 'INT' },
      { name: 'seed#2', label: 'seed', type: 'INT' },
      { name: 'input 4', label: 'input 4', type: '*' },
      { name: 'input 5', label: 'input 5', type: '*' },
    ]);
    expect(node?.foreign?.outputs).toEqual([{ name: 'LATENT', label: 'Latent', type: 'LATENT' }]);
  });

  test('types of sockets are texts, whatever they were', () => {
    const { document } = opened(fixture('odd', 'socket-types-number-or-null'));
    expect(nodeOf(document, '1')?.foreign?.outputs.map((socket) => socket.type)).toEqual(['-1', '*']);
    expect(nodeOf(document, '2')?.foreign?.inputs.map((socket) => socket.type)).toEqual(['*']);
    expect(document.links).toHaveLength(1);
  });

  test('a known type whose values or sockets do not fit is a placeholder that says why', () => {
    const { document } = opened(fixture('odd', 'own-nodes-that-do-not-fit'));
    expect(document.nodes.map((node) => node.foreign?.why)).toEqual([
      'its values stand by position instead of by name',
      'its value “tempo” is not known',
      'its values are neither a list nor an object',
      'its output “prompt” is STRING instead of TEXT',
      'its output “text” is not known',
      'its input “images_10” is not known',
      'its input “images” is not known',
      'its input “prompt” stands twice',
      'its inputs are no list',
      'its input “” is not known',
    ]);
    expect(document.nodes.every((node) => Object.keys(node.params).length === 0)).toBe(true);
  });

  test('a value that no schema takes is kept, for a check to speak of', () => {
    const { document } = opened(fixture('odd', 'own-nodes'));
    expect(nodeOf(document, '2')).toMatchObject({ params: { duration: 99, strength: 1 } });
    expect(nodeOf(document, '2')?.foreign).toBeUndefined();
  });

  test('a Reroute fits whatever type it shows, and links go through sockets without a name', () => {
    const { document, report } = opened(fixture('odd', 'reroute'));
    expect(report.placeholders).toBe(2);
    expect(document.links.map(({ from, to }) => [from, to])).toEqual([
      [
        { node: '1', output: 'IMAGE' },
        { node: '3', input: '' },
      ],
      [
        { node: '3', output: '' },
        { node: '4', input: '' },
      ],
      [
        { node: '4', output: '' },
        { node: '2', input: 'images' },
      ],
    ]);
  });
});

test('G04 cycles are loaded with all of their links', () => {
  const { document } = opened(fixture('odd', 'cycle'));
  expect(document.links).toHaveLength(3);
  expect(reaches(document, '2', '1') && reaches(document, '1', '2')).toBe(true);
});

test('G10 members named like methods are data: they stay out of the document and in the file', () => {
  const { document, report } = opened(fixture('odd', 'methods-as-data'));
  expect(report.placeholders).toBe(0);
  const [node] = document.nodes;
  expect(Object.keys(node ?? {}).sort()).toEqual(
    ['collapsed', 'id', 'mode', 'params', 'pinned', 'pos', 'residue', 'size', 'type'].sort(),
  );
  const file = JSON.parse(writeGraphFile(patchNode(document, '1', { pos: [1, 1] }), fileRegistry)) as object;
  expect(file).toMatchObject({ add: 1, runStep: 'x', nodes: [{ onExecute: 'alert(1)' }] });
});

test('G10 links that are an object mean nothing and are kept', () => {
  const { document, report } = opened(fixture('odd', 'links-as-object'));
  expect(document.links).toEqual([]);
  expect(report.problems.map((problem) => problem.code)).toContain('links-not-read');
});

test('G11 numbers out of range are shown as the nearest in range, named, and kept in the file', () => {
  const text = fixture('odd', 'huge-and-negative-numbers');
  const { document, report } = opened(text);
  expect(nodeOf(document, '4000000000')).toMatchObject({ pos: [1e7, -1e7], size: [1, 20_000] });
  expect(document.view).toEqual({ scale: 100, offset: [1e7, 0] });
  expect(document.groups[0]?.bounds).toEqual([0, 0, 20_000, 1]);
  expect(report.problems.filter(({ code }) => code === 'clamped').map(({ place }) => place.node)).toEqual([
    '4000000000',
    '4000000000',
    '-10',
    undefined,
  ]);
  expect(writeGraphFile(document, fileRegistry)).toContain('1e400');
});

test('G11 a param that no double holds is named, and every number in a document is finite', () => {
  const { document, report } = opened(fixture('odd', 'own-node-values-no-schema-takes'));
  expect(report.problems).toContainEqual(
    expect.objectContaining({ code: 'clamped', place: { node: '1', param: 'seed' } }),
  );
  expect(nodeOf(document, '1')?.params).toEqual({ duration: 'long', seed: Number.MAX_VALUE, strength: null });
  for (const [, text] of fixtures('odd')) {
    const numbers: number[] = [];
    JSON.stringify({ ...opened(text).document, residue: undefined }, (key, value: unknown) => {
      if (typeof value === 'number') numbers.push(value);
      return key === 'residue' ? undefined : value;
    });
    expect(numbers.every(Number.isFinite)).toBe(true);
  }
});

test('G14 strange characters reach the document whole and the file again', () => {
  const { document } = opened(fixture('odd', 'strange-texts'));
  expect(document.title).toBe('\u202efilm\ud800');
  const again = opened(writeGraphFile(document, fileRegistry)).document;
  expect(nodeOf(again, '1')?.title).toBe(
    '\u202ereversed\u202c zero\u200bwidth \ud83d\ude00 lone \ud800 nul \u0000 tab \t sep \u2028',
  );
  expect(nodeOf(again, '1')?.params).toEqual({
    text: '\udc00\u0000\u202e\ufeff</script><img src=x onerror=alert(1)>',
  });
});

test('G14 a title of 1 MB of emoji is kept whole, and the report quotes little of any text', () => {
  const title = '\ud83d\ude00'.repeat(250_000);
  const { document, report } = opened(JSON.stringify({ nodes: [{ id: 1, type: title, title }] }));
  expect(document.nodes[0]?.title).toBe(title);
  expect(opened(writeGraphFile(document, fileRegistry)).document.nodes[0]?.title).toBe(title);
  expect(report.problems.every(({ reason }) => reason.length < 300 && !/\p{Cs}/u.test(reason))).toBe(true);
});

describe('G18 texts that look like tokens', () => {
  const text = fixture('odd', 'asks-to-run-and-carries-secrets');

  test('G18 they are named by their place, and never whole', () => {
    const { report } = opened(text);
    const found = report.problems.filter(({ code }) => code === 'token-like');
    expect(found.map(({ place }) => place)).toEqual([
      { node: '1', param: 'text', path: 'nodes[0].widgets_values.text' },
      { node: '2', path: 'nodes[1].widgets_values[0]' },
      { node: '2', path: 'nodes[1].properties.api_key' },
      { path: 'extra.note' },
      { path: 'extra.rc' },
    ]);
    const said = JSON.stringify(found);
    for (const secret of ['abcdefghijklmnop', 'aaaabbbb', '0123456789abcdef', 'eyJhbGci', 'rc_live'])
      expect(said).not.toContain(secret);
  });

  test('G18 a document is asked before it is saved, and tells of what would be written', () => {
    const { document } = opened(text);
    expect(tokenLikePlaces(document)).toHaveLength(5);
    const cleaned = setParam(document, '1', 'text', 'A lantern');
    expect(tokenLikePlaces(cleaned)).toHaveLength(4);
    expect(tokenLikePlaces(writeGraphFile(cleaned, fileRegistry))).toHaveLength(4);
    const typed = setParam(opened(fixture('odd', 'own-nodes')).document, '1', 'text', 'use rc_0123456789abcdef');
    expect(tokenLikePlaces(typed).map(({ place }) => place)).toEqual([
      { node: '1', param: 'text', path: 'nodes[0].widgets_values.text' },
    ]);
  });

  test('G18 files without secrets give no alarm', () => {
    for (const [name, odd] of fixtures('odd'))
      if (name !== 'asks-to-run-and-carries-secrets') expect(tokenLikePlaces(odd)).toEqual([]);
    expect(tokenLikePlaces('{"a": "source_image_of_the_lantern src_image_0001 task-12345678901234"}')).toEqual([]);
    expect(tokenLikePlaces('no json: Bearer abcdefghijklmnop')).toEqual([]);
  });

  test('G18 what asks to be run, and results of others, never reach the document', () => {
    const { document } = opened(text);
    const shown = JSON.stringify(document, (key, value: unknown) => (key === 'residue' ? undefined : value));
    for (const word of ['autorun', 'running', 'r-1', 'cdn.example.com']) expect(shown).not.toContain(word);
  });
});
