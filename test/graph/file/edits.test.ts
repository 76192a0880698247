import { describe, expect, test } from 'vitest';
import { parse } from 'lossless-json';
import {
  addNode,
  connect,
  disconnect,
  patchNode,
  removeNodes,
  reorderGrowing,
  setGroups,
  setParam,
  setTitle,
} from '../../../src/graph/edit.ts';
import { type GraphDocument, linkInto, nodeOf } from '../../../src/graph/document.ts';
import { writeGraphFile } from '../../../src/graph/file/write-graph-file.ts';
import { fileRegistry } from './file-registry.ts';
import { fixture, fixtures, opened, understood } from './lossless-text.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Paths at which two parsed files differ; what says by whom a file was written is not looked at. */
function changedPaths(before: string, after: string): string[] {
  const paths: string[] = [];
  const walk = (a: Json | undefined, b: Json | undefined, path: string): void => {
    if (path === '.extra.shotgraph.schema') return;
    if (a !== null && b !== null && typeof a === 'object' && typeof b === 'object') {
      const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
      for (const key of keys)
        walk((a as Record<string, Json>)[key], (b as Record<string, Json>)[key], `${path}.${key}`);
    } else if (a !== b) paths.push(path);
  };
  const asText = (text: string): Json => parse(text, undefined, (number) => `#${number}`) as Json;
  const [a, b] = [asText(before), asText(after)] as Record<string, Json>[];
  // An absent `extra` that now holds the schema is not a change either.
  walk({ ...a, extra: a?.['extra'] ?? {} }, { ...b, extra: b?.['extra'] ?? {} }, '');
  return paths.filter((path) => path !== '.extra.shotgraph');
}

function written(document: GraphDocument): string {
  return writeGraphFile(document, fileRegistry);
}

/** What a file says after an edit, and that it reads as the edited document. */
function after(document: GraphDocument): WorkflowFile {
  const text = written(document);
  expect(understood(opened(text).document)).toEqual(understood(document));
  return JSON.parse(text) as WorkflowFile;
}

interface WorkflowFile {
  readonly nodes: readonly FileNode[];
  readonly links: readonly unknown[];
  readonly groups: readonly Record<string, unknown>[];
  readonly extra: unknown;
  readonly last_node_id: number;
  readonly last_link_id: number;
}
interface FileNode {
  readonly id: number | string;
  readonly inputs?: { name: string; type: string; link: number | null }[];
  readonly outputs?: { name: string; links: number[] | null }[];
  readonly [key: string]: unknown;
}
const fileNode = (file: WorkflowFile, id: number | string): FileNode =>
  file.nodes.find((node) => node.id === id) ?? expect.fail(`no node ${id}`);

