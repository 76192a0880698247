import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type GraphDocument, linkInto } from '../../src/graph/document.ts';
import {
  connect,
  disconnect,
  patchNode,
  raiseNodes,
  removeNodes,
  reorderGrowing,
  setParam,
} from '../../src/graph/edit.ts';
import { evaluate } from '../../src/graph/evaluate.ts';
import { linkRefusal } from '../../src/graph/link-refusal.ts';
import { plan } from '../../src/graph/plan.ts';
import { nothingKnown } from '../../src/graph/known.ts';
import { socketsOf } from '../../src/graph/sockets-of.ts';
import { nodeRegistry } from '../../src/node-registry.ts';
import { builder, threeShots } from './build.ts';

const shotInputs = (document: GraphDocument, film: string): string[] =>
  document.links.filter(({ to }) => to.node === film).map(({ from, to }) => `${to.input}←${from.node}`);

describe('growing inputs', () => {
  test('show one free socket up to the maximum, and close the gap when one is removed', () => {
    const { document, film, shots } = threeShots();
    const node = document.nodes.find(({ id }) => id === film);
    if (!node) throw new Error('no film');
    expect(
      socketsOf(document, node, nodeRegistry).inputs.map(({ name, free }) => `${name}${free ? ' free' : ''}`),
    ).toEqual(['shots_1', 'shots_2', 'shots_3', 'shots_4 free']);
    const removed = disconnect(document, { node: film, input: 'shots_2' }, nodeRegistry);
    expect(shotInputs(removed, film)).toEqual([`shots_1←${shots[0].clip}`, `shots_2←${shots[2].clip}`]);
    const deleted = removeNodes(document, new Set([shots[0].clip]), nodeRegistry);
    expect(shotInputs(deleted, film)).toEqual([`shots_1←${shots[1].clip}`, `shots_2←${shots[2].clip}`]);
  });

  test('at the maximum no free socket is left', () => {
    const b = builder();
    const generate = b.add('SeedanceGenerate');
    const clip = b.add('VideoRef');
    for (let n = 1; n <= 3; n++) b.link(clip, 'video', generate, `videos_${n}`);
    const node = b.document.nodes[0];
    if (!node) throw new Error('no node');
    expect(socketsOf(b.document, node, nodeRegistry).inputs.filter(({ spec }) => spec === 'videos')).toHaveLength(3);
  });

  test('are put into another order by one edit', () => {
    const { document, film, shots } = threeShots();
    const turned = reorderGrowing(document, film, 'shots', [3, 1, 2]);
    expect(linkInto(turned, film, 'shots_1')?.from.node).toBe(shots[2].clip);
    expect(linkInto(turned, film, 'shots_2')?.from.node).toBe(shots[0].clip);
    expect(reorderGrowing(document, film, 'shots', [1, 2, 3])).toBe(document);
  });
});

describe('edits', () => {
  test('give the same value back when nothing changes, so that a history can compare by identity', () => {
    const { document, shots } = threeShots();
    const { text, clip, generate } = shots[0];
    expect(patchNode(document, text, { pos: [0, 0] })).toBe(document);
    expect(setParam(document, text, 'text', 'A lantern is lit.')).toBe(document);
    expect(setParam(document, text, 'absent', undefined)).toBe(document);
    expect(connect(document, { node: generate, output: 'job' }, { node: clip, input: 'job' })).toBe(document);
    expect(disconnect(document, { node: text, input: 'nothing' }, nodeRegistry)).toBe(document);
    expect(removeNodes(document, new Set(['no such']), nodeRegistry)).toBe(document);
    expect(raiseNodes(document, new Set(document.nodes.map(({ id }) => id)))).toBe(document);
    expect(patchNode(document, 'no such', { title: 'x' })).toBe(document);
  });

  test('a link that would close a circle or does not fit is refused in words', () => {
    const { document, shots } = threeShots();
    const refusal = (from: [string, string], to: [string, string]) =>
      linkRefusal(document, nodeRegistry, { node: from[0], output: from[1] }, { node: to[0], input: to[1] });
    expect(refusal([shots[2].clip, 'video'], [shots[0].generate, 'videos_1'])).toMatch(/circle/);
    expect(refusal([shots[0].text, 'prompt'], [shots[0].generate, 'videos_1'])).toBe('TEXT does not fit VIDEO.');
    expect(refusal([shots[0].text, 'nothing'], [shots[0].generate, 'prompt'])).toMatch(/not there/);
    expect(refusal([shots[0].clip, 'video'], [shots[2].generate, 'videos_2'])).toBeUndefined();
  });
});

