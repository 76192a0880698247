import { describe, expect, it } from 'vitest';
import { setParam } from '../../../src/graph/edit.ts';
import type { GraphDocument } from '../../../src/graph/document.ts';
import { evaluate } from '../../../src/graph/evaluate.ts';
import { nodeRegistry } from '../../../src/node-registry.ts';
import { nodeStates } from '../../../src/runtime/run/node-states.ts';
import type { RunController } from '../../../src/runtime/run/run-controller.ts';
import type { RunPart } from '../../../src/runtime/run/run-part.ts';
import { unmadeNodes } from '../../../src/runtime/run/runs-of-node.ts';
import { addShot, builder, threeShots } from '../../graph/build.ts';
import { house, type House } from './house.ts';

const live = 'https://model-api.runcomfy.net';

async function agree(h: House, controller: RunController, document: GraphDocument, part?: RunPart) {
  const prepared = await h.clock.until(controller.prepare('g', document, live, part));
  const { fingerprint } = prepared;
  const started = await h.clock.until(controller.start('g', prepared, { fingerprint, inlineMedia: false }));
  if (!started.ok) throw new Error(started.why);
  return prepared;
}

async function rehearse(h: House, controller: RunController, document: GraphDocument, part?: RunPart) {
  const { prepared } = await h.clock.until(controller.rehearse('g', document, part));
  await h.clock.until(controller.idle());
  return prepared;
}

const titles = (h: House): readonly string[] => h.jobs.puts.map(({ order }) => order.origin.title);

function again(h: House, controller: RunController, service: string): RunPart {
  return { kind: 'again', nodes: [...unmadeNodes(controller.of('g', service), h.jobs.records).keys()] };
}

/** Three shots that have nothing to do with each other, and their film. */
function besides() {
  const b = builder();
  const shots = ['A', 'B', 'C'].map((title) => addShot(b, title, `${title}.`));
  const film = b.add('Storyboard');
  shots.forEach(({ clip }, index) => b.link(clip, 'video', film, `shots_${index + 1}`));
  const [a, second, c] = shots;
  if (!a || !second || !c) throw new Error('three shots');
  return { document: b.document, a, b: second, c, film };
}

describe('a run of the selection', () => {
  it('makes the chosen shot and what it needs, and nothing that follows', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document, shots } = threeShots();
    await rehearse(h, controller, document, { kind: 'selection', nodes: [shots[1].generate] });
    expect(titles(h)).toEqual(['SH010', 'SH020']);
    expect(controller.latest('g')).toMatchObject({
      state: { outcome: 'succeeded' },
      part: { kind: 'selection', nodes: [shots[1].generate] },
    });
    await rehearse(h, controller, document);
    expect(titles(h)).toEqual(['SH010', 'SH020', 'SH030']);
  });

  it('is quoted alone, and agreed to alone', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document, c } = besides();
    const prepared = await agree(h, controller, document, { kind: 'selection', nodes: [c.clip] });
    expect(prepared.quote.generations.map(({ title }) => title)).toEqual(['C']);
    await h.clock.until(controller.idle());
    expect(titles(h)).toEqual(['C']);
    expect(controller.latest('g')?.agreed).toHaveLength(1);
  });

  it('joins what a run under way is making already', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document, shots } = threeShots();
    await h.clock.until(controller.rehearse('g', document));
    await h.clock.pass(1_000);
    await rehearse(h, controller, document, { kind: 'selection', nodes: [shots[0].generate] });
    expect(h.jobs.created).toHaveLength(3);
    expect(controller.runs.map(({ state }) => state)).toMatchObject([
      { outcome: 'succeeded' },
      { outcome: 'succeeded' },
    ]);
  });

  it('changes the seeds of the chosen shots alone: what they need is used as it is', async () => {
    const h = house();
    const { controller } = h.tab();
    const b = builder();
    const seeds = { seed: 7, seed_control: 'increment' };
    const [one, two] = [addShot(b, 'A', 'A.', seeds), addShot(b, 'B', 'Extend @A.', seeds)];
    b.link(one.clip, 'video', two.generate, 'videos_1');
    await rehearse(h, controller, b.document);
    const { document } = await rehearse(h, controller, b.document, { kind: 'selection', nodes: [two.generate] });
    const seedOf = (id: string) => document.nodes.find((node) => node.id === id)?.params['seed'];
    expect([seedOf(one.generate), seedOf(two.generate)]).toEqual([7, 8]);
    expect(titles(h)).toEqual(['A', 'B', 'B']);
    expect(document.nodes).toHaveLength(b.document.nodes.length);
  });

  it('leaves the other nodes as their own last run left them', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document, a, b, film } = besides();
    h.jobs.fates = { B: 'is rejected' };
    await rehearse(h, controller, document);
    h.jobs.fates = {};
    const shown = async () =>
      nodeStates({
        document,
        evaluation: evaluate(document, nodeRegistry, 'sandbox'),
        jobs: h.jobs.records,
        runs: controller.of('g', 'sandbox'),
        results: await h.results.keys(),
      });
    const before = await shown();
    expect(before.get(film)?.state).toBe('skipped');
    await rehearse(h, controller, document, { kind: 'selection', nodes: [a.generate] });
    const after = await shown();
    expect(after.get(a.generate)?.state).toBe('reused');
    for (const id of [b.generate, film]) expect(after.get(id)).toEqual(before.get(id));
  });
});

