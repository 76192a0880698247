import { describe, expect, it } from 'vitest';
import { setParam } from '../../../src/graph/edit.ts';
import { evaluate } from '../../../src/graph/evaluate.ts';
import type { KnownJob } from '../../../src/graph/known.ts';
import { plan } from '../../../src/graph/plan.ts';
import { nodeRegistry } from '../../../src/node-registry.ts';
import { advance, type StepStanding } from '../../../src/runtime/run/advance.ts';
import { knownOf } from '../../../src/runtime/run/known-of.ts';
import { seedEdit } from '../../../src/runtime/run/seed-edit.ts';
import { threeShots } from '../../graph/build.ts';
import { house, rehearse } from './house.ts';

const job = (phase: KnownJob['phase']): KnownJob => ({
  phase,
  attempt: 1,
  unsent: false,
  outputs: [],
  status: phase,
  attempts: [{ status: phase }],
});

describe('what may start next', () => {
  const { document, shots, film } = threeShots();
  const [one, two, three] = shots;
  const evaluation = evaluate(document, nodeRegistry, 'sandbox');
  const keyOf = (node: string): string => evaluation.nodes.get(node)?.order?.jobKey ?? '';
  const stepsWith = (jobs: readonly [string, KnownJob][]) =>
    plan(document, nodeRegistry, 'sandbox', { jobs: new Map(jobs), results: new Set() }).steps;

  it('is what waits for nothing', () => {
    const { start, skip } = advance(stepsWith([]), new Map());
    expect(start.map(({ node }) => node)).toEqual([one.generate]);
    expect(skip).toEqual([]);
  });

  it('M10 is never what follows from a failed step, and each such step says which', () => {
    const standing = new Map<string, StepStanding>([
      [one.generate, 'done'],
      [one.clip, 'done'],
      [two.generate, 'failed'],
    ]);
    const { start, skip } = advance(stepsWith([]), standing);
    expect(start).toEqual([]);
    expect(skip).toEqual([
      { node: two.clip, because: two.generate },
      { node: three.generate, because: two.clip },
      { node: three.clip, because: three.generate },
      { node: film, because: two.clip },
    ]);
  });

  it('is what is held already, whatever became of the shot before it', () => {
    const steps = stepsWith([
      [keyOf(one.generate), job('undecided')],
      [keyOf(two.generate), { ...job('done'), outputs: [{ kind: 'video', n: 0 }] }],
    ]);
    const { start } = advance(steps, new Map());
    expect(start.map(({ node }) => node)).toContain(two.generate);
    expect(start.map(({ node }) => node)).not.toContain(one.generate);
  });
});

describe('what is known', () => {
  it('of jobs of every end: done with outputs, alive, over, undecided', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document } = threeShots();
    await rehearse(h, controller, document);
    const [first] = [...h.jobs.records.values()];
    if (!first) throw new Error('no job');
    const known = knownOf([first], new Set(['x']));
    expect(known.jobs.get(first.jobKey)).toEqual({
      phase: 'done',
      attempt: 1,
      unsent: false,
      outputs: [{ kind: 'video', n: 0 }],
      status: 'succeeded',
      attempts: [{ status: 'succeeded' }],
    });
    expect(known.results).toEqual(new Set(['x']));
    const begun = { n: 1, claimedAt: 0, since: 0 };
    const phaseOf = (attempt: (typeof first.attempts)[number]) =>
      knownOf([{ ...first, attempts: [attempt] }], new Set()).jobs.get(first.jobKey);
    const failure = { code: 'x', message: '' };
    expect(phaseOf({ status: 'claimed', ...begun })).toMatchObject({ phase: 'alive', unsent: true });
    expect(phaseOf({ status: 'submitting', ...begun, submittedAt: 0 })).toMatchObject({
      phase: 'alive',
      unsent: false,
    });
    expect(phaseOf({ status: 'uncertain', ...begun, submittedAt: 0, failure })).toMatchObject({ phase: 'undecided' });
    expect(phaseOf({ status: 'rejected', ...begun, failure })).toMatchObject({ phase: 'over' });
  });

  it('tells of every attempt how it stands and what it cost, where somebody said', () => {
    const failed = { status: 'failed', claimedAt: 0, since: 0, submittedAt: 0, requestId: 'r' } as const;
    const failure = { code: 'x', message: '' };
    const attempts = [
      { ...failed, n: 1, failure, cost: 0.5 },
      { ...failed, n: 2, failure },
    ];
    const record = { jobKey: 'k', service: 'sandbox', model: 'm', take: 1, request: {}, media: [], seq: 0 } as const;
    const origin = { graph: '', node: '', title: '' };
    const known = knownOf([{ ...record, media: [], origin, attempts }], new Set());
    expect(known.jobs.get('k')?.attempts).toEqual([{ status: 'failed', cost: 0.5 }, { status: 'failed' }]);
  });
});

describe('a seed control', () => {
  const { document, shots } = threeShots();
  const { generate } = shots[0];
  const edited = (control: string, seed: number | undefined, phase: KnownJob['phase'], random = 0.5) => {
    const controlled = setParam(setParam(document, generate, 'seed_control', control), generate, 'seed', seed);
    const evaluation = evaluate(controlled, nodeRegistry, 'sandbox');
    const key = evaluation.nodes.get(generate)?.order?.jobKey ?? '';
    const next = seedEdit(
      controlled,
      evaluation,
      { jobs: new Map([[key, job(phase)]]), results: new Set() },
      () => random,
    );
    return next === controlled ? 'same' : next.nodes.find(({ id }) => id === generate)?.params['seed'];
  };

  it('counts up, counts down to 0, or draws', () => {
    expect(edited('increment', 7, 'done')).toBe(8);
    expect(edited('decrement', 7, 'done')).toBe(6);
    expect(edited('decrement', 0, 'done')).toBe('same');
    expect(edited('randomize', undefined, 'done', 0.5)).toBe(1_073_741_824);
    expect(edited('fixed', 7, 'done')).toBe('same');
  });

  it('waits until the clip is made: not while it is on its way, undecided, or ended without one', () => {
    for (const phase of ['alive', 'undecided', 'over'] as const) expect(edited('increment', 7, phase)).toBe('same');
  });
});