describe('on any graph that edits can make', () => {
  const types = nodeRegistry.definitions.map(({ type }) => type);
  const anyGraph = fc
    .record({
      nodes: fc.array(fc.constantFrom(...types), { minLength: 1, maxLength: 12 }),
      links: fc.array(fc.tuple(fc.nat(11), fc.nat(3), fc.nat(11), fc.nat(12)), { maxLength: 30 }),
      modes: fc.array(fc.constantFrom('active', 'muted', 'bypassed'), { minLength: 12, maxLength: 12 }),
    })
    .map(({ nodes, links, modes }) => {
      const b = builder();
      const ids = nodes.map((type) => b.add(type, type === 'Prompt' ? { text: 'A street.' } : {}));
      for (const [from, output, to, place] of links) {
        const [source, target] = [b.document.nodes[from % ids.length], b.document.nodes[to % ids.length]];
        if (!source || !target) continue;
        const outputs = socketsOf(b.document, source, nodeRegistry).outputs;
        const inputs = socketsOf(b.document, target, nodeRegistry).inputs;
        const [o, i] = [outputs[output % Math.max(1, outputs.length)], inputs[place % Math.max(1, inputs.length)]];
        // Wrong types and circles too: a file may hold them.
        if (o && i) b.link(source.id, o.name, target.id, i.name);
      }
      return ids.reduce(
        (document, id, n) => patchNode(document, id, { mode: modes[n % modes.length] ?? 'active' }),
        b.document,
      );
    });

  test('evaluating and planning never throw, cover every node, and no step comes before what it needs', () => {
    fc.assert(
      fc.property(anyGraph, (document) => {
        const evaluation = evaluate(document, nodeRegistry, 'sandbox');
        expect(evaluation.nodes.size).toBe(document.nodes.length);
        const { steps } = plan(document, nodeRegistry, 'sandbox', nothingKnown);
        const seen = new Set<string>();
        for (const step of steps) {
          if (step.action === 'run') for (const before of step.after) expect(seen.has(before)).toBe(true);
          seen.add(step.node);
        }
        const running = new Set(steps.filter(({ action }) => action === 'run').map(({ node }) => node));
        for (const step of steps) {
          if (step.action !== 'run') continue;
          expect(step.after.every((node) => running.has(node))).toBe(true);
        }
      }),
    );
  });

  test('every node that is blocked or skipped says why, or which node is why', () => {
    fc.assert(
      fc.property(anyGraph, (document) => {
        for (const { outcome, because, problems, node } of evaluate(document, nodeRegistry, 'sandbox').nodes.values()) {
          if (outcome === 'ready') continue;
          const muted = node.mode === 'muted';
          expect(muted || because.length > 0 || problems.some(({ severity }) => severity === 'error')).toBe(true);
        }
      }),
    );
  });

  test('deleting any nodes leaves no link to them, and growing inputs without a gap', () => {
    fc.assert(
      fc.property(anyGraph, fc.nat(4095), (document, mask) => {
        const gone = new Set(document.nodes.filter((_, n) => mask & (1 << n)).map(({ id }) => id));
        const after = removeNodes(document, gone, nodeRegistry);
        expect(after.links.every(({ from, to }) => !gone.has(from.node) && !gone.has(to.node))).toBe(true);
        for (const node of after.nodes) {
          const free = socketsOf(after, node, nodeRegistry).inputs.filter(
            (socket) => !socket.free && socket.spec !== socket.name,
          );
          for (const { name } of free) expect(linkInto(after, node.id, name)).toBeDefined();
        }
      }),
    );
  });
});
