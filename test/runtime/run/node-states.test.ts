import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GraphDocument } from '../../../src/graph/document.ts';
import { patchNode, setParam } from '../../../src/graph/edit.ts';
import { evaluate } from '../../../src/graph/evaluate.ts';
import { nodeRegistry } from '../../../src/node-registry.ts';
import { nodeStates, type NodeState } from '../../../src/runtime/run/node-states.ts';
import type { Run } from '../../../src/runtime/run/run.ts';
import { attemptWords, elapsedWords, stateWords, waitingWords } from '../../../src/runtime/run/words.ts';
import type { JobStatus } from '../../../src/runtime/wire/job-record.ts';
import { addShot, builder, threeShots } from '../../graph/build.ts';
import type { Fate } from './fake-jobs.ts';
import { house, type House, rehearse } from './house.ts';

/** The states that are shown of a document, with what this browser and its gateway hold. */
async function shown(h: House, document: GraphDocument, run?: Run): Promise<ReadonlyMap<string, NodeState>> {
  const evaluation = evaluate(document, nodeRegistry, 'sandbox');
  return nodeStates({
    document,
    evaluation,
    jobs: h.jobs.records,
    runs: run ? [run] : [],
    results: await h.results.keys(),
  });
}

const statesOf = (states: ReadonlyMap<string, NodeState>, ids: readonly string[]): unknown[] =>
  ids.map((id) => states.get(id)?.state);