describe('An edit changes what it is about', () => {
  test.each(
    fixtures('odd').flatMap(([name, text]) => opened(text).document.nodes.map(({ id }) => [name, id, text] as const)),
  )('moving a node changes its pos only: %s, node %s', (_, id, text) => {
    const { document } = opened(text);
    const moved = patchNode(document, id, { pos: [123.5, -77] });
    const index = document.nodes.findIndex((node) => node.id === id);
    const paths = changedPaths(text, written(moved));
    expect(paths.every((path) => path.startsWith(`.nodes.${index}.pos`))).toBe(true);
    expect(paths.length).toBeGreaterThan(0);
    expect(nodeOf(opened(written(moved)).document, id)?.pos).toEqual([123.5, -77]);
  });

  test('a moved node keeps the coordinate that did not change by its text, and the shape of its pos', () => {
    const { document } = opened(fixture('odd', 'pos-as-object'));
    const text = written(patchNode(document, '1', { pos: [10.5, 7] }));
    expect(changedPaths(fixture('odd', 'pos-as-object'), text)).toEqual(['.nodes.0.pos.1']);
    expect(text).toMatch(/"0": 10\.5,\s*"1": 7\s/);
  });

  test('moving a node in a far place keeps the coordinate that is only shown clamped', () => {
    const { document } = opened(fixture('odd', 'huge-and-negative-numbers'));
    const [x] = nodeOf(document, '4000000000')?.pos ?? [];
    const text = written(patchNode(document, '4000000000', { pos: [x ?? 0, 5] }));
    expect(text).toMatch(/1e400,\s*5\s/);
  });

  test('title, size, mode and flags of a foreign node are written in its own words', () => {
    const text = fixture('odd', 'modes-and-flags');
    const { document } = opened(text);
    let edited = patchNode(document, '1', { title: 'Start frame', size: [400, 314], mode: 'muted' });
    edited = patchNode(edited, '2', { collapsed: false });
    expect(changedPaths(text, written(edited)).sort()).toEqual([
      '.nodes.0.mode',
      '.nodes.0.size.0',
      '.nodes.0.title',
      '.nodes.1.flags.collapsed',
    ]);
    expect(fileNode(after(edited), 1)['mode']).toBe(2);
    expect(fileNode(after(patchNode(edited, '1', { mode: 'bypassed', title: undefined })), 1)).not.toHaveProperty(
      'title',
    );
  });

  test('a mode that is not known is shown as active and kept until another is set', () => {
    const { document } = opened(fixture('odd', 'modes-and-flags'));
    expect(document.nodes.map((node) => node.mode)).toEqual(['active', 'active', 'muted', 'bypassed', 'active']);
  });

  test('a param that is set changes one value, by name, and large numbers beside it keep their digits', () => {
    const text = fixture('odd', 'own-nodes');
    const { document } = opened(text);
    const edited = setParam(document, '2', 'duration', 8);
    expect(changedPaths(text, written(edited))).toEqual(['.nodes.1.widgets_values.duration']);
    expect(written(edited)).toContain('"seed": 18446744073709551615');
    const removed = after(setParam(edited, '2', 'strength', undefined));
    expect(Object.keys(fileNode(removed, 2)['widgets_values'] as object)).toEqual(['duration', 'seed']);
  });

  test('a Note keeps its values by position', () => {
    const { document } = opened(fixture('odd', 'note'));
    const file = after(setParam(setParam(document, '1', 'text', 'New'), '2', 'text', 'Also'));
    expect(fileNode(file, 1)['widgets_values']).toEqual(['New']);
    expect(fileNode(file, 2)['widgets_values']).toEqual(['Also']);
    expect(nodeOf(document, '3')?.foreign?.why).toContain('2 values where 1');
  });

  test('panning changes extra.ds only, and is no reason to sign the file', () => {
    const text = fixture('odd', 'plain-foreign');
    const { document } = opened(text);
    const file = written({ ...document, view: { scale: 0.5, offset: [1, 2] } });
    expect(JSON.parse(file)['extra']).toEqual({ ds: { scale: 0.5, offset: [1, 2] } });
    expect(changedPaths(text, file).every((path) => path.startsWith('.extra.ds'))).toBe(true);
  });

  test('panning keeps the shape and the other numbers of extra.ds', () => {
    const { document } = opened(fixture('odd', 'view-offset-as-object'));
    expect(document.view).toEqual({ scale: 1, offset: [5.5, -7] });
    const text = written({ ...document, view: { scale: 1, offset: [5.5, 8] } });
    expect(changedPaths(fixture('odd', 'view-offset-as-object'), text)).toEqual(['.extra.ds.offset.1']);
  });

  test('an edited file is signed with the schema, an untouched one is not', () => {
    const { document } = opened(fixture('odd', 'plain-foreign'), 'a/b/My film.json');
    expect(document.title).toBe('My film');
    expect(JSON.parse(written(document))['extra']).toEqual({});
    const moved = JSON.parse(written(patchNode(document, '1', { pos: [0, 0] }))) as Record<string, unknown>;
    expect(moved['extra']).toEqual({ shotgraph: { schema: 1 } });
    expect(after(setTitle(document, 'Other')).extra).toEqual({ shotgraph: { title: 'Other', schema: 1 } });
  });

  test('groups keep what is not understood of them, and entries that are none, until one is edited', () => {
    const text = fixture('odd', 'groups');
    const { document } = opened(text);
    expect(document.groups.map((group) => group.id)).toEqual(['1', 'group-2', 'group-3', 'group-4']);
    const [first, ...rest] = document.groups;
    const edited = setGroups(document, [{ ...(first ?? expect.fail()), title: 'Act one' }, ...rest]);
    const groups = after(edited).groups;
    expect(groups).toHaveLength(4);
    expect(groups[0]).toMatchObject({ id: 1, title: 'Act one', bounding: [0, 0, 400.5, 300], font_size: 24 });
    expect(groups[1]).not.toHaveProperty('id');
    const added = setGroups(document, [...document.groups, { id: '9', title: 'New', bounds: [1, 2, 30, 40] }]);
    expect(after(added).groups.at(-1)).toEqual({
      id: 9,
      title: 'New',
      bounding: [1, 2, 30, 40],
      font_size: 24,
      flags: {},
    });
  });
});

