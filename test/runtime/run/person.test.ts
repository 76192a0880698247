import { describe, expect, it } from 'vitest';
import { setParam } from '../../../src/graph/edit.ts';
import type { GraphDocument } from '../../../src/graph/document.ts';
import { presentAttempt } from '../../../src/runtime/wire/job-record.ts';
import { addShot, builder, threeShots } from '../../graph/build.ts';
import type { Fate } from './fake-jobs.ts';
import { house, type House, rehearse } from './house.ts';
import { settled } from './virtual-clock.ts';

const live = 'https://model-api.runcomfy.net';

function oneShot(title = 'A', params = {}): { document: GraphDocument; generate: string; text: string } {
  const b = builder();
  const { generate, text } = addShot(b, title, 'A shot.', params);
  return { document: b.document, generate, text };
}

function onlyKey(h: House): string {
  const [key] = h.jobs.records.keys();
  if (key === undefined) throw new Error('no job');
  return key;
}

describe('pressing Rehearse and Run', () => {
  it('U03 twenty presses at once are one run, and one order', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document } = oneShot();
    const presses = Array.from({ length: 20 }, () => controller.rehearse('g', document));
    const all = await h.clock.until(Promise.all(presses));
    await h.clock.until(controller.idle());
    expect(new Set(all.map(({ started }) => (started.ok ? started.run.id : ''))).size).toBe(1);
    expect(h.jobs.puts).toHaveLength(1);
  });

  it('U03 a press while it goes on joins it, also with a seed that changes after each run', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document } = oneShot('A', { seed: 1, seed_control: 'randomize' });
    for (let press = 0; press < 20; press++) {
      await h.clock.until(controller.rehearse('g', document));
      await h.clock.pass(50);
    }
    await h.clock.until(controller.idle());
    expect(h.jobs.created).toHaveLength(1);
    expect(await h.runs.list()).toHaveLength(1);
  });

  it('U03 a press while a later shot goes on joins it, though the first one is made and its seed would change', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document, shots } = threeShots();
    const random = setParam(document, shots[0].generate, 'seed_control', 'randomize');
    await h.clock.until(controller.rehearse('g', random));
    await h.clock.pass(5_000);
    expect(h.jobs.puts).toHaveLength(2);
    const again = await h.clock.until(controller.rehearse('g', random));
    expect(again).toMatchObject({ started: { joined: true }, prepared: { document: random } });
    await h.clock.until(controller.idle());
    expect(h.jobs.created).toHaveLength(3);
  });

  it('U03 twenty answers to one quote are one live run', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document } = threeShots();
    const prepared = await h.clock.until(controller.prepare('g', document, live));
    const agreement = { fingerprint: prepared.fingerprint, inlineMedia: false };
    const answers = Array.from({ length: 20 }, () => controller.start('g', prepared, agreement));
    const started = await h.clock.until(Promise.all(answers));
    await h.clock.until(controller.idle());
    expect(started.filter((answer) => answer.ok && !answer.joined)).toHaveLength(1);
    expect(h.jobs.created).toHaveLength(3);
  });

  it('B05 pressed in two tabs at once: one charge a key, and both see the same jobs', async () => {
    const h = house();
    const tabs = [h.tab(), h.tab()] as const;
    const { document } = threeShots();
    await h.clock.until(Promise.all(tabs.map(({ controller }) => controller.rehearse('g', document))));
    await h.clock.until(Promise.all(tabs.map(({ controller }) => controller.idle())));
    expect(h.jobs.created).toHaveLength(3);
    expect(h.jobs.puts).toHaveLength(3);
    for (const { controller } of tabs) {
      expect(controller.runs).toHaveLength(1);
      expect(controller.latest('g')?.state).toMatchObject({ outcome: 'succeeded' });
    }
  });

  it('B04 a second tab watches, and takes over when the first one ends', async () => {
    const h = house();
    const [first, second] = [h.tab(), h.tab()];
    const { document } = threeShots();
    await h.clock.until(first.controller.rehearse('g', document));
    await h.clock.pass(1_000);
    expect(second.controller.latest('g')?.state).toEqual({ kind: 'running' });
    expect(h.jobs.puts).toHaveLength(1);
    first.close();
    await h.clock.until(second.controller.idle());
    expect(second.controller.latest('g')?.state).toMatchObject({ outcome: 'succeeded' });
    expect(h.jobs.created).toHaveLength(3);
  });
});