describe('the states of nodes', () => {
  it('before any run, everything is idle', async () => {
    const { document } = threeShots();
    const states = await shown(house(), document);
    expect(new Set([...states.values()].map(({ state }) => state))).toEqual(new Set(['idle']));
  });

  it('while it runs, Generate and Poll show the job of their key, and later shots are idle', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document, shots, film } = threeShots();
    await h.clock.until(controller.rehearse('g', document));
    await h.clock.pass(1_600);
    const states = await shown(h, document, controller.latest('g'));
    const [one, two] = shots;
    expect(statesOf(states, [one.text, one.generate, one.clip, two.generate, film])).toEqual([
      'idle',
      'in_queue',
      'in_queue',
      'idle',
      'idle',
    ]);
    expect(states.get(one.generate)).toMatchObject({ queuePosition: 3 });
  });

  it('after a run made them they are succeeded; after one that had nothing to do, reused', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document, shots, film } = threeShots();
    const made = [...shots.flatMap(({ generate, clip }) => [generate, clip]), film];
    const first = await shown(h, document, await rehearse(h, controller, document));
    expect(new Set(statesOf(first, made))).toEqual(new Set(['succeeded']));
    const second = await shown(h, document, await rehearse(h, controller, document));
    expect(new Set(statesOf(second, made))).toEqual(new Set(['reused']));
    expect(second.get(shots[0].clip)?.job?.attempts[0]?.status).toBe('succeeded');
    expect(second.get(film)?.cacheKey).toBeDefined();
    expect(statesOf(second, [shots[0].text])).toEqual(['idle']);
  });

  it('H01 a refused shot is rejected with the service’s text, and what follows from it is skipped', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document, shots, film } = threeShots();
    h.jobs.fates = { SH010: 'is rejected' };
    const states = await shown(h, document, await rehearse(h, controller, document));
    expect(statesOf(states, [shots[0].generate, shots[0].clip, shots[1].generate, film])).toEqual([
      'rejected',
      'rejected',
      'skipped',
      'skipped',
    ]);
    expect(states.get(shots[0].generate)).toMatchObject({ failure: { message: 'The service said no.' } });
  });

  it('what cannot run is blocked, with the reason; what is muted, and behind it, is skipped', async () => {
    const h = house();
    const { document, shots, film } = threeShots();
    const empty = await shown(h, setParam(document, shots[1].text, 'text', ''));
    expect(statesOf(empty, [shots[0].generate, shots[1].generate, shots[2].generate, film])).toEqual([
      'idle',
      'blocked',
      'blocked',
      'blocked',
    ]);
    expect(empty.get(shots[1].generate)?.problems[0]).toMatchObject({ code: 'empty-prompt', severity: 'error' });
    const muted = await shown(h, patchNode(document, shots[1].generate, { mode: 'muted' }));
    expect(statesOf(muted, [shots[1].generate, shots[1].clip, film])).toEqual(['skipped', 'skipped', 'skipped']);
  });

  it('U04 an edited shot says that it was edited since, and still knows the clip that the run made', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document, shots } = threeShots();
    const run = await rehearse(h, controller, document);
    const states = await shown(h, setParam(document, shots[1].text, 'text', 'Extend @SH010: snow.'), run);
    expect(states.get(shots[0].generate)).toMatchObject({ state: 'succeeded', editedSince: false });
    const edited = states.get(shots[1].generate);
    expect(edited).toMatchObject({ state: 'idle', editedSince: true, runJob: { origin: { title: 'SH020' } } });
    expect(edited && stateWords(edited, 0)).toBe('edited since');
  });

  it('an attempt that is agreed and not begun is idle, not what became of the one before it', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document, shots } = threeShots();
    const { generate } = shots[1];
    h.jobs.fates = { SH020: 'fails' };
    const ended = await rehearse(h, controller, document);
    expect((await shown(h, document, ended)).get(generate)?.state).toBe('failed');
    const agreed = ended.agreed.map((pair) => ({ ...pair, attempt: 2 }));
    const next: Run = { ...ended, agreed, steps: {}, state: { kind: 'running' } };
    expect((await shown(h, document, next)).get(generate)?.state).toBe('idle');
  });

  it('an order refused before anything was sent is rejected, with the Problem', async () => {
    const h = house();
    const { controller } = h.tab();
    const b = builder();
    const picture = b.add('ImageRef', { file: { name: 'a.png', size: 3, sha256: 'a'.repeat(64) }, name: 'face' });
    const shot = addShot(b, 'A', '@face.');
    b.link(picture, 'image', shot.generate, 'images_1');
    const states = await shown(h, b.document, await rehearse(h, controller, b.document));
    expect(states.get(shot.generate)).toMatchObject({ state: 'rejected', problems: [{ code: 'missing-file' }] });
  });

  it('every node has exactly one of the named states, whatever the rest holds', async () => {
    const statuses: readonly JobStatus[] = [
      'claimed',
      'submitting',
      'in_queue',
      'cancelling',
      'in_progress',
      'downloading',
      'succeeded',
      'rejected',
      'uncertain',
      'abandoned',
      'cancelled',
      'failed',
      'lost',
    ];
    const named = new Set<string>(['idle', 'blocked', 'skipped', 'reused', 'running', ...statuses]);
    const fates: readonly Fate[] = [
      'succeeds',
      'fails',
      'is rejected',
      'stays claimed',
      'stays in queue',
      'is uncertain',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(...['SH010', 'SH020', 'SH030'].map(() => fc.constantFrom(...fates))),
        fc.integer({ min: 0, max: 15_000 }),
        fc.array(
          fc.record({ node: fc.nat(9), edit: fc.constantFrom('mute', 'bypass', 'empty', 'take', 'unknown' as const) }),
          { maxLength: 4 },
        ),
        fc.boolean(),
        async ([first, second, third], ms, edits, cancel) => {
          const h = house();
          const { controller, close } = h.tab();
          let { document } = threeShots();
          Object.assign(h.jobs.fates, { SH010: first, SH020: second, SH030: third });
          await h.clock.until(controller.rehearse('g', document));
          await h.clock.pass(ms);
          if (cancel) await h.clock.until(controller.cancelRun('run-1'));
          const run = controller.latest('g');
          for (const { node, edit } of edits) {
            const id = document.nodes[node]?.id ?? '';
            if (edit === 'mute') document = patchNode(document, id, { mode: 'muted' });
            else if (edit === 'bypass') document = patchNode(document, id, { mode: 'bypassed' });
            else if (edit === 'unknown')
              document = {
                ...document,
                nodes: document.nodes.map((n) => (n.id === id ? { ...n, type: 'Nothing' } : n)),
              };
            else document = setParam(document, id, edit === 'take' ? 'take' : 'text', edit === 'take' ? 2 : '');
          }
          const states = await shown(h, document, run);
          expect([...states.keys()]).toEqual(document.nodes.map(({ id }) => id));
          for (const state of states.values()) {
            expect(named).toContain(state.state);
            expect(stateWords(state, h.clock.now())).not.toMatch(/undefined|NaN|-\d/);
          }
          close();
        },
      ),
      { numRuns: 60 },
    );
  }, 30_000);
});

