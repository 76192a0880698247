import { setParam } from '../../../src/graph/edit.ts';
import { describe, expect, it } from 'vitest';
import { hashBytes } from '../../../src/graph/hash.ts';
import type { ClipFacts } from '../../../src/media/clip-facts.ts';
import { memoryClipCache } from '../../../src/runtime/stores/clip-cache.ts';
import { memoryPosterCache } from '../../../src/runtime/stores/poster-cache.ts';
import { memoryResultStore } from '../../../src/runtime/stores/result-store.ts';
import type { JobClient } from '../../../src/runtime/wire/job-client.ts';
import { createMediaService } from '../../../src/ui/media/media-service.ts';
import { builder, threeShots } from '../../graph/build.ts';
import { fakeEditor, type World } from '../strip/fake-editor.ts';
import { ordersOf, recordOf, succeeded } from '../strip/records.ts';

const bytes = new TextEncoder().encode('a clip');
const sha256 = hashBytes(bytes);
const clip = new Blob([bytes], { type: 'video/mp4' });
const facts = { duration: 4.1, width: 1280, height: 720, frameRate: 24 } as ClipFacts;

/** Addresses of bytes, as a browser hands them out. */
function addresses() {
  const held = new Set<string>();
  let count = 0;
  return {
    held,
    createObjectURL: () => {
      const url = `blob:test/${++count}`;
      held.add(url);
      return url;
    },
    revokeObjectURL: (url: string) => void held.delete(url),
  };
}

function serviceOf(world: Partial<World>, jobs: Partial<JobClient> = {}) {
  const urls = addresses();
  const editor = fakeEditor(world, jobs);
  const cache = memoryClipCache();
  const posters = memoryPosterCache();
  const stills: Blob[] = [];
  const media = createMediaService({
    editor,
    clips: cache,
    posters,
    results: memoryResultStore(),
    urls,
    still: async (video) => {
      stills.push(video);
      return { picture: new Blob(['poster']), facts };
    },
  });
  /** Until nothing is on its way any more. */
  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve().then(() => new Promise((done) => setImmediate(done)));
  };
  return { media, editor, urls, cache, posters, stills, settled };
}

const three = threeShots();
const [first] = ordersOf(three.document);
if (!first) throw new Error('no order');
const made = { document: three.document, records: [recordOf(first, succeeded(sha256))] };
const node = three.shots[0].clip;

describe('previews of clips', () => {
  it('are read once for all who ask, kept by their hash, and told when they are there', async () => {
    const read: string[] = [];
    const { media, cache, urls, stills, settled } = serviceOf(made, { output: async (key) => (read.push(key), clip) });
    let told = 0;
    media.subscribe(() => told++);
    expect([media.posterSight(node).kind, media.poster(node)]).toEqual(['loading', undefined]);
    expect(await media.clip(node)?.then((blob) => blob.text())).toBe('a clip');
    await settled();
    expect(media.poster(node)).toBe('blob:test/1');
    expect(urls.held.size).toBe(1);
    expect([read.length, stills.length, told]).toEqual([1, 1, 1]);
    expect(await cache.get(sha256)).toBeInstanceOf(Blob);
    await media.clip(node);
    expect(read).toHaveLength(1);
    expect(media.factsOf({ jobKey: first.jobKey, kind: 'video', n: 0 })).toBe(facts);
  });

  it('say nothing of what is not made, and nothing is asked for it', async () => {
    const { media, settled } = serviceOf({ document: three.document });
    expect([media.posterSight(node), media.clip(node), media.image(node)]).toEqual([
      { kind: 'none' },
      undefined,
      undefined,
    ]);
    expect(media.posterSight(three.film)).toEqual({ kind: 'none' });
    await settled();
    expect(media.posterSight(node)).toEqual({ kind: 'none' });
  });

  it('U04 keep what the last run made in sight while a node was edited since, and offer no bytes of it as the clip', async () => {
    const { media, editor, settled } = serviceOf(made, { output: async () => clip });
    media.posterSight(node);
    await settled();
    editor.world({
      document: setParam(three.document, three.shots[0].text, 'text', 'Another one.'),
      run: {
        service: 'sandbox',
        steps: {},
        agreed: [],
        state: { kind: 'ended' },
        keys: { [node]: first.jobKey, [three.shots[0].generate]: first.jobKey },
      } as never,
    });
    expect(media.posterSight(node).kind).toBe('ready');
    expect(media.clip(node)).toBeUndefined();
  });

  it('say why they failed, and are tried again when the gateway is back', async () => {
    let fails = true;
    const { media, editor, settled } = serviceOf(made, {
      output: async () => {
        if (fails) throw new Error('The gateway does not answer.');
        return clip;
      },
    });
    media.posterSight(node);
    await settled();
    expect(media.posterSight(node)).toEqual({ kind: 'failed', why: 'The gateway does not answer.' });
    await expect(media.clip(node)).rejects.toThrow('The gateway does not answer.');
    fails = false;
    editor.set({ connection: 'unreachable' });
    editor.set({ connection: 'connected' });
    media.posterSight(node);
    await settled();
    expect(media.posterSight(node).kind).toBe('ready');
  });

  it('are made one after the other', async () => {
    const [, second] = ordersOf(three.document);
    if (!second) throw new Error('no order');
    let [running, most] = [0, 0];
    const editor = fakeEditor(
      { ...made, records: [...made.records, recordOf(second, succeeded('b'.repeat(64)))] },
      { output: async () => clip },
    );
    const media = createMediaService({
      editor,
      clips: memoryClipCache(),
      posters: memoryPosterCache(),
      results: memoryResultStore(),
      urls: addresses(),
      still: async () => {
        most = Math.max(most, ++running);
        await new Promise((done) => setImmediate(done));
        running--;
        return { picture: new Blob(), facts };
      },
    });
    media.posterSight(node);
    media.posterSight(three.shots[1].clip);
    while (media.posterSight(three.shots[1].clip).kind === 'loading') await new Promise((done) => setImmediate(done));
    expect(most).toBe(1);
  });

  it('give their addresses back when nobody needs them, and at the end', async () => {
    const { media, editor, urls, settled } = serviceOf(made, { output: async () => clip });
    media.posterSight(node);
    await settled();
    expect(urls.held.size).toBe(1);
    for (let change = 0; change < 60; change++) editor.world({ records: made.records });
    expect(urls.held.size).toBe(1);
    for (let change = 0; change < 60; change++) editor.world({ records: [] });
    expect(urls.held.size).toBe(0);
    editor.world({ records: made.records });
    media.posterSight(node);
    await settled();
    expect(urls.held.size).toBe(1);
    media.dispose();
    expect(urls.held.size).toBe(0);
  });
});