describe('a page that the browser keeps aside', () => {
  it('B10 lets go of its run, another tab goes on with it, and the page takes its turn again when it is back', async () => {
    const h = house();
    const [first, second] = [h.tab(), h.tab()];
    const { document } = threeShots();
    await h.clock.until(first.controller.rehearse('g', document));
    await h.clock.pass(1_000);
    first.controller.rest();
    await h.clock.until(first.controller.idle());
    expect(second.controller.latest('g')?.state).toEqual({ kind: 'running' });
    await h.clock.pass(4_000);
    expect(h.jobs.created.length).toBeGreaterThan(1);
    second.close();
    await settled();
    await h.clock.until(first.controller.resumeAll());
    await h.clock.until(first.controller.idle());
    expect(first.controller.latest('g')?.state).toMatchObject({ outcome: 'succeeded' });
    expect(h.jobs.created).toHaveLength(3);
    expect(h.troubles).toEqual([]);
  });

  it('B10 alone it goes on where it was, the moment it is back, and buys nothing twice', async () => {
    const h = house();
    const { controller } = h.tab();
    await h.clock.until(controller.rehearse('g', threeShots().document));
    await h.clock.pass(1_000);
    controller.rest();
    await h.clock.until(controller.idle());
    await h.clock.pass(60_000);
    expect(h.jobs.created).toHaveLength(1);
    await h.clock.until(controller.resumeAll());
    await h.clock.until(controller.idle());
    expect(controller.latest('g')?.state).toMatchObject({ outcome: 'succeeded' });
    expect(h.jobs.created).toHaveLength(3);
  });
});

describe('J06 a job that nobody watches any more', () => {
  async function stuck() {
    const h = house();
    const { controller } = h.tab();
    const { document, shots } = threeShots();
    h.jobs.fates = { SH010: 'stays in queue' };
    await h.clock.until(controller.rehearse('g', document));
    await h.clock.pass(5_000);
    const key = onlyKey(h);
    return { h, controller, document, generate: shots[0].generate, key };
  }

  it('is waited for no longer: the run ends and says why, and what follows is skipped', async () => {
    const { h, controller, generate, key } = await stuck();
    expect(controller.latest('g')?.state).toEqual({ kind: 'running' });
    await h.jobs.setWatched(key, false);
    await h.clock.until(controller.idle());
    const run = controller.latest('g');
    expect(run?.state).toMatchObject({ kind: 'ended', outcome: 'failed' });
    expect(run?.steps[generate]).toMatchObject({ status: 'failed', problem: { code: 'not-watched' } });
    expect(Object.values(run?.steps ?? {}).map(({ status }) => status)).toContain('skipped');
    expect(h.jobs.created).toHaveLength(1);
  });

  it('M6 is not bought once more by the next run, which ends the same way', async () => {
    const { h, controller, document, generate, key } = await stuck();
    await h.jobs.setWatched(key, false);
    await h.clock.until(controller.idle());
    const again = await rehearse(h, controller, document);
    expect(again.steps[generate]).toMatchObject({ status: 'failed', problem: { code: 'not-watched' } });
    expect(h.jobs.created).toHaveLength(1);
    expect(h.jobs.cancels).toEqual([]);
  });

  it('watched again it is joined by the next run, which goes on from there', async () => {
    const { h, controller, document, key } = await stuck();
    await h.jobs.setWatched(key, false);
    await h.clock.until(controller.idle());
    await h.jobs.setWatched(key, true);
    h.jobs.fates = {};
    expect((await rehearse(h, controller, document)).state).toMatchObject({ outcome: 'succeeded' });
    expect(h.jobs.created).toHaveLength(3);
  });
});

