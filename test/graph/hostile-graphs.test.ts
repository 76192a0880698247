import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/graph/evaluate.ts';
import { readGraphFile } from '../../src/graph/file/read-graph-file.ts';
import { plan } from '../../src/graph/plan.ts';
import { nothingKnown } from '../../src/graph/known.ts';
import { maxMediaBehind, maxOperationsInARow } from '../../src/graph/provenance-size.ts';
import { nodeRegistry } from '../../src/node-registry.ts';

// Each of these ended in minutes of work, or in a stack that ran over, before it was bounded: the time limit of a test is
// what they are held by.

const opened = (file: unknown) => {
  const result = readGraphFile(JSON.stringify(file), nodeRegistry);
  if (!result.ok) throw new Error(result.problem.reason);
  return result.document;
};

/** A clip by its address, and storyboards that each take the one before as often as `times` says. */
const storyboards = (count: number, times: number) =>
  opened({
    nodes: [
      { id: 1, type: 'VideoRef', widgets_values: { file: { name: 'a.mp4', size: 1, sha256: 'c'.repeat(64) } } },
      ...Array.from({ length: count }, (_, at) => ({ id: at + 2, type: 'Storyboard' })),
    ],
    links: Array.from({ length: count }, (_, at) =>
      Array.from({ length: times }, (__, slot) => [at * times + slot + 1, at + 1, 0, at + 2, slot, 'VIDEO']),
    ).flat(),
  });

describe('a file from a stranger keeps nobody busy', () => {
  test('storyboards that each take the one before twice stop having a key, and say why', () => {
    const { nodes, problems } = evaluate(storyboards(60, 2), nodeRegistry, 'sandbox');
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code: 'too-much-behind', severity: 'error' });
    expect(problems[0]?.reason).toContain(String(maxMediaBehind));
    expect(nodes.get('3')?.outcome).toBe('ready');
    expect(nodes.get('61')).toMatchObject({ outcome: 'blocked', because: ['60'] });
  });

  test('thousands of operations in a row are refused where they begin to be too many', () => {
    const document = storyboards(5000, 1);
    const { nodes } = evaluate(document, nodeRegistry, 'sandbox');
    expect(nodes.get(String(maxOperationsInARow + 1))?.outcome).toBe('ready');
    expect(nodes.get(String(maxOperationsInARow + 2))?.problems).toMatchObject([{ code: 'too-much-behind' }]);
    expect(plan(document, nodeRegistry, 'sandbox', nothingKnown).steps).toHaveLength(5000);
  });

  test('G04 a circle of 20,000 nodes is named by its first, once and not at every node anew', () => {
    const count = 20_000;
    const document = opened({
      nodes: Array.from({ length: count }, (_, at) => ({
        id: at + 1,
        type: 'Reroute',
        inputs: [{ name: '', type: '*', link: at + 1 }],
        outputs: [{ name: '', type: '*', links: [] }],
      })),
      links: Array.from({ length: count }, (_, at) => [at + 1, at + 1, 0, ((at + 1) % count) + 1, 0, '*']),
    });
    const { problems } = evaluate(document, nodeRegistry, 'sandbox');
    expect(problems).toHaveLength(count);
    expect(problems[0]?.reason).toMatch(/^This node follows from itself: (\d+ → ){20}19980 more → \d+\.$/);
  });

  test('thousands of sockets of one name get names of their own', () => {
    const count = 50_000;
    const inputs = Array.from({ length: count }, () => ({ name: 'a' }));
    const [node] = opened({ nodes: [{ id: 1, type: 'Strange', inputs }], links: [] }).nodes;
    expect(new Set(node?.foreign?.inputs.map(({ name }) => name)).size).toBe(count);
    expect(node?.foreign?.inputs.at(-1)?.name).toBe(`a#${count}`);
  });

  test('many links among many nodes are looked through once', () => {
    const count = 4000;
    const document = opened({
      nodes: [
        { id: 1, type: 'ImageRef', widgets_values: { url: 'https://pictures.example.com/a.png' } },
        ...Array.from({ length: count }, (_, at) => ({ id: at + 2, type: 'SeedanceGenerate' })),
      ],
      links: Array.from({ length: count }, (_, at) =>
        Array.from({ length: 9 }, (__, slot) => [at * 9 + slot + 1, 1, 0, at + 2, slot + 1, 'IMAGE']),
      ).flat(),
    });
    expect(document.links).toHaveLength(count * 9);
    const { problems } = evaluate(document, nodeRegistry, 'sandbox');
    expect(problems.filter(({ code }) => code === 'missing-input')).toHaveLength(count);
  });
});