describe('Links in the file say what the document says', () => {
  test('a new link takes a new id, and stands in both of its sockets', () => {
    const text = fixture('odd', 'plain-foreign');
    const { document } = opened(text);
    const added = addNode(document, fileRegistry.get('Generate') ?? expect.fail(), { pos: [0, 0] });
    const file = after(connect(added.document, { node: '1', output: 'IMAGE' }, { node: added.id, input: 'images_1' }));
    expect(file.links).toEqual([
      [1, 1, 0, 2, 0, 'IMAGE'],
      [10, 1, 0, 3, 2, 'IMAGE'],
    ]);
    expect(fileNode(file, 1).outputs?.[0]?.links).toEqual([1, 10]);
    expect(fileNode(file, 3).inputs).toEqual([
      { name: 'prompt', type: 'TEXT', link: null },
      { name: 'after', type: 'VIDEO', link: null },
      { name: 'images_1', type: 'IMAGE', link: 10 },
    ]);
    expect(file.last_link_id).toBe(10);
    expect(file.last_node_id).toBe(9);
  });

  test('a link that is cut leaves the list and both of its sockets', () => {
    const { document } = opened(fixture('odd', 'plain-foreign'));
    const file = after(disconnect(document, { node: '2', input: 'images' }, fileRegistry));
    expect(file.links).toEqual([]);
    expect(fileNode(file, 1).outputs?.map((slot) => slot.links)).toEqual([[], null]);
    expect(fileNode(file, 2).inputs?.[0]?.link).toBeNull();
  });

  test('a foreign node that is deleted takes its links with it, and no neighbour still names them', () => {
    const { document } = opened(fixture('odd', 'output-links-name-missing-link'));
    const file = after(removeNodes(document, new Set(['2']), fileRegistry));
    expect(file.nodes).toHaveLength(1);
    expect(file.links).toEqual([]);
    // 8 and 44 name links that the file never had: nothing about them was edited.
    expect(fileNode(file, 1).outputs?.[0]?.links).toEqual([8, 44]);
  });

  test('a growing input closes its gap: the slot goes, the links behind it count anew and keep their ids', () => {
    const { document } = opened(fixture('odd', 'own-nodes'));
    const file = after(disconnect(document, { node: '2', input: 'images_1' }, fileRegistry));
    expect(file.links).toEqual([
      [1, 1, 0, 2, 0, 'TEXT'],
      [3, 4, 0, 2, 1, 'IMAGE'],
    ]);
    expect(fileNode(file, 2).inputs).toEqual([
      { name: 'prompt', type: 'TEXT', link: 1 },
      { name: 'images_1', type: 'IMAGE', link: 3 },
      { name: 'after', type: 'VIDEO', link: null },
    ]);
  });

  test('reordering a growing input changes where its links end and nothing else', () => {
    const text = fixture('odd', 'own-nodes');
    const { document } = opened(text);
    const swapped = reorderGrowing(document, '2', 'images', [2, 1]);
    expect(after(swapped).links).toEqual([
      [1, 1, 0, 2, 0, 'TEXT'],
      [2, 3, 0, 2, 2, 'IMAGE'],
      [3, 4, 0, 2, 1, 'IMAGE'],
    ]);
    expect(changedPaths(text, written(swapped)).sort()).toEqual([
      '.links.1.4',
      '.links.2.4',
      '.nodes.1.inputs.1.link',
      '.nodes.1.inputs.2.link',
    ]);
  });

  test('the free socket of a growing input is never written, and one that a file has stays while nobody touches it', () => {
    const text = fixture('odd', 'own-node-with-free-growing-socket');
    const { document } = opened(text);
    expect(changedPaths(text, written(setParam(document, '2', 'duration', 5)))).toEqual([
      '.nodes.1.widgets_values.duration',
    ]);
  });

  test('an edit undone gives the text of the file again', () => {
    for (const [, text] of fixtures('odd')) {
      const { document } = opened(text);
      const there = document.nodes.reduce(
        (held, { id }) => patchNode(held, id, { pos: [1, 1], mode: 'muted' }),
        document,
      );
      const back = document.nodes.reduce((held, { id, pos, mode }) => patchNode(held, id, { pos, mode }), there);
      expect(written(back)).toBe(written(document));
    }
  });

  test('a file whose links are objects gets new ones in the same form', () => {
    const { document } = opened(fixture('odd', 'links-as-object-list'));
    const added = addNode(document, fileRegistry.get('Generate') ?? expect.fail(), { pos: [0, 0] });
    const file = after(connect(added.document, { node: '1', output: 'IMAGE' }, { node: added.id, input: 'images_1' }));
    expect(file.links.at(-1)).toEqual({
      id: 2,
      origin_id: 1,
      origin_slot: 0,
      target_id: 3,
      target_slot: 2,
      type: 'IMAGE',
    });
  });

  test('a node whose id is a text is linked by that text', () => {
    const { document } = opened(fixture('odd', 'string-node-ids'));
    const added = addNode(document, fileRegistry.get('Generate') ?? expect.fail(), { pos: [0, 0] });
    const file = after(connect(added.document, { node: 'a1', output: 'IMAGE' }, { node: added.id, input: 'images_1' }));
    expect(file.links.at(-1)).toEqual([10, 'a1', 0, 3, 2, 'IMAGE']);
  });

  test('a node without an id gets one in the file when a link needs it', () => {
    const nameless = '{"type": "Prompt", "pos": [0, 0], "outputs": [{"name": "prompt", "type": "TEXT", "links": []}]}';
    const generate = '{"id": 7, "type": "Generate", "inputs": []}';
    const { document } = opened(`{"nodes": [${nameless}, ${generate}], "links": [[1, 1, 0, 7, 0, "TEXT"]]}`);
    const id = document.nodes[0]?.id ?? expect.fail();
    expect(id).toBe('2');
    expect(document.links).toEqual([]);
    expect(after(patchNode(document, id, { pos: [5, 7] })).nodes[0]).not.toHaveProperty('id');
    const file = after(connect(document, { node: id, output: 'prompt' }, { node: '7', input: 'prompt' }));
    expect(fileNode(file, 2).outputs?.[0]?.links).toEqual([2]);
    expect(file.links).toEqual([[2, 2, 0, 7, 0, 'TEXT']]);
  });

  test('a copied node does not claim the links of the node it was copied from', () => {
    const { document } = opened(fixture('odd', 'own-nodes'));
    const source = nodeOf(document, '2') ?? expect.fail();
    const file = after({ ...document, nodes: [...document.nodes, { ...source, id: '5', pos: [9, 9] }] });
    expect(fileNode(file, 5).inputs).toEqual([
      { name: 'prompt', type: 'TEXT', link: null },
      { name: 'after', type: 'VIDEO', link: null },
    ]);
    expect(fileNode(file, 2).inputs?.map((slot) => slot.link)).toEqual([1, 2, 3, null]);
  });

  test('nodes pasted from another file get link ids of their own', () => {
    const target = opened(fixture('odd', 'plain-foreign')).document;
    const source = opened(fixture('odd', 'own-nodes')).document;
    const nodes = source.nodes.map((node) => ({ ...node, id: `1${node.id}` }));
    const links = source.links.map(({ from, to, ...rest }) => ({
      ...rest,
      from: { ...from, node: `1${from.node}` },
      to: { ...to, node: `1${to.node}` },
    }));
    const file = after({ ...target, nodes: [...target.nodes, ...nodes], links: [...target.links, ...links] });
    expect(file.links.map((link) => (link as number[])[0])).toEqual([1, 10, 11, 12]);
    expect(file.last_node_id).toBe(14);
  });
});

