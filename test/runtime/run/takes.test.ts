import { describe, expect, it } from 'vitest';
import { nodeOf } from '../../../src/graph/document.ts';
import { setParam } from '../../../src/graph/edit.ts';
import { nodeRegistry } from '../../../src/node-registry.ts';
import { nextTake } from '../../../src/runtime/run/next-take.ts';
import { runDocumentOf, runDocumentSchema } from '../../../src/runtime/run/run-document.ts';
import { threeShots } from '../../graph/build.ts';
import { house, rehearse } from './house.ts';

describe('a new take', () => {
  it('raises the take, and the next run buys that shot and what follows from it', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document, shots } = threeShots();
    await rehearse(h, controller, document);
    const next = nextTake(document, nodeRegistry, shots[1].generate);
    expect(nodeOf(next, shots[1].generate)?.params['take']).toBe(2);
    h.jobs.puts.length = 0;
    await rehearse(h, controller, next);
    expect(h.jobs.puts.map(({ order }) => [order.origin.title, order.take])).toEqual([
      ['SH020', 2],
      ['SH030', 1],
    ]);
  });

  it('leaves nodes without takes, and the last take, as they are', () => {
    const { document, shots } = threeShots();
    expect(nextTake(document, nodeRegistry, shots[0].text)).toBe(document);
    expect(nextTake(document, nodeRegistry, 'nobody')).toBe(document);
    const last = setParam(document, shots[0].generate, 'take', 10_000);
    expect(nextTake(last, nodeRegistry, shots[0].generate)).toBe(last);
  });
});

describe('the snapshot of a document', () => {
  it('survives being kept, without what only files need', () => {
    const { document } = threeShots();
    const residue = { raw: { a: 1 } } as never;
    const opened = { ...document, residue, nodes: document.nodes.map((node) => ({ ...node, residue })) };
    const kept = runDocumentOf(opened);
    expect(runDocumentSchema.parse(structuredClone(kept))).toEqual(kept);
    expect(JSON.stringify(kept)).not.toContain('residue');
    expect(kept.nodes).toEqual(document.nodes);
  });
});
