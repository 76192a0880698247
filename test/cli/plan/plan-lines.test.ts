import { expect, test } from 'vitest';
import { planJson } from '../../../src/cli/plan/plan-json.ts';
import { planLines } from '../../../src/cli/plan/plan-lines.ts';
import { planRows } from '../../../src/cli/plan/plan-rows.ts';
import type { GraphDocument } from '../../../src/graph/document.ts';
import { patchNode } from '../../../src/graph/edit.ts';
import { evaluate } from '../../../src/graph/evaluate.ts';
import { type KnownJob, nothingKnown } from '../../../src/graph/known.ts';
import { planOf } from '../../../src/graph/plan.ts';
import { free } from '../../../src/graph/price.ts';
import { quote } from '../../../src/graph/quote.ts';
import { nodeRegistry } from '../../../src/node-registry.ts';
import { addShot, builder, threeShots } from '../../graph/build.ts';

const service = 'https://model-api.runcomfy.net';
const over: KnownJob = {
  phase: 'over',
  attempt: 1,
  unsent: false,
  outputs: [],
  status: 'failed',
  attempts: [{ status: 'failed', cost: 0.4 }],
};
const done: KnownJob = {
  phase: 'done',
  attempt: 1,
  unsent: false,
  outputs: [{ kind: 'video', n: 0 }],
  status: 'succeeded',
  attempts: [{ status: 'succeeded' }],
};

function seen(document: GraphDocument, jobs: Readonly<Record<string, KnownJob>> = {}, at = service) {
  const evaluation = evaluate(document, nodeRegistry, at);
  const keys = [...evaluation.nodes.values()].flatMap(({ node, order }) =>
    order && jobs[node.title ?? ''] ? [[order.jobKey, jobs[node.title ?? ''] as KnownJob] as const] : [],
  );
  const known = { ...nothingKnown, jobs: new Map(keys) };
  const plan = planOf(evaluation, known, document);
  const quoted = quote(plan, known);
  const price = free;
  const rows = planRows(plan, quoted, evaluation);
  const { problems } = plan;
  return { document, service: at, from: 'the journal', rows, quote: quoted, price, problems, inlineAgreed: false };
}

test('a plan has a row for each shot and film, and none for what only waits', () => {
  const { rows } = seen(threeShots().document);
  expect(rows.map(({ title, action }) => [title, action])).toEqual([
    ['SH010', 'buy'],
    ['SH020', 'buy'],
    ['SH030', 'buy'],
    ['Storyboard', 'make'],
  ]);
});

test('what is held is reused, what is under way is joined, what failed is bought again with what that cost', () => {
  const alive: KnownJob = { phase: 'alive', attempt: 2, unsent: false, outputs: [], status: 'in_queue', attempts: [] };
  const sight = seen(threeShots().document, { SH010: done, SH020: alive, SH030: over });
  expect(sight.rows.map(({ action, attempt }) => [action, attempt])).toEqual([
    ['reuse', 1],
    ['join', 2],
    ['buy', 2],
    ['make', undefined],
  ]);
  const text = planLines(sight).join('\n');
  expect(text).toContain('= reuse     SH010');
  expect(text).toContain('~ join      SH020       attempt 2 is under way');
  expect(text).toContain('+ buy       SH030       4 s at 480p, price unknown');
  expect(text).toMatch(/failed.*\$0\.40/);
  expect(text).toContain('by the address of its own result at the service');
});

test('M4 an undecided job blocks itself and what needs it, each with the reason', () => {
  const undecided: KnownJob = {
    phase: 'undecided',
    attempt: 1,
    unsent: false,
    outputs: [],
    status: 'uncertain',
    attempts: [],
  };
  const { rows } = seen(threeShots().document, { SH010: undecided });
  expect(rows.map(({ title, action }) => [title, action])).toEqual([
    ['SH010', 'blocked'],
    ['SH020', 'blocked'],
    ['SH030', 'blocked'],
    ['Storyboard', 'blocked'],
  ]);
  expect(rows[0]?.reason).toContain('not known whether this generation was sent');
  expect(rows[1]?.reason).toMatch(/cannot run/);
});

test('M6 equal shots are bought once: the second joins the first', () => {
  const b = builder();
  addShot(b, 'A', 'The same.');
  addShot(b, 'B', 'The same.');
  const sight = seen(b.document);
  expect(sight.rows.map(({ title, action }) => [title, action])).toEqual([
    ['A', 'buy'],
    ['B', 'join'],
  ]);
  expect(planLines(sight).join('\n')).toContain('the same as another node’s');
});

test('a muted shot is skipped', () => {
  const { document, shots } = threeShots();
  const { rows } = seen(patchNode(document, shots[0].generate, { mode: 'muted' }));
  expect(rows.find(({ title }) => title === 'SH010')?.action).toBe('skipped');
});

test('a rehearsal speaks of no price', () => {
  const text = planLines(seen(threeShots().document, {}, 'sandbox')).join('\n');
  expect(text).toContain('+ rehearse  SH010');
  expect(text).toContain('3 to make; nothing is paid.');
});

test('the JSON has the shape that docs/plan-json.md tells', () => {
  const json = planJson(seen(threeShots().document, { SH030: over }));
  expect(Object.keys(json)).toEqual([
    'schema',
    'graph',
    'service',
    'steps',
    'totals',
    'inline',
    'hosts',
    'price',
    'problems',
  ]);
  expect(json).toMatchObject({
    schema: 1,
    service,
    totals: { buy: 3, seconds: 12, secondsByResolution: { '480p': 12 }, join: 0, reuse: 0 },
    inline: { needed: false, agreed: false },
  });
  expect((json.steps as readonly object[])[2]).toMatchObject({
    title: 'SH030',
    action: 'buy',
    why: 'again',
    attempt: 2,
    seconds: 4,
    resolution: '480p',
    media: [{ kind: 'video', travels: 'result' }],
    earlier: [{ status: 'failed', cost: 0.4 }],
    price: null,
  });
});
