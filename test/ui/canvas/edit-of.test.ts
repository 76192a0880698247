import { describe, expect, it } from 'vitest';
import { linkInto, nodeOf } from '../../../src/graph/document.ts';
import { editOf } from '../../../src/ui/canvas/edit-of.ts';
import type { ReadBack } from '../../../src/ui/canvas/read-back.ts';
import { documentOf, link } from './fixture-documents.ts';
import { testRegistry } from './fixture-nodes.ts';

const nothing: ReadBack = { moved: [], added: [], groups: [] };
const document = documentOf(
  [
    { id: '1', type: 'TestWait', title: 'A', pos: [0, 0] },
    { id: '2', type: 'TestWait', title: 'B', pos: [0, 300] },
    { id: '3', type: 'TestFilm', title: 'Film', pos: [400, 0] },
  ],
  ['1.video>3.shots_1', '2.video>3.shots_2'],
  { groups: [{ id: 'g', title: 'G', bounds: [0, 0, 100, 100] }] },
);
const ends = (...words: string[]) => words.map(link);

describe('editOf', () => {
  it('is nothing when nothing changed, links in another order included', () => {
    expect(editOf(document, nothing, testRegistry)).toBeUndefined();
    const links = ends('2.video>3.shots_2', '1.video>3.shots_1');
    expect(editOf(document, { ...nothing, links }, testRegistry)).toBeUndefined();
    expect(editOf(document, { ...nothing, moved: [{ id: '1', pos: [0, 0] }] }, testRegistry)).toBeUndefined();
  });

  it('leaves the document before as it was', () => {
    const before = JSON.stringify(document);
    editOf(document, { ...nothing, moved: [{ id: '1', pos: [5, 5] }], links: [] }, testRegistry);
    expect(JSON.stringify(document)).toBe(before);
  });

  it('moves, draws what was moved on top, and keeps the others identical', () => {
    const edit = editOf(document, { ...nothing, moved: [{ id: '1', pos: [7, 9] }] }, testRegistry);
    expect(edit?.label).toBe('Move A');
    expect(edit?.document.nodes.map((node) => node.id)).toEqual(['2', '3', '1']);
    expect(nodeOf(edit?.document ?? document, '2')).toBe(document.nodes[1]);
    expect(edit?.document.links).toBe(document.links);
  });

  it('closes the gap when a link of a growing input is cut', () => {
    const edit = editOf(document, { ...nothing, links: ends('2.video>3.shots_2') }, testRegistry);
    expect(edit?.label).toBe('Unlink Film');
    expect(edit?.document.links).toEqual(ends('2.video>3.shots_1'));
  });

  it('cuts several links of one growing input, the right ones', () => {
    const three = documentOf(document.nodes, ['1.video>3.shots_1', '2.video>3.shots_2', '1.video>3.shots_3']);
    const edit = editOf(three, { ...nothing, links: ends('2.video>3.shots_2') }, testRegistry);
    expect(edit?.document.links).toEqual(ends('2.video>3.shots_1'));
  });

  it('is nothing when the last link moves to the free socket beside it', () => {
    const links = ends('1.video>3.shots_1', '2.video>3.shots_3');
    expect(editOf(document, { ...nothing, links }, testRegistry)).toBeUndefined();
  });

  it('keeps links whose ends are not there, which no canvas can show (G05)', () => {
    const lost = [link('9.video>8.job'), link('1.nothing>3.shots_9'), link('1.video>2.nowhere')];
    const dangling = { ...document, links: [...document.links, ...lost] };
    const edit = editOf(dangling, { ...nothing, links: ends('1.video>3.shots_1') }, testRegistry);
    expect(edit?.document.links).toContainEqual(lost[0]);
    expect(edit?.document.links).toContainEqual(lost[2]);
    expect(edit?.document.links).not.toContainEqual(link('2.video>3.shots_2'));
  });

  it('brings in a node of a type and links through it, in one edit', () => {
    const edit = editOf(
      document,
      {
        ...nothing,
        added: [{ ref: 'new:1', pos: [200, 0], like: { type: 'TestReroute' } }],
        links: ends('1.video>new:1.in', 'new:1.out>3.shots_1', '2.video>3.shots_2'),
      },
      testRegistry,
    );
    expect(nodeOf(edit?.document ?? document, '4')?.type).toBe('TestReroute');
    expect(linkInto(edit?.document ?? document, '3', 'shots_1')?.from).toEqual({ node: '4', output: 'out' });
    expect(edit?.label).toBe('Move link of A to Film');
  });

  it('clones with params, mode and title, but free to be moved, and without what a file held of the original', () => {
    const raw = { raw: null } as never;
    const nodes = document.nodes.map((node) => ({ ...node, pinned: true, residue: raw, params: { a: 1 } }));
    const edit = editOf(
      { ...document, nodes },
      { ...nothing, added: [{ ref: 'new:1', pos: [1, 2], like: { clone: '1' } }] },
      testRegistry,
    );
    const clone = nodeOf(edit?.document ?? document, '4');
    expect(edit?.label).toBe('Clone A');
    expect(clone).toMatchObject({ title: 'A', pos: [1, 2], pinned: false, params: { a: 1 } });
    expect(clone).not.toHaveProperty('residue');
  });

  it('moves groups', () => {
    const edit = editOf(document, { ...nothing, groups: [{ id: 'g', bounds: [5, 5, 100, 100] }] }, testRegistry);
    expect(edit?.label).toBe('Move group');
    expect(edit?.document.groups[0]?.bounds).toEqual([5, 5, 100, 100]);
  });

  it('moves 5,000 nodes in one pass', () => {
    const many = documentOf(Array.from({ length: 5000 }, (_, id) => ({ id: String(id), type: 'TestWait' })));
    const moved = many.nodes.map((node) => ({ id: node.id, pos: [1, 1] as const }));
    const edit = editOf(many, { ...nothing, moved }, testRegistry);
    expect(edit?.label).toBe('Move 5000 nodes');
    expect(edit?.document.nodes.every((node) => node.pos[0] === 1)).toBe(true);
  });
});
