import { describe, expect, it } from 'vitest';
import { removeNodes, setParam } from '../../../src/graph/edit.ts';
import type { GraphDocument } from '../../../src/graph/document.ts';
import { nodeRegistry } from '../../../src/node-registry.ts';
import { agreementChanges } from '../../../src/runtime/run/agreement-changes.ts';
import type { Prepared } from '../../../src/runtime/run/prepare-run.ts';
import { addShot, builder, threeShots } from '../../graph/build.ts';
import { house, type House } from './house.ts';

const live = 'https://model-api.runcomfy.net';
const model = 'bytedance/seedance-v2/pro';
const perSecond = (usd: number) => ({ [model]: { base_price_usd: usd, price_unit: 'second' } });

/** Two shots of their own and one that takes the first one's clip, quoted at $0.10 a second. */
async function quoted() {
  const h = house();
  h.jobs.prices = perSecond(0.1);
  const { controller } = h.tab();
  const three = threeShots();
  const picture = three.builder.add('ImageRef', { url: 'https://pictures.example.com/a.jpg', name: 'Market' });
  three.builder.link(picture, 'image', three.shots[0].generate, 'images_1');
  const { document } = three.builder;
  const prepared = await h.clock.until(controller.prepare('g', document, live));
  /** Agrees to the quote while something else stands there now; says what changed. */
  const agree = async (now: GraphDocument = document): Promise<readonly string[]> => {
    const agreement = { fingerprint: prepared.fingerprint, inlineMedia: false };
    const started = await h.clock.until(controller.start('g', { ...prepared, document: now }, agreement));
    if (started.ok) return [];
    expect(started.why).toBe('changed');
    return agreementChanges(prepared, started.prepared);
  };
  return { h, controller, document, builder: three.builder, shots: three.shots, prepared, picture, agree };
}

function without(document: GraphDocument, ...shots: readonly Readonly<Record<string, string>>[]): GraphDocument {
  return removeNodes(document, new Set(shots.flatMap((shot) => Object.values(shot))), nodeRegistry);
}

/** Buys something in another graph or tab. */
async function buy(h: House, document: GraphDocument): Promise<void> {
  const { controller } = h.tab();
  const prepared: Prepared = await h.clock.until(controller.prepare('other', document, live));
  const agreement = { fingerprint: prepared.fingerprint, inlineMedia: false };
  await h.clock.until(controller.start('other', prepared, agreement));
  await h.clock.until(controller.idle());
}

describe('M14 an agreement holds only for what was quoted', () => {
  it('starts where nothing changed, also when nodes were only moved', async () => {
    const { h, document, agree } = await quoted();
    const moved = { ...document, nodes: document.nodes.map((node) => ({ ...node, pos: [7, 7] as const })) };
    expect(await agree(moved)).toEqual([]);
    await h.clock.pass(1_000);
    expect(h.jobs.puts).not.toEqual([]);
  });

  it('is asked again when a shot was edited, and says which', async () => {
    const { document, shots, agree } = await quoted();
    // What follows from the shot takes another clip, and is another generation too.
    expect(await agree(setParam(document, shots[1].generate, 'seed', 8))).toEqual(['SH020 and SH030 were edited.']);
  });

  it('is asked again when a shot was taken away, and says what it costs now', async () => {
    const { document, shots, agree } = await quoted();
    expect(await agree(without(document, shots[2]))).toEqual([
      'SH030 was taken away.',
      'The price changed from about $1.20 to about $0.80.',
    ]);
  });

  it('is asked again when there is another shot', async () => {
    const { agree, builder: b } = await quoted();
    addShot(b, 'SH040', 'A fourth shot.');
    expect(await agree(b.document)).toEqual([
      'SH040 would be bought as well.',
      'The price changed from about $1.20 to about $1.60.',
    ]);
  });

  it('is asked again when a shot was made meanwhile, and costs nothing now', async () => {
    const { h, shots, document, agree } = await quoted();
    await buy(h, without(document, shots[1], shots[2]));
    expect(await agree()).toEqual([
      'SH010 was made meanwhile, and costs nothing now.',
      'pictures.example.com would receive nothing any more.',
      'The price changed from about $1.20 to about $0.80.',
    ]);
  });

  it('is asked again when an attempt ended meanwhile', async () => {
    const { h, shots, document, agree } = await quoted();
    h.jobs.fates = { SH010: 'fails' };
    await buy(h, without(document, shots[1], shots[2]));
    expect(await agree()).toEqual(['SH010 had another attempt that ended meanwhile.']);
  });

  it('is asked again when the price changed, and says from what to what', async () => {
    const { h, agree } = await quoted();
    h.jobs.prices = perSecond(0.2);
    expect(await agree()).toEqual(['The price changed from about $1.20 to about $2.40.']);
  });

  it('is asked again when the price is of another source, though it is the same', async () => {
    const { h, agree } = await quoted();
    h.jobs.prices = {};
    h.jobs.currentSettings = {
      ...h.jobs.currentSettings,
      rates: [{ model, resolution: '480p', usdPerSecond: 0.1, at: 0 }],
    };
    expect(await agree()).toEqual([
      'The price rests on something else now: By the rate that you typed: the service says no price.',
    ]);
  });

  it('is asked again when another model is sent in the place of the one in the graph', async () => {
    const { h, agree } = await quoted();
    h.jobs.prices = { ...perSecond(0.1), 'bytedance/seedance-2.0/pro': { base_price_usd: 0.1, price_unit: 'second' } };
    h.jobs.currentSettings = { ...h.jobs.currentSettings, acceptedModels: { [model]: 'bytedance/seedance-2.0/pro' } };
    expect(await agree()).toEqual([`${model} is sent as bytedance/seedance-2.0/pro now, not as ${model}.`]);
  });

  it('is asked again when another host would receive something', async () => {
    const { document, picture, agree } = await quoted();
    expect(await agree(setParam(document, picture, 'url', 'https://elsewhere.example.org/a.jpg'))).toEqual([
      'SH010, SH020 and SH030 were edited.',
      'elsewhere.example.org would receive something as well.',
      'pictures.example.com would receive nothing any more.',
    ]);
  });
});

