import { describe, expect, it } from 'vitest';
import { nodeOf } from '../../../src/graph/document.ts';
import { setParam } from '../../../src/graph/edit.ts';
import { nodeRegistry } from '../../../src/node-registry.ts';
import { nextTake } from '../../../src/runtime/run/next-take.ts';
import { runDocumentOf, runDocumentSchema } from '../../../src/runtime/run/run-document.ts';
import { processLocks } from '../../../src/runtime/run/run-locks.ts';
import { threeShots } from '../../graph/build.ts';
import { house, rehearse } from './house.ts';
import { settled } from './virtual-clock.ts';

describe('locks of a process', () => {
  it('let one after the other in, also after one that threw', async () => {
    const locks = processLocks();
    const log: string[] = [];
    let inside = 0;
    const work = (name: string, fails: boolean) => async () => {
      expect(++inside).toBe(1);
      await settled();
      log.push(name);
      inside -= 1;
      if (fails) throw new Error(name);
    };
    const turns = [
      locks.hold('x', work('a', true)),
      locks.hold('x', work('b', false)),
      locks.hold('x', work('c', false)),
    ];
    await Promise.allSettled(turns);
    expect(log).toEqual(['a', 'b', 'c']);
  });

  it('one that gave up waiting does not let the next one in too early', async () => {
    const locks = processLocks();
    let release: () => void = () => undefined;
    const first = locks.hold('x', () => new Promise<void>((resolve) => (release = resolve)));
    const gaveUp = new AbortController();
    const second = locks.hold('x', async () => 'second', gaveUp.signal);
    let third = false;
    const last = locks.hold('x', async () => void (third = true));
    gaveUp.abort(new Error('enough'));
    await expect(second).rejects.toThrow('enough');
    await settled();
    expect(third).toBe(false);
    release();
    await Promise.all([first, last]);
    expect(third).toBe(true);
  });
});

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