describe('a live run', () => {
  it('M14 does not start without an agreement, and puts nothing', async () => {
    const h = house();
    const { controller } = h.tab();
    const prepared = await h.clock.until(controller.prepare('g', oneShot().document, live));
    expect(await h.clock.until(controller.start('g', prepared))).toMatchObject({ ok: false, why: 'not-agreed' });
    await h.clock.pass(10_000);
    expect(h.jobs.puts).toHaveLength(0);
    expect(await h.runs.list()).toEqual([]);
  });

  it('SEC27 of a graph from elsewhere the quote tells what it will buy and which hosts it names; a rehearsal does not ask', async () => {
    const h = house();
    const { controller } = h.tab();
    const b = builder();
    const { generate } = addShot(b, 'A', 'A shot.');
    b.link(b.add('ImageRef', { url: 'https://tracker.example.org/pixel.png' }), 'image', generate, 'images_1');
    const { document } = b;
    const { quote, fingerprint } = await h.clock.until(controller.prepare('g', document, live));
    expect(quote.generations).toMatchObject([{ seconds: 4, resolution: '480p' }]);
    expect([...quote.hosts]).toContain('tracker.example.org');
    const other = { fingerprint: '0'.repeat(64), inlineMedia: false };
    const prepared = await h.clock.until(controller.prepare('g', document, live));
    expect(prepared.fingerprint).toBe(fingerprint);
    for (const agreement of [undefined, other]) {
      expect(await h.clock.until(controller.start('g', prepared, agreement))).toMatchObject({ ok: false });
    }
    expect(h.jobs.puts).toHaveLength(0);
    expect(await rehearse(h, controller, document)).toMatchObject({ state: { outcome: 'succeeded' } });
    expect([...h.jobs.records.values()].map(({ service }) => service)).toEqual(['sandbox']);
  });

  it('M14 is asked again when the price changed since it was agreed', async () => {
    const h = house();
    h.jobs.prices = { 'bytedance/seedance-v2/pro': { base_price_usd: 0.1, price_unit: 'second' } };
    const { controller } = h.tab();
    const prepared = await h.clock.until(controller.prepare('g', oneShot().document, live));
    expect(prepared.price).toMatchObject({ known: 1, usd: 0.4, weakest: 'catalogue' });
    h.jobs.prices = { 'bytedance/seedance-v2/pro': { base_price_usd: 0.2, price_unit: 'second' } };
    const agreement = { fingerprint: prepared.fingerprint, inlineMedia: false };
    const refused = await h.clock.until(controller.start('g', prepared, agreement));
    if (refused.ok) throw new Error('it started');
    expect(refused).toMatchObject({ why: 'changed', prepared: { price: { usd: 0.8 } } });
    const again = { fingerprint: refused.prepared.fingerprint, inlineMedia: false };
    expect(await h.clock.until(controller.start('g', refused.prepared, again))).toMatchObject({ ok: true });
  });

  it('M14 an attempt that failed is bought again only after a new agreement, which names the earlier one', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document } = oneShot();
    h.jobs.fates = { A: 'fails' };
    const agree = async () => {
      const prepared = await h.clock.until(controller.prepare('g', document, live));
      const agreement = { fingerprint: prepared.fingerprint, inlineMedia: false };
      await h.clock.until(controller.start('g', prepared, agreement));
      await h.clock.until(controller.idle());
      return prepared;
    };
    await agree();
    expect(h.jobs.created).toEqual([{ jobKey: onlyKey(h), attempt: 1 }]);
    h.jobs.fates = {};
    const second = await agree();
    expect(second.quote.generations[0]).toMatchObject({ attempt: 2, earlier: [{ status: 'failed' }] });
    expect(h.jobs.created).toHaveLength(2);
    expect(controller.latest('g')?.state).toMatchObject({ outcome: 'succeeded' });
  });

  it('M14 pauses where something would be bought that was not agreed', async () => {
    const h = house();
    const first = h.tab();
    const { document } = oneShot();
    h.jobs.fates = { A: 'stays in queue' };
    await h.clock.until(first.controller.rehearse('g', document));
    first.close();
    await settled();
    const [run] = await h.runs.list();
    if (!run) throw new Error('no run');
    await h.runs.update(run.id, (stored) => ({ ...stored, agreed: [] }));
    h.jobs.set(onlyKey(h), (record) => {
      const { n, claimedAt, since } = presentAttempt(record);
      return { ...record, attempts: [{ status: 'cancelled', n, claimedAt, since }] };
    });
    const { controller } = h.tab();
    await h.clock.until(controller.resumeAll());
    await h.clock.until(controller.idle());
    expect(controller.latest('g')?.state).toMatchObject({ kind: 'paused', why: 'agreement' });
    expect(h.jobs.created).toHaveLength(1);
  });

  it('asks once for local media to go inline, and remembers the yes before anything is put', async () => {
    const h = house();
    const { controller } = h.tab();
    h.local.set('a'.repeat(64), new Blob(['png']));
    const b = builder();
    const picture = b.add('ImageRef', { file: { name: 'a.png', size: 3, sha256: 'a'.repeat(64) }, name: 'face' });
    const shot = addShot(b, 'A', '@face.');
    b.link(picture, 'image', shot.generate, 'images_1');
    const prepared = await h.clock.until(controller.prepare('g', b.document, live));
    expect(prepared.needsInlineConsent).toBe(true);
    const { fingerprint } = prepared;
    const no = await h.clock.until(controller.start('g', prepared, { fingerprint, inlineMedia: false }));
    expect(no).toMatchObject({ ok: false, why: 'inline-not-agreed' });
    await h.clock.until(controller.start('g', prepared, { fingerprint, inlineMedia: true }));
    await h.clock.until(controller.idle());
    expect(h.jobs.currentSettings.inlineMedia).toBe(true);
    expect(h.jobs.puts[0]?.order.media).toEqual([
      { ref: { sha256: 'a'.repeat(64) }, travels: 'inline', sha256: 'a'.repeat(64), name: 'face' },
    ]);
    expect(h.jobs.uploads.has('a'.repeat(64))).toBe(true);
  });
});

