import { describe, expect, it } from 'vitest';
import { setParam, patchNode } from '../../../src/graph/edit.ts';
import { addShot, builder, threeShots } from '../../graph/build.ts';
import { house, rehearse } from './house.ts';

const titles = (puts: readonly { order: { origin: { title: string } } }[]): string[] =>
  puts.map(({ order }) => order.origin.title);

describe('a first run', () => {
  it('puts each shot as soon as the clip before it is there, and joins the film at the end', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document, film } = threeShots();
    const run = await rehearse(h, controller, document);
    expect(titles(h.jobs.puts)).toEqual(['SH010', 'SH020', 'SH030']);
    expect(run.state).toMatchObject({ kind: 'ended', outcome: 'succeeded' });
    const made = await h.results.get(run.keys[film] ?? '');
    const text = (await made?.bytes.text()) ?? '';
    expect(text.split('\n').map((line) => line.slice(0, 10))).toEqual(['SH010: cli', 'SH020: cli', 'SH030: cli']);
    expect(made?.seconds).toBe(12);
  });

  it('puts everything independent at once', async () => {
    const h = house();
    const { controller } = h.tab();
    const b = builder();
    for (const title of ['A', 'B', 'C']) addShot(b, title, `A shot of ${title}.`);
    await rehearse(h, controller, b.document);
    expect(new Set(h.jobs.puts.map(({ at }) => at)).size).toBe(1);
    expect(titles(h.jobs.puts).sort()).toEqual(['A', 'B', 'C']);
  });
});

describe('a second run', () => {
  it('of an unchanged graph puts nothing, and reuses everything', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document } = threeShots();
    await rehearse(h, controller, document);
    const before = h.jobs.puts.length;
    const run = await rehearse(h, controller, document);
    expect(h.jobs.puts).toHaveLength(before);
    expect(run.id).toBe('run-2');
    expect(new Set(Object.values(run.steps).map(({ status }) => status))).toEqual(new Set(['reused']));
    expect(Object.keys(run.steps)).toHaveLength(7);
  });

  it('after an edit of shot 2 puts shots 2 and 3, and nothing else', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document, shots } = threeShots();
    await rehearse(h, controller, document);
    h.jobs.puts.length = 0;
    const run = await rehearse(h, controller, setParam(document, shots[1].text, 'text', 'Extend @SH010: rain.'));
    expect(titles(h.jobs.puts)).toEqual(['SH020', 'SH030']);
    expect(run.steps[shots[0].generate]).toEqual({ status: 'reused' });
    expect(run.steps[shots[1].generate]).toMatchObject({ status: 'succeeded' });
  });
});

describe('what does not run', () => {
  it('M10 a failed branch stops only what depends on it', async () => {
    const h = house();
    const { controller } = h.tab();
    const b = builder();
    const one = addShot(b, 'A', 'A shot.');
    const two = addShot(b, 'B', 'Extend @A: more.');
    b.link(one.clip, 'video', two.generate, 'videos_1');
    const other = addShot(b, 'C', 'Another.');
    const film = b.add('Storyboard');
    b.link(other.clip, 'video', film, 'shots_1');
    h.jobs.fates = { A: 'fails' };
    const run = await rehearse(h, controller, b.document);
    expect(titles(h.jobs.puts)).toEqual(['A', 'C']);
    expect(run.state).toMatchObject({ kind: 'ended', outcome: 'failed' });
    expect(run.steps[one.generate]).toMatchObject({ status: 'failed', problem: { reason: 'The service said no.' } });
    expect(run.steps[two.generate]).toEqual({ status: 'skipped', because: one.clip });
    expect(run.steps[film]).toMatchObject({ status: 'succeeded' });
  });

  it('a muted shot is not put, and what follows from it neither', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document, shots } = threeShots();
    await rehearse(h, controller, patchNode(document, shots[1].generate, { mode: 'muted' }));
    expect(titles(h.jobs.puts)).toEqual(['SH010']);
  });

  it('a graph of which a part is blocked runs the rest, and does not count as done', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document, shots } = threeShots();
    const run = await rehearse(h, controller, setParam(document, shots[2].text, 'text', ''));
    expect(titles(h.jobs.puts)).toEqual(['SH010', 'SH020']);
    expect(run.state).toMatchObject({ kind: 'ended', outcome: 'failed' });
  });

  it('a placeholder beside the graph changes nothing about how a run ends', async () => {
    const h = house();
    const { controller } = h.tab();
    const b = builder();
    addShot(b, 'A', 'A shot.');
    const note = b.add('Note');
    const nodes = b.document.nodes.map((node) => (node.id === note ? { ...node, type: 'KSampler' } : node));
    const run = await rehearse(h, controller, { ...b.document, nodes });
    expect(run.state).toMatchObject({ outcome: 'succeeded' });
  });

  it('a bypassed film passes its first shot on, and joins nothing', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document, film } = threeShots();
    const run = await rehearse(h, controller, patchNode(document, film, { mode: 'bypassed' }));
    expect(run.state).toMatchObject({ outcome: 'succeeded' });
    expect((await h.results.keys()).size).toBe(0);
  });

  it('an order that the gateway refuses fails its step with the reason', async () => {
    const h = house();
    const { controller } = h.tab();
    const b = builder();
    const picture = b.add('ImageRef', { file: { name: 'a.png', size: 3, sha256: 'a'.repeat(64) }, name: 'face' });
    const shot = addShot(b, 'A', 'A portrait of @face.');
    b.link(picture, 'image', shot.generate, 'images_1');
    const run = await rehearse(h, controller, b.document);
    expect(h.jobs.puts).toHaveLength(0);
    expect(run.steps[shot.generate]).toMatchObject({ status: 'failed', problem: { code: 'missing-file' } });
  });
});
