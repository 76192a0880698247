import { describe, expect, it } from 'vitest';
import { memoryResultStore } from '../../../src/runtime/stores/result-store.ts';
import { addShot, builder, threeShots } from '../../graph/build.ts';
import { house, rehearse } from './house.ts';
import { settled } from './virtual-clock.ts';

const ports = ['put', 'known', 'changes', 'output', 'putMedia', 'media', 'update', 'keys'];

/** Ports of which the n-th call, counted from 0 over all of them, never comes back: done on the other side, or not. */
function cutter(n: number, after: boolean, cut: () => void): <T extends object>(port: T) => T {
  let count = 0;
  const never = new Promise<never>(() => undefined);
  return (port) =>
    new Proxy(port, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function' || !ports.includes(String(name))) return value;
        return (...args: unknown[]) => {
          const mine = count++;
          if (mine < n) return value.apply(target, args) as unknown;
          if (after && mine === n) void Promise.resolve(value.apply(target, args)).catch(() => undefined);
          cut();
          return never;
        };
      },
    });
}

/** Two shots in a row and one beside them, with a picture that travels inline, and the film. */
function storyboard() {
  const b = builder();
  const picture = b.add('ImageRef', { file: { name: 'a.png', size: 3, sha256: 'a'.repeat(64) }, name: 'face' });
  const one = addShot(b, 'SH010', '@face looks up.');
  const two = addShot(b, 'SH020', 'Extend @SH010: rain.');
  const three = addShot(b, 'SH030', 'A street.');
  b.link(picture, 'image', one.generate, 'images_1');
  b.link(one.clip, 'video', two.generate, 'videos_1');
  const film = b.add('Storyboard');
  [one, two, three].forEach((shot, index) => b.link(shot.clip, 'video', film, `shots_${index + 1}`));
  return b.document;
}