describe('G05 dangling links', () => {
  test('G05 they are counted, not in the document, and kept in the file while other things are edited', () => {
    for (const [name, count] of [
      ['link-to-missing-node', 2],
      ['link-to-missing-socket', 3],
      ['links-that-are-none', 7],
      ['two-links-into-one-input', 1],
    ] as const) {
      const text = fixture('odd', name);
      const { document, report } = opened(text);
      expect(report.danglingLinks).toBe(count);
      expect(report.problems.map((problem) => problem.code)).toContain('dangling-links');
      expect(document.links).toHaveLength(1);
      const moved = patchNode(document, '2', { pos: [1, 2], title: 'x' });
      expect(changedPaths(text, written(moved)).some((path) => path.startsWith('.links'))).toBe(false);
    }
  });

  test('G05 they go with the node that they touch', () => {
    const { document } = opened(fixture('odd', 'link-to-missing-node'));
    // The sixth leads into the input that the deleted node's own link entered, so something about it was edited as well.
    expect(after(removeNodes(document, new Set(['1']), fileRegistry)).links).toEqual([]);
    expect(after(removeNodes(document, new Set(['2']), fileRegistry)).links).toEqual([[5, 1, 0, 77, 0, 'IMAGE']]);
  });

  test('G05 they do not come to life when a new node takes the id that they name', () => {
    const text = fixture('odd', 'link-to-missing-node').replaceAll('77', '3');
    const { document } = opened(text);
    const added = addNode(document, fileRegistry.get('Generate') ?? expect.fail(), { pos: [0, 0] });
    expect(added.id).toBe('3');
    expect(after(added.document).links.map((link) => (link as number[])[0])).toEqual([1, 6]);
  });

  test('G05 the link that an input names wins, and when it is cut the other one does not take its place', () => {
    const { document } = opened(fixture('odd', 'two-links-into-one-input'));
    expect(linkInto(document, '2', 'images')?.from.node).toBe('3');
    expect(after(disconnect(document, { node: '2', input: 'images' }, fileRegistry)).links).toEqual([]);
  });
});
