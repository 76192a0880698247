import { describe, expect, it } from 'vitest';
import { createRegistry } from '../../../src/graph/registry.ts';
import { linkDrop } from '../../../src/ui/canvas/link-drop.ts';
import { documentOf } from './fixture-documents.ts';
import { film, generate, testRegistry, wait, words } from './fixture-nodes.ts';

const document = documentOf(
  [
    { id: '1', type: 'TestGenerate' },
    { id: '2', type: 'TestFilm' },
    { id: '3', type: 'TestGenerate' },
    { id: '4', type: 'TestPrompt' },
    { id: '5', type: 'TestPicture' },
  ],
  ['4.prompt>1.prompt'],
);
const job = { from: { node: '1', output: 'job' } };

describe('linkDrop', () => {
  it('links what fits, and prefers free sockets on a body', () => {
    const held = { from: { node: '5', output: 'image' } };
    expect(linkDrop(document, testRegistry, held, { node: '3' })).toMatchObject({
      kind: 'link',
      to: { input: 'images_1' },
    });
  });

  it('replaces a link where the only fitting input is taken', () => {
    const held = { from: { node: '4', output: 'prompt' } };
    expect(linkDrop(document, testRegistry, held, { node: '1' })).toMatchObject({
      kind: 'link',
      to: { input: 'prompt' },
    });
  });

  it('goes through the one kind of node that takes the one type and gives the other', () => {
    expect(linkDrop(document, testRegistry, job, { node: '2', socket: 'shots_1' })).toEqual({
      kind: 'between',
      from: job.from,
      to: { node: '2', input: 'shots_1' },
      type: 'TestWait',
      input: 'job',
      output: 'video',
    });
  });

  it('does the same on a body, where no input fits as it is', () => {
    expect(linkDrop(document, testRegistry, job, { node: '2' })).toMatchObject({ kind: 'between', type: 'TestWait' });
  });

  it('uses the node between that the output already has', () => {
    const waited = documentOf([...document.nodes, { id: '6', type: 'TestWait' }], ['1.job>6.job']);
    expect(linkDrop(waited, testRegistry, job, { node: '2' })).toEqual({
      kind: 'link',
      from: { node: '6', output: 'video' },
      to: { node: '2', input: 'shots_1' },
    });
  });

  it('does not choose between two kinds that would both do', () => {
    const both = createRegistry([words, generate, wait, { ...wait, type: 'OtherWait' }, film]);
    expect(linkDrop(document, both, job, { node: '2', socket: 'shots_1' })).toEqual({
      kind: 'refused',
      reason: 'JOB does not fit VIDEO.',
    });
  });

  it('puts nothing between where that would close a circle', () => {
    const followed = documentOf(
      [...document.nodes, { id: '6', type: 'TestWait' }],
      ['1.job>6.job', '6.video>3.videos_1'],
    );
    const drop = linkDrop(
      followed,
      testRegistry,
      { from: { node: '3', output: 'job' } },
      { node: '1', socket: 'videos_1' },
    );
    expect(drop.kind).toBe('refused');
  });

  it('names the circle rather than the types of other inputs', () => {
    const passed = documentOf(
      [
        { id: '1', type: 'TestReroute' },
        { id: '2', type: 'TestReroute' },
      ],
      ['1.out>2.in'],
    );
    expect(linkDrop(passed, testRegistry, { from: { node: '2', output: 'out' } }, { node: '1' })).toEqual({
      kind: 'refused',
      reason: 'This link would close a circle: a shot cannot follow from itself.',
    });
  });

  it('refuses nodes without any socket for it', () => {
    expect(linkDrop(document, testRegistry, job, { node: '4' })).toEqual({
      kind: 'refused',
      reason: 'Nothing on this node takes this link.',
    });
  });
});