describe('a page that ends in the middle of a run', () => {
  it('B01 B02 at any call, done or not: the run goes on after a load, with one order a key, inside the agreed pairs', async () => {
    let cuts = 0;
    for (const after of [false, true]) {
      for (let n = 0; n < 200; n++) {
        const h = house();
        h.local.set('a'.repeat(64), new Blob(['png']));
        const state = { reached: false };
        const cut = cutter(n, after, () => (state.reached = true));
        const first = h.tab({ client: cut(h.jobs), runs: cut(h.runs), results: cut(h.results) });
        void first.controller.rehearse('g', storyboard()).catch(() => undefined);
        for (let turn = 0; turn < 60 && !state.reached; turn++) {
          await h.clock.pass(300);
          const [run] = await h.runs.list();
          if (run?.state.kind === 'ended') break;
        }
        first.close();
        await settled();
        if (!state.reached) break;
        cuts += 1;

        const second = h.tab();
        await h.clock.until(second.controller.resumeAll());
        const left = await h.runs.list();
        // Cut before the run was durable: nothing was put, and the person presses again.
        if (left.length === 0) expect(h.jobs.puts).toEqual([]);
        // The lock of a real browser dies with its page; here the first page still holds it, so a new one is opened.
        h.forgetLocks();
        const third = h.tab();
        if (left.length === 0) await rehearse(h, third.controller, storyboard());
        else {
          await h.clock.until(third.controller.resumeAll());
          await h.clock.until(third.controller.idle());
        }
        const [run] = await h.runs.list();
        expect(run?.state, `cut ${n} ${after}`).toMatchObject({ kind: 'ended', outcome: 'succeeded' });
        expect(h.jobs.created).toHaveLength(3);
        const agreed = run?.agreed ?? [];
        for (const pair of h.jobs.created) expect(agreed).toContainEqual(pair);
        second.close();
        third.close();
      }
    }
    expect(cuts).toBeGreaterThan(40);
  }, 60_000);

  it('keeps what the run made before as made by it, not as reused', async () => {
    const h = house();
    const first = h.tab();
    const { document, shots, film } = threeShots();
    await h.clock.until(first.controller.rehearse('g', document));
    await h.clock.pass(5_000);
    first.close();
    await settled();
    await h.clock.pass(30_000);
    const second = h.tab();
    await h.clock.until(second.controller.resumeAll());
    await h.clock.until(second.controller.idle());
    const run = second.controller.latest('g');
    expect(run?.state).toMatchObject({ outcome: 'succeeded' });
    expect(run?.steps[shots[0].generate]).toMatchObject({ status: 'succeeded' });
    expect(run?.steps[film]).toMatchObject({ status: 'succeeded' });
  });

  it('keeps a film that it made just before the page ended as made by it', async () => {
    const h = house();
    const { document, film } = threeShots();
    const first = h.tab();
    const done = await rehearse(h, first.controller, document);
    first.close();
    // As it stood in the moment before the end was kept.
    const steps = { ...done.steps, [film]: { status: 'running', since: 1 } } as const;
    await h.runs.update(done.id, (run) => ({ ...run, state: { kind: 'running' }, steps }));
    const { controller } = h.tab();
    await h.clock.until(controller.resumeAll());
    await h.clock.until(controller.idle());
    expect(controller.latest('g')?.steps[film]).toMatchObject({ status: 'succeeded' });
  });

  it('M14 a shot that failed meanwhile is a failed shot, not another attempt', async () => {
    const h = house();
    const first = h.tab();
    h.jobs.fates = { SH010: 'fails' };
    await h.clock.until(first.controller.rehearse('g', threeShots().document));
    await h.clock.pass(500);
    first.close();
    await settled();
    await h.clock.pass(30_000);
    const { controller } = h.tab();
    await h.clock.until(controller.resumeAll());
    await h.clock.until(controller.idle());
    expect(controller.latest('g')?.state).toMatchObject({ kind: 'ended', outcome: 'failed' });
    expect(h.jobs.created).toHaveLength(1);
  });

  it('M4 a shot that became uncertain meanwhile waits for the person', async () => {
    const h = house();
    const first = h.tab();
    h.jobs.fates = { SH010: 'is uncertain' };
    await h.clock.until(first.controller.rehearse('g', threeShots().document));
    await h.clock.pass(500);
    first.close();
    await settled();
    await h.clock.pass(30_000);
    const { controller } = h.tab();
    await h.clock.until(controller.resumeAll());
    await h.clock.pass(5_000);
    expect(controller.latest('g')?.state).toMatchObject({ kind: 'paused', why: 'person' });
    expect(h.jobs.created).toHaveLength(1);
  });

  it('M11 nothing is put before the run is durable, nor when it cannot be', async () => {
    const h = house();
    let fail: (error: Error) => void = () => undefined;
    const disk = new Promise<void>((_, reject) => (fail = reject));
    const { controller } = h.tab({ runs: { ...h.runs, put: () => disk } });
    const press = controller.rehearse('g', threeShots().document);
    press.catch(() => undefined);
    await h.clock.pass(10_000);
    expect(h.jobs.puts).toHaveLength(0);
    fail(new Error('no space'));
    await expect(press).rejects.toThrow('no space');
    await h.clock.pass(10_000);
    expect(h.jobs.puts).toHaveLength(0);
  });

  it('S07 with its results lost joins the film again, and buys nothing', async () => {
    const h = house();
    const { document } = threeShots();
    const first = h.tab();
    await rehearse(h, first.controller, document);
    first.close();
    const puts = h.jobs.puts.length;
    const fresh = memoryResultStore();
    await rehearse(h, h.tab({ results: fresh }).controller, document);
    expect(h.jobs.puts).toHaveLength(puts);
    expect((await fresh.keys()).size).toBe(1);
  });

  it('M11 after an hour it asks, says what is left, and goes on when told to', async () => {
    const h = house();
    const first = h.tab();
    const { document } = threeShots();
    await h.clock.until(first.controller.rehearse('g', document));
    await h.clock.pass(500);
    first.close();
    await settled();
    h.clock.leap(3_700_000);
    const { controller } = h.tab();
    await h.clock.until(controller.resumeAll());
    await h.clock.until(controller.idle());
    expect(controller.latest('g')?.state).toMatchObject({ kind: 'paused', why: 'hour' });
    expect(h.jobs.puts).toHaveLength(1);
    const run = controller.latest('g');
    expect(await h.clock.until(controller.leftOf(run?.id ?? ''))).toEqual({ generations: 2, seconds: 8 });
    await h.clock.until(controller.continueRun(run?.id ?? ''));
    await h.clock.until(controller.idle());
    expect(controller.latest('g')?.state).toMatchObject({ outcome: 'succeeded' });
    expect(h.jobs.created).toHaveLength(3);
  });

  it('M11 a page that slept for an hour asks before it puts anything more', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document } = threeShots();
    await h.clock.until(controller.rehearse('g', document));
    await h.clock.pass(500);
    h.clock.leap(3_700_000);
    await h.clock.until(controller.idle());
    expect(controller.latest('g')?.state).toMatchObject({ kind: 'paused', why: 'hour' });
    expect(h.jobs.puts).toHaveLength(1);
  });

  it('M11 a run that is driven for hours is never away', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document } = threeShots();
    h.jobs.fates = { SH010: 'stays in queue' };
    await h.clock.until(controller.rehearse('g', document));
    await h.clock.pass(2 * 3_600_000);
    h.jobs.fates = {};
    await h.clock.until(controller.idle());
    expect(controller.latest('g')?.state).toMatchObject({ outcome: 'succeeded' });
  });
});