describe('pictures', () => {
  const b = builder();
  const local = b.add('ImageRef', { file: { name: 'm.jpg', size: 1, sha256 } });
  const named = b.add('ImageRef', { url: 'https://pictures.example.com/market.jpg' });

  it('of local files come by their hash, and say when the file is gone', async () => {
    const { media, settled } = serviceOf({ document: b.document }, { media: async () => new Blob(['picture']) });
    media.imageSight(local);
    await settled();
    expect(media.image(local)).toBe('blob:test/1');
    const gone = serviceOf({ document: b.document }, { media: async () => undefined });
    gone.media.imageSight(local);
    await gone.settled();
    expect(gone.media.imageSight(local)).toEqual({ kind: 'failed', why: 'The file is not here. Choose it again.' });
  });

  it('SEC26 by address are shown only after the person asked, for exactly those addresses', () => {
    const { media, editor } = serviceOf({ document: b.document });
    expect(media.imageSight(named)).toEqual({ kind: 'asks', host: 'pictures.example.com' });
    expect(media.image(named)).toBeUndefined();
    expect(media.hostsToAsk).toEqual(['pictures.example.com']);
    media.loadPreviews();
    expect(media.image(named)).toBe('https://pictures.example.com/market.jpg');
    expect(media.hostsToAsk).toEqual([]);
    const other = builder();
    const tracker = other.add('ImageRef', { url: 'https://tracker.example.org/pixel.gif' });
    editor.world({ document: other.document });
    expect(media.image(tracker)).toBeUndefined();
    expect(media.hostsToAsk).toEqual(['tracker.example.org']);
    editor.world({ document: b.document });
    editor.set({ graphId: 'graph-2' });
    expect(media.image(named)).toBeUndefined();
  });

  it('SEC25 of addresses that are none are refused with the reason', () => {
    const hostile = builder();
    const id = hostile.add('ImageRef', { url: 'javascript:alert(1)' });
    const { media } = serviceOf({ document: hostile.document });
    expect(media.image(id)).toBeUndefined();
    media.loadPreviews();
    expect(media.image(id)).toBeUndefined();
    expect(media.hostsToAsk).toEqual([]);
  });
});

describe('posters of a history', () => {
  const record = recordOf(first, succeeded(sha256));
  const attempt = succeeded(sha256);
  if (attempt.status !== 'succeeded') throw new Error('it was made');
  const outputs = attempt.outputs.map((output) => ({ ...output, cleared: 5000 }));
  const deleted = recordOf(first, { ...attempt, outputs });

  it('are made once, kept by the hash of their clip, and bring no clip into the browser', async () => {
    const read: string[] = [];
    const { media, cache, posters, stills, settled } = serviceOf(
      { document: three.document },
      { output: async (key) => (read.push(key), clip) },
    );
    expect(media.posterOfJob(record)).toEqual({ kind: 'loading' });
    await settled();
    expect(media.posterOfJob(record).kind).toBe('ready');
    expect(await (await posters.get(sha256))?.text()).toBe('poster');
    expect(await cache.get(sha256)).toBeUndefined();
    expect([read.length, stills.length]).toEqual([1, 1]);
  });

  it('that were made before need neither the gateway nor a decoder', async () => {
    const { media, posters, stills, settled } = serviceOf({ document: three.document });
    await posters.put(sha256, new Blob(['kept']));
    media.posterOfJob(record);
    await settled();
    expect([media.posterOfJob(record).kind, stills.length]).toEqual(['ready', 0]);
  });

  it('M8 fetch nothing again that a person deleted; whoever plays it does', async () => {
    const read: string[] = [];
    const { media, editor, settled } = serviceOf(
      { ...made, records: [deleted] },
      { output: async (key) => (read.push(key), clip) },
    );
    const look = (): readonly string[] => [media.posterSight(node).kind, media.posterOfJob(deleted).kind];
    look();
    await settled();
    expect([look(), read]).toEqual([['failed', 'failed'], []]);
    expect(await media.clip(node)?.then((blob) => blob.text())).toBe('a clip');
    editor.world({ records: [record] });
    media.posterSight(node);
    await settled();
    expect([media.posterSight(node).kind, read.length]).toEqual(['ready', 1]);
  });
});