describe('a run again of what failed', () => {
  it('makes exactly the failed shot and what follows from it, and its quote names the attempt before', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document, b, film } = besides();
    h.jobs.fates = { B: 'fails' };
    await agree(h, controller, document);
    await h.clock.until(controller.idle());
    h.jobs.fates = {};
    const part = again(h, controller, live);
    expect(part.nodes.toSorted()).toEqual([b.generate, b.clip, film].toSorted());
    const prepared = await agree(h, controller, document, part);
    expect(prepared.quote.generations).toMatchObject([{ title: 'B', attempt: 2, earlier: [{ status: 'failed' }] }]);
    await h.clock.until(controller.idle());
    expect(h.jobs.created).toHaveLength(4);
    expect(controller.latest('g')?.state).toMatchObject({ outcome: 'succeeded' });
    expect(again(h, controller, live).nodes).toEqual([]);
  });

  it('buys nothing new: not a shot that was added, nor one that was edited since and did not fail', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document, a, b, film } = besides();
    h.jobs.fates = { B: 'is rejected' };
    await agree(h, controller, document);
    await h.clock.until(controller.idle());
    h.jobs.fates = {};
    const edited = setParam(document, a.text, 'text', 'Another A.');
    const prepared = await agree(h, controller, edited, again(h, controller, live));
    expect(prepared.quote.generations.map(({ title }) => title)).toEqual(['B']);
    // The film would need the edited shot: it waits for a run that buys it.
    expect(prepared.heldBack).toEqual([{ node: film, because: [a.generate] }]);
    await h.clock.until(controller.idle());
    expect(titles(h).filter((title) => title === 'A')).toHaveLength(1);
    expect(controller.latest('g')?.part?.nodes.toSorted()).toEqual([b.generate, b.clip].toSorted());
  });

  it('holds back a failed shot that needs another one which was edited since', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document, shots } = threeShots();
    h.jobs.fates = { SH020: 'fails' };
    await agree(h, controller, document);
    await h.clock.until(controller.idle());
    const edited = setParam(document, shots[0].text, 'text', 'Two lanterns are lit.');
    const prepared = await h.clock.until(controller.prepare('g', edited, live, again(h, controller, live)));
    expect(prepared.quote.generations).toEqual([]);
    expect(prepared.heldBack.map(({ node }) => node)).toContain(shots[1].generate);
  });

  it('sends the failed shot as it stands now: its edit is what it is run again for', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document, b } = besides();
    h.jobs.fates = { B: 'is rejected' };
    await agree(h, controller, document);
    await h.clock.until(controller.idle());
    h.jobs.fates = {};
    const edited = setParam(document, b.text, 'text', 'Without a face.');
    await agree(h, controller, edited, again(h, controller, live));
    await h.clock.until(controller.idle());
    expect(h.jobs.puts.at(-1)?.order.request['prompt']).toBe('Without a face.');
    expect(h.jobs.created).toHaveLength(4);
  });

  it('changes no seed', async () => {
    const h = house();
    const { controller } = h.tab();
    const b = builder();
    const seeds = { seed: 7, seed_control: 'randomize' };
    const [one, two] = [addShot(b, 'A', 'A.', seeds), addShot(b, 'B', 'Extend @A.', seeds)];
    b.link(one.clip, 'video', two.generate, 'videos_1');
    h.jobs.fates = { B: 'fails' };
    await rehearse(h, controller, b.document);
    h.jobs.fates = {};
    const { document } = await rehearse(h, controller, b.document, again(h, controller, 'sandbox'));
    expect(document).toBe(b.document);
    expect(titles(h)).toEqual(['A', 'B', 'B']);
  });

  it('after a cancelled run makes what was not made, and joins what could not be stopped', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document } = besides();
    h.jobs.fates = { A: 'stays in progress', B: 'stays claimed' };
    await agree(h, controller, document);
    await h.clock.pass(20_000);
    await h.clock.until(controller.cancelRun(controller.latest('g')?.id ?? ''));
    await h.clock.until(controller.idle());
    h.jobs.fates = {};
    const prepared = await agree(h, controller, document, again(h, controller, live));
    expect(prepared.quote.generations).toMatchObject([{ title: 'B', earlier: [{ status: 'cancelled' }] }]);
    await h.clock.until(controller.idle());
    expect(h.jobs.created.map(({ attempt }) => attempt)).toEqual([1, 1, 1, 2]);
    expect(controller.latest('g')?.state).toMatchObject({ outcome: 'succeeded' });
  });

  it('still offers what an earlier run left behind after a selection was made', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document, a, b, c } = besides();
    h.jobs.fates = { A: 'fails', B: 'fails' };
    await rehearse(h, controller, document);
    h.jobs.fates = {};
    await rehearse(h, controller, document, { kind: 'selection', nodes: [a.clip] });
    const left = again(h, controller, 'sandbox').nodes;
    expect(left).toContain(b.generate);
    for (const id of [a.generate, a.clip, c.generate]) expect(left).not.toContain(id);
  });

  it('offers nothing while the run goes on, nor of what succeeded or came late', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document } = besides();
    h.jobs.fates = { A: 'fails', B: 'stays in queue' };
    await h.clock.until(controller.rehearse('g', document));
    await h.clock.pass(20_000);
    expect(again(h, controller, 'sandbox').nodes).toEqual([]);
  });
});