describe('slow jobs', () => {
  it('M7 past "mark slow after" of its own node a job is shown as slow, and goes on', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document, shots } = threeShots();
    await h.clock.until(controller.rehearse('g', document));
    await h.clock.pass(1_600);
    const patient = setParam(document, shots[0].clip, 'slow_after', 86_400);
    const words = async (graph: GraphDocument, later: number): Promise<string> => {
      const states = await shown(h, graph, controller.latest('g'));
      return stateWords(states.get(shots[0].clip) as NodeState, h.clock.now() + later);
    };
    expect(await words(document, 599_000 - 1_600)).not.toContain('slow');
    expect(await words(document, 601_000)).toContain('· slow');
    expect(await words(patient, 601_000)).not.toContain('slow');
  });
});

describe('the words', () => {
  const begun = { n: 1, claimedAt: 0, since: 0 };
  const seen = { ...begun, submittedAt: 0, requestId: 'r' };
  const failure = { code: 'x', message: 'no' };

  it('say the money', () => {
    expect(attemptWords({ status: 'claimed', ...begun }, 0)).toBe('ready, not charged');
    expect(attemptWords({ status: 'uncertain', ...begun, submittedAt: 0, failure }, 0)).toBe(
      'may have been sent: check',
    );
    expect(attemptWords({ status: 'rejected', ...begun, failure }, 0)).toBe('refused, not charged');
    expect(attemptWords({ status: 'downloading', ...seen }, 0)).toBe('made, downloading');
    expect(attemptWords({ status: 'lost', ...seen, failure }, 0)).toBe('made, file gone');
    expect(attemptWords({ status: 'failed', ...seen, failure, cost: 0.5 }, 0)).toBe('failed, cost $0.50');
    expect(attemptWords({ status: 'cancelled', ...begun }, 0)).toBe('cancelled, not charged');
  });

  it('J06 say of what nobody watches that it may still be made, and go on with no clock', () => {
    for (const status of ['in_queue', 'in_progress', 'cancelling'] as const) {
      const words = (now: number) => attemptWords({ status, ...seen, slow: true, trouble: 'hm', unwatched: 5 }, now);
      expect(words(40_000)).toBe('not watched, may still be made');
      expect(words(80_000)).toBe(words(40_000));
    }
  });

  it('tell queue place and elapsed time', () => {
    expect(attemptWords({ status: 'in_queue', ...seen, queuePosition: 3 }, 40_000)).toBe('in queue, place 3 · 0:40');
    expect(attemptWords({ status: 'in_progress', ...seen, slow: true }, 72_000)).toBe('generating 1:12 · slow');
    expect(elapsedWords(0, 3_723_000)).toBe('1:02:03');
    expect(waitingWords({ for: 'rate_limit', until: 7_000, reason: '' }, 0)).toBe('too many requests, goes on in 7 s');
  });

  it('B12 never show a negative time when the clock jumps', () => {
    expect(elapsedWords(3_600_000, 0)).toBe('0:00');
    expect(waitingWords({ for: 'rate_limit', until: 0, reason: '' }, 3_600_000)).toBe('too many requests');
  });
});
