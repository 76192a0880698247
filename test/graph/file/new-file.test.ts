import { expect, test } from 'vitest';
import { addNode, connect, setParam } from '../../../src/graph/edit.ts';
import { emptyDocument, type GraphDocument } from '../../../src/graph/document.ts';
import { readGraphFile } from '../../../src/graph/file/read-graph-file.ts';
import { writeGraphFile } from '../../../src/graph/file/write-graph-file.ts';
import { nodeRegistry } from '../../../src/node-registry.ts';
import { threeShots } from '../build.ts';
import { fileRegistry } from './file-registry.ts';
import { opened, understood } from './lossless-text.ts';

function add(document: GraphDocument, type: string, pos: readonly [number, number]): GraphDocument {
  return addNode(document, fileRegistry.get(type) ?? expect.fail(), { pos }).document;
}

/** A generation that stands first in the document and last in the order of execution. */
function small(): GraphDocument {
  let document = ['Generate', 'Prompt', 'Picture', 'Reroute', 'Note'].reduce(
    (held, type, index) => add(held, type, [index * 100, 0]),
    emptyDocument('Lantern'),
  );
  document = setParam(document, '2', 'text', 'A lantern');
  document = setParam(document, '5', 'text', 'Read me');
  document = connect(document, { node: '2', output: 'prompt' }, { node: '1', input: 'prompt' });
  document = connect(document, { node: '3', output: 'image' }, { node: '4', input: '' });
  return connect(document, { node: '4', output: '' }, { node: '1', input: 'images_1' });
}

test('A document from nothing becomes a complete file of version 0.4', () => {
  const file = JSON.parse(writeGraphFile({ ...small(), view: { scale: 1, offset: [0, 0] } }, fileRegistry)) as object;
  expect(file).toEqual({
    revision: 0,
    last_node_id: 5,
    last_link_id: 3,
    nodes: [
      {
        id: 1,
        type: 'Generate',
        pos: [0, 0],
        size: [300, 400],
        flags: {},
        order: 4,
        mode: 0,
        inputs: [
          { name: 'prompt', type: 'TEXT', link: 1 },
          { name: 'after', type: 'VIDEO', link: null },
          { name: 'images_1', type: 'IMAGE', link: 3 },
        ],
        outputs: [{ name: 'video', type: 'VIDEO', links: [], slot_index: 0 }],
        properties: { 'Node name for S&R': 'Generate' },
        widgets_values: {},
      },
      {
        id: 2,
        type: 'Prompt',
        pos: [100, 0],
        size: [260, 200],
        flags: {},
        order: 0,
        mode: 0,
        inputs: [],
        outputs: [{ name: 'prompt', type: 'TEXT', links: [1], slot_index: 0 }],
        properties: { 'Node name for S&R': 'Prompt' },
        widgets_values: { text: 'A lantern' },
      },
      {
        id: 3,
        type: 'Picture',
        pos: [200, 0],
        size: [200, 100],
        flags: {},
        order: 1,
        mode: 0,
        inputs: [],
        outputs: [{ name: 'image', type: 'IMAGE', links: [2], slot_index: 0 }],
        properties: { 'Node name for S&R': 'Picture' },
        widgets_values: {},
      },
      {
        id: 4,
        type: 'Reroute',
        pos: [300, 0],
        size: [80, 30],
        flags: {},
        order: 3,
        mode: 0,
        inputs: [{ name: '', type: '*', link: 2 }],
        outputs: [{ name: '', type: '*', links: [3], slot_index: 0 }],
        properties: {},
      },
      {
        id: 5,
        type: 'Note',
        pos: [400, 0],
        size: [220, 120],
        flags: {},
        order: 2,
        mode: 0,
        inputs: [],
        outputs: [],
        properties: {},
        widgets_values: ['Read me'],
      },
    ],
    links: [
      [1, 2, 0, 1, 0, 'TEXT'],
      [2, 3, 0, 4, 0, 'IMAGE'],
      [3, 4, 0, 1, 2, '*'],
    ],
    groups: [],
    config: {},
    extra: { shotgraph: { schema: 1, title: 'Lantern' }, ds: { scale: 1, offset: [0, 0] } },
    version: 0.4,
  });
});

test('A new file is indented by two spaces, ends with a line feed, and is the same every time', () => {
  const text = writeGraphFile(small(), fileRegistry);
  expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
  expect(writeGraphFile(small(), fileRegistry)).toBe(text);
});

test('A new document opened from its file is the same document, and its report has nothing to say', () => {
  const { document, report } = opened(writeGraphFile(small(), fileRegistry));
  expect(understood(document)).toEqual(understood(small()));
  expect(report).toEqual({ problems: [], placeholders: 0, danglingLinks: 0 });
});

test('G04 a cycle is written with an order for every node', () => {
  let document = add(add(emptyDocument(), 'Generate', [0, 0]), 'Generate', [0, 500]);
  document = connect(document, { node: '1', output: 'video' }, { node: '2', input: 'after' });
  document = connect(document, { node: '2', output: 'video' }, { node: '1', input: 'after' });
  const file = JSON.parse(writeGraphFile(document, fileRegistry)) as { nodes: { order: number }[] };
  expect(file.nodes.map(({ order }) => order).sort((a, b) => a - b)).toEqual([0, 1]);
});

test('A storyboard of the real nodes survives its file', () => {
  const { document } = threeShots();
  const result = readGraphFile(writeGraphFile(document, nodeRegistry), nodeRegistry);
  if (!result.ok) throw new Error(result.problem.reason);
  expect(understood(result.document)).toEqual(understood(document));
  expect(result.report).toEqual({ problems: [], placeholders: 0, danglingLinks: 0 });
});

test('The title is that of the file, else the name of the file, else a word for none', () => {
  const bare = '{"nodes": []}';
  expect(opened(bare).document.title).toBe('Untitled');
  expect(opened(bare, 'C:\\films\\Chase.JSON').document.title).toBe('Chase');
  expect(opened(bare, '/films/act.one.json').document.title).toBe('act.one');
  expect(opened('{"nodes": [], "extra": {"shotgraph": {"title": "Own"}}}', 'Chase.json').document.title).toBe('Own');
});