describe('seed controls and takes', () => {
  it('changes a seed that is not fixed only when its clip is made, and hands the edited document back', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document, generate } = oneShot('A', { seed: 7, seed_control: 'increment' });
    const first = await h.clock.until(controller.rehearse('g', document));
    expect(first.prepared.document).toBe(document);
    await h.clock.until(controller.idle());
    const second = await h.clock.until(controller.rehearse('g', document));
    expect(second.prepared.document.nodes.find(({ id }) => id === generate)?.params['seed']).toBe(8);
    await h.clock.until(controller.idle());
    expect(h.jobs.created).toHaveLength(2);
  });

  it('leaves a fixed seed alone, whatever is bought', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document } = oneShot('A', { seed: 7 });
    await rehearse(h, controller, document);
    const again = await h.clock.until(controller.rehearse('g', document));
    expect(again.prepared.document).toBe(document);
  });
});

describe('what the person does meanwhile', () => {
  it('U04 an edited prompt leaves the run with what was sent; the result is filed under its own key', async () => {
    const h = house();
    const { controller } = h.tab();
    const { document, text } = oneShot();
    await h.clock.until(controller.rehearse('g', document));
    await h.clock.pass(500);
    const edited = await h.clock.until(controller.rehearse('g', setParam(document, text, 'text', 'Another shot.')));
    await h.clock.until(controller.idle());
    expect(edited.started).toMatchObject({ ok: true, joined: false });
    expect(h.jobs.puts.map(({ order }) => order.request['prompt'])).toEqual(['A shot.', 'Another shot.']);
    expect(controller.runs.map(({ state }) => state)).toMatchObject([
      { outcome: 'succeeded' },
      { outcome: 'succeeded' },
    ]);
  });

  it('U06 another graph beside it: both runs end', async () => {
    const h = house();
    const { controller } = h.tab();
    await h.clock.until(controller.rehearse('g', oneShot('A').document));
    await h.clock.until(controller.rehearse('other', threeShots().document));
    await h.clock.until(controller.idle());
    expect(controller.latest('g')?.state).toMatchObject({ outcome: 'succeeded' });
    expect(controller.latest('other')?.state).toMatchObject({ outcome: 'succeeded' });
  });

  const cancels: readonly [Fate, number, cancels: number, goesOn: boolean][] = [
    ['stays claimed', 500, 1, false],
    ['stays in queue', 2_500, 1, true],
    ['stays in progress', 3_500, 0, true],
    ['is uncertain', 3_500, 0, true],
  ];
  it.each(cancels)('U07 cancel of a job that %s', async (fate, ms, asked, goesOn) => {
    const h = house();
    const { controller } = h.tab();
    h.jobs.fates = { SH010: fate };
    const { document } = threeShots();
    await h.clock.until(controller.rehearse('g', document));
    await h.clock.pass(ms);
    await h.clock.until(controller.cancelRun(controller.latest('g')?.id ?? ''));
    await h.clock.until(controller.idle());
    expect(controller.latest('g')?.state).toMatchObject({
      kind: 'ended',
      outcome: 'cancelled',
      goingOn: goesOn ? [onlyKey(h)] : [],
    });
    expect(h.jobs.cancels).toHaveLength(asked);
    await h.clock.pass(60_000);
    expect(h.jobs.puts).toHaveLength(1);
  });

  it('U07 a cancel while the gateway is away is kept, and done when it is back, by whichever page is there', async () => {
    const h = house();
    const first = h.tab();
    h.jobs.fates = { SH010: 'stays in queue' };
    await h.clock.until(first.controller.rehearse('g', threeShots().document));
    await h.clock.pass(2_500);
    h.jobs.reachable = false;
    await h.clock.until(first.controller.cancelRun('run-1'));
    await h.clock.pass(20_000);
    first.close();
    await settled();
    h.forgetLocks();
    h.jobs.reachable = true;
    const { controller } = h.tab();
    await h.clock.until(controller.resumeAll());
    await h.clock.until(controller.idle());
    expect(h.jobs.cancels).toHaveLength(1);
    expect(controller.latest('g')?.state).toMatchObject({ outcome: 'cancelled' });
  });

  it('M4 an uncertain job is waited for, never put again, until the person decides', async () => {
    const h = house();
    const { controller, feed } = h.tab();
    h.jobs.fates = { A: 'is uncertain' };
    await h.clock.until(controller.rehearse('g', oneShot().document));
    await h.clock.pass(120_000);
    expect(controller.latest('g')?.state).toMatchObject({ kind: 'paused', why: 'person', goingOn: 0 });
    expect(h.jobs.puts).toHaveLength(1);
    h.jobs.fates = {};
    feed.take(await h.jobs.resolve(onlyKey(h), { decision: 'send_again' }));
    await h.clock.until(controller.idle());
    expect(controller.latest('g')?.state).toMatchObject({ outcome: 'succeeded' });
    expect(h.jobs.puts).toHaveLength(1);
  });

  it('M4 M5 what a person sent again is asked for again when the gateway was started anew before it left', async () => {
    const h = house();
    const { controller, feed } = h.tab();
    h.jobs.fates = { A: 'is uncertain' };
    await h.clock.until(controller.rehearse('g', oneShot().document));
    await h.clock.pass(5_000);
    h.jobs.fates = { A: 'stays claimed' };
    feed.take(await h.jobs.resolve(onlyKey(h), { decision: 'send_again' }));
    await h.clock.pass(1_000);
    h.jobs.restart();
    h.jobs.fates = {};
    await h.clock.until(controller.idle());
    expect(controller.latest('g')?.state).toMatchObject({ outcome: 'succeeded' });
    expect(h.jobs.puts.map(({ order }) => order.attempt)).toEqual([1, 2]);
  });

  it('M4 M5 a page that is loaded after it was sent again goes on with that attempt', async () => {
    const h = house();
    const first = h.tab();
    h.jobs.fates = { A: 'is uncertain' };
    await h.clock.until(first.controller.rehearse('g', oneShot().document));
    await h.clock.pass(5_000);
    first.close();
    h.forgetLocks();
    h.jobs.fates = {};
    await h.jobs.resolve(onlyKey(h), { decision: 'send_again' });
    h.jobs.restart();
    const { controller } = h.tab();
    await h.clock.until(controller.resumeAll());
    await h.clock.until(controller.idle());
    expect(controller.latest('g')?.state).toMatchObject({ outcome: 'succeeded' });
  });

  it('M10 beside an uncertain shot the others go on, and the pause says how many', async () => {
    const h = house();
    const { controller } = h.tab();
    const b = builder();
    addShot(b, 'A', 'One.');
    addShot(b, 'B', 'Two.');
    h.jobs.fates = { A: 'is uncertain' };
    await h.clock.until(controller.rehearse('g', b.document));
    await h.clock.pass(2_000);
    expect(controller.latest('g')?.state).toMatchObject({ kind: 'paused', why: 'person', goingOn: 1 });
    await h.clock.pass(10_000);
    expect(controller.latest('g')?.state).toMatchObject({ kind: 'paused', why: 'person', goingOn: 0 });
  });

  it('H02 a run whose job waits for a token is paused, and goes on after Continue', async () => {
    const h = house();
    const { controller } = h.tab();
    h.jobs.fates = { A: 'stays claimed' };
    await h.clock.until(controller.rehearse('g', oneShot().document));
    await h.clock.pass(1_000);
    h.jobs.set(onlyKey(h), (record) => ({ ...record, waiting: { for: 'token', reason: 'refused' } }));
    await h.clock.pass(1_000);
    expect(controller.latest('g')?.state).toMatchObject({ kind: 'paused', why: 'token' });
    h.jobs.fates = {};
    await h.clock.until(controller.continueRun('run-1'));
    await h.clock.until(controller.idle());
    expect(h.jobs.continued).toEqual(['sandbox']);
    expect(controller.latest('g')?.state).toMatchObject({ outcome: 'succeeded' });
  });
});