describe('U09 many generations at once', () => {
  it('are judged by their typed number, whatever a dialog let through', async () => {
    const h = house();
    h.jobs.currentSettings = { ...h.jobs.currentSettings, typedAbove: 2 };
    const { controller } = h.tab();
    const prepared = await h.clock.until(controller.prepare('g', threeShots().document, live));
    const { fingerprint } = prepared;
    for (const typed of [undefined, 2, 4]) {
      const agreement = { fingerprint, inlineMedia: false, ...(typed !== undefined && { typed }) };
      expect(await h.clock.until(controller.start('g', prepared, agreement))).toMatchObject({
        why: 'number-not-typed',
      });
    }
    expect(h.jobs.puts).toEqual([]);
    const agreed = { fingerprint, inlineMedia: false, typed: 3 };
    expect(await h.clock.until(controller.start('g', prepared, agreed))).toMatchObject({ ok: true });
  });

  it('are twenty-one and more where nobody chose another limit', async () => {
    const h = house();
    const { controller } = h.tab();
    const start = async (count: number) => {
      const b = builder();
      for (let n = 1; n <= count; n += 1) addShot(b, `SH${n}`, `Shot ${n}.`);
      const prepared = await h.clock.until(controller.prepare(`g${count}`, b.document, live));
      return h.clock.until(
        controller.start(`g${count}`, prepared, { fingerprint: prepared.fingerprint, inlineMedia: false }),
      );
    };
    expect(await start(21)).toMatchObject({ ok: false, why: 'number-not-typed' });
    expect(await start(20)).toMatchObject({ ok: true });
  });
});

describe('what a generation was quoted at', () => {
  it('goes with the order of a live run, kept in the Run, and never with a rehearsal', async () => {
    const { h, controller, document, prepared } = await quoted();
    const agreement = { fingerprint: prepared.fingerprint, inlineMedia: false };
    await h.clock.until(controller.start('g', prepared, agreement));
    await h.clock.until(controller.idle());
    const quote = { usd: 0.4, source: 'catalogue' };
    expect(controller.latest('g')?.agreed.map(({ quoted: each }) => each)).toEqual([quote, quote, quote]);
    expect(h.jobs.puts.map(({ order }) => order.quoted)).toEqual([quote, quote, quote]);
    expect(h.jobs.puts[1]?.order.meter).toEqual({ seconds: 4, resolution: '480p', sound: true, referenceSeconds: 4 });
    await h.clock.until(controller.rehearse('g', document));
    await h.clock.until(controller.idle());
    expect(h.jobs.puts.slice(3).map(({ order }) => order.quoted)).toEqual([undefined, undefined, undefined]);
  });

  it('is what the last equal job cost, for a second take', async () => {
    const { h, controller, document, shots, prepared } = await quoted();
    h.jobs.bills = { SH010: 0.5, SH020: 0.6, SH030: 0.6 };
    const agreement = { fingerprint: prepared.fingerprint, inlineMedia: false };
    await h.clock.until(controller.start('g', prepared, agreement));
    await h.clock.until(controller.idle());
    const again = await h.clock.until(controller.prepare('g', setParam(document, shots[0].generate, 'take', 2), live));
    expect(again.price).toMatchObject({ usd: expect.closeTo(1.7), known: 3, weakest: 'last_equal' });
    expect(again.accuracy).toEqual({ quotes: 3, quotedUsd: expect.closeTo(1.2), costUsd: expect.closeTo(1.7) });
  });
});
