import { describe, expect, it } from 'vitest';
import { nodeOf } from '../../../src/graph/document.ts';
import { patchNode } from '../../../src/graph/edit.ts';
import { nodeRegistry } from '../../../src/node-registry.ts';
import { alignNodes } from '../../../src/ui/controls/align-nodes.ts';
import { byteWords } from '../../../src/runtime/run/byte-words.ts';
import { costBeside } from '../../../src/ui/controls/attempt-cost.ts';
import { distinctTitle } from '../../../src/ui/controls/distinct-title.ts';
import { toggleMode } from '../../../src/ui/controls/mode-edit.ts';
import { seedFrom } from '../../../src/ui/controls/seed-control.ts';
import { sampleAttempt } from '../fake-job-client.ts';
import { chainedShots, sampleDocument, sampleNode } from '../sample-graph.ts';

describe('muting and bypassing', () => {
  const modes = (document: ReturnType<typeof chainedShots>) => ['1', '2'].map((id) => nodeOf(document, id)?.mode);

  it('switches all on while any is off, then all off', () => {
    const mixed = patchNode(chainedShots(), '1', { mode: 'muted' });
    const on = toggleMode(mixed, ['1', '2'], 'muted');
    expect(modes(on)).toEqual(['muted', 'muted']);
    expect(modes(toggleMode(on, ['1', '2'], 'muted'))).toEqual(['active', 'active']);
    expect(modes(toggleMode(on, ['1', '2'], 'bypassed'))).toEqual(['bypassed', 'bypassed']);
  });

  it('is the same document for no nodes', () => {
    const document = chainedShots();
    expect(toggleMode(document, [], 'muted')).toBe(document);
  });
});

describe('aligning', () => {
  const document = sampleDocument([
    sampleNode('1', 'Prompt', { pos: [300, 50], size: [100, 60] }),
    sampleNode('2', 'Prompt', { pos: [10, 200], size: [200, 80] }),
    sampleNode('3', 'Prompt', { pos: [500, 90], size: [50, 50], pinned: true }),
  ]);
  const places = (to: 'left' | 'top' | 'row' | 'column') => {
    const next = alignNodes(document, new Set(['1', '2', '3']), to);
    return ['1', '2', '3'].map((id) => nodeOf(next, id)?.pos);
  };

  it('moves to the outermost edge, and leaves pinned nodes', () => {
    expect(places('left')).toEqual([
      [10, 50],
      [10, 200],
      [500, 90],
    ]);
    expect(places('top')).toEqual([
      [300, 50],
      [10, 50],
      [500, 90],
    ]);
  });

  it('puts nodes into a row or a column without overlaps, in the order they stand in', () => {
    expect(places('row')).toEqual([
      [250, 50],
      [10, 50],
      [500, 90],
    ]);
    expect(places('column')).toEqual([
      [10, 50],
      [10, 180],
      [500, 90],
    ]);
  });

  it('is the same document for one node', () => {
    expect(alignNodes(document, new Set(['1']), 'left')).toBe(document);
  });
});

describe('words', () => {
  it('tells equal kinds apart by what they follow from', () => {
    const document = chainedShots();
    const titles = document.nodes.map((node) => distinctTitle(document, node, nodeRegistry));
    expect(titles).toEqual([
      'Mara',
      'SH010 prompt',
      'SH010',
      'Wait for clip · SH010',
      'SH020 prompt',
      'SH020',
      'Wait for clip · SH020',
      'Film',
    ]);
  });

  it('ends on a circle of nodes without titles', () => {
    const document = sampleDocument([sampleNode('1', 'Reroute'), sampleNode('2', 'Reroute')], ['1. > 2.', '2. > 1.']);
    expect(distinctTitle(document, document.nodes[0] ?? sampleNode('', ''), nodeRegistry)).toBe('Reroute');
  });

  it('says sizes in bytes, kilobytes and megabytes', () => {
    expect([0, 999, 55_685, 1_234_567, 15_000_000].map(byteWords)).toEqual([
      '0 B',
      '999 B',
      '56 KB',
      '1.2 MB',
      '15 MB',
    ]);
  });

  it('says a cost once', () => {
    const service = 'https://api.example.com';
    const attempts = [sampleAttempt('failed', 1, { cost: 0.2 }), sampleAttempt('succeeded', 2, { cost: 1 })];
    expect(costBeside('ready', { service, attempts })).toBeCloseTo(1.2);
    expect(costBeside('failed, cost $0.20', { service, attempts: attempts.slice(0, 1) })).toBeUndefined();
    expect(costBeside('ready', { service, attempts: [sampleAttempt('succeeded')] })).toBeUndefined();
    expect(costBeside('ready', { service: 'sandbox', attempts })).toBeUndefined();
  });

  it('rolls seeds within limits', () => {
    expect(seedFrom(0)).toBe(0);
    expect(seedFrom(1 - Number.EPSILON)).toBe(2_147_483_647);
    expect(seedFrom(0.5, 10, 19)).toBe(15);
  });
});