describe('the gateway', () => {
  it('B09 away for a while is a pause, never a failed step, and buys nothing twice', async () => {
    const h = house();
    const { controller } = h.tab();
    await h.clock.until(controller.rehearse('g', threeShots().document));
    await h.clock.pass(1_000);
    h.jobs.reachable = false;
    await h.clock.pass(600_000);
    expect(controller.latest('g')?.state).toMatchObject({ kind: 'paused', why: 'network' });
    h.jobs.reachable = true;
    await h.clock.until(controller.idle());
    expect(controller.latest('g')?.state).toMatchObject({ outcome: 'succeeded' });
    expect(h.jobs.created).toHaveLength(3);
  });

  it('M5 started anew forgets who agreed: the run that is driven asks again for its claims', async () => {
    const h = house();
    const { controller } = h.tab();
    h.jobs.fates = { A: 'stays claimed' };
    await h.clock.until(controller.rehearse('g', oneShot().document));
    await h.clock.pass(1_000);
    h.jobs.restart();
    h.jobs.fates = {};
    await h.clock.until(controller.idle());
    expect(h.jobs.created).toHaveLength(1);
    expect(h.jobs.puts).toHaveLength(2);
    expect(controller.latest('g')?.state).toMatchObject({ outcome: 'succeeded' });
  });
});
