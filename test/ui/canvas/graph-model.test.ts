import { describe, expect, it } from 'vitest';
import type { CanvasFonts } from '../../../src/ui/canvas/canvas-fonts.ts';
import { createGraphModel, type ModelSource } from '../../../src/ui/canvas/graph-model.ts';
import { documentOf } from './fixture-documents.ts';
import { testRegistry } from './fixture-nodes.ts';

const fonts = new Proxy({}, { get: () => 'f' }) as CanvasFonts;
const modelOf = () => createGraphModel((text) => text.length * 6, fonts);
const nodes = [
  { id: '1', type: 'TestWait' },
  { id: '2', type: 'TestFilm' },
];

/** As the element hands itself in: one object whose properties change. */
const sourceOf = (): { -readonly [K in keyof ModelSource]: ModelSource[K] } => ({
  document: documentOf(nodes),
  registry: testRegistry,
  states: new Map(),
  problems: [],
  selection: new Set(),
});

describe('bringing the model up to date from one object that changes', () => {
  it('grows an input when a link comes, and shrinks it when the link goes', () => {
    const [model, source] = [modelOf(), sourceOf()];
    const inputs = () => model.nodes.get('2')?.lite.inputs.map(({ name, link }) => [name, link !== null]);
    model.sync(source);
    expect(inputs()).toEqual([['shots_1', false]]);
    source.document = documentOf(nodes, ['1.video>2.shots_1']);
    model.sync(source);
    expect(inputs()).toEqual([
      ['shots_1', true],
      ['shots_2', false],
    ]);
    source.document = documentOf(nodes);
    model.sync(source);
    expect(inputs()).toEqual([['shots_1', false]]);
    expect(model.readBack().links).toBeUndefined();
  });

  it('puts a message on a node while something is wrong with it', () => {
    const [model, source] = [modelOf(), sourceOf()];
    model.sync(source);
    const message = () => model.nodes.get('2')?.layout.message?.lines.join(' ');
    expect(message()).toBeUndefined();
    source.problems = [
      {
        code: 'missing-input',
        severity: 'error',
        place: { node: '2', input: 'shots_1' },
        reason: 'Nothing is linked.',
        remedy: 'Link a clip.',
      },
    ];
    model.sync(source);
    expect(message()).toBe('Nothing is linked. Link a clip.');
    source.problems = [];
    model.sync(source);
    expect(message()).toBeUndefined();
  });

  it('gives a message the lines that what stands below leaves it, also after that was moved', () => {
    const [model, source] = [modelOf(), sourceOf()];
    const placed = (y: number) =>
      documentOf([
        { id: '1', type: 'TestFilm', pos: [0, 0] },
        { id: '2', type: 'TestFilm', pos: [0, y] },
      ]);
    const problem = { severity: 'error', place: { node: '1' }, reason: 'word '.repeat(40), remedy: '' } as const;
    source.problems = [{ code: 'x', ...problem }];
    source.document = placed(5_000);
    model.sync(source);
    const [lines, height] = [
      () => model.nodes.get('1')?.layout.message?.lines.length,
      () => model.nodes.get('1')?.layout.height ?? 0,
    ];
    expect(lines()).toBe(4);
    source.document = placed(height() + 10);
    model.sync(source);
    expect(lines()).toBeLessThan(4);
    source.document = placed(5_000);
    model.sync(source);
    expect(lines()).toBe(4);
  });
});
