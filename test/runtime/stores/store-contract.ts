import { expect, it } from 'vitest';
import { hashBytes } from '../../../src/graph/hash.ts';
import type { ClipCache } from '../../../src/runtime/stores/clip-cache.ts';
import type { DraftStore } from '../../../src/runtime/stores/draft-store.ts';
import type { ResultStore } from '../../../src/runtime/stores/result-store.ts';
import type { RunStore } from '../../../src/runtime/stores/run-store.ts';
import { sampleRun } from './sample-run.ts';

export interface Stores {
  readonly runs: RunStore;
  readonly drafts: DraftStore;
  readonly results: ResultStore;
  readonly clips: ClipCache;
}

const key = (n: number): string => String(n).padStart(64, '0');

/** What every implementation of the stores keeps to. `open` gives empty ones. */
export function storeContract(open: () => Promise<Stores>): void {
  it('keeps a Run, and lists the newest first', async () => {
    const { runs } = await open();
    await runs.put(sampleRun('a', 1));
    await runs.put(sampleRun('b', 3));
    await runs.put(sampleRun('c', 2));
    expect(await runs.get('a')).toEqual(sampleRun('a', 1));
    expect((await runs.list()).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
    await runs.remove('b');
    expect((await runs.list()).map(({ id }) => id)).toEqual(['c', 'a']);
  });

  it('loses no change of many at once to one Run', async () => {
    const { runs } = await open();
    await runs.put(sampleRun('a'));
    await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        runs.update('a', (run) => ({ ...run, steps: { ...run.steps, [`n${n}`]: { status: 'reused' } } })),
      ),
    );
    expect(Object.keys((await runs.get('a'))?.steps ?? {})).toHaveLength(50);
  });

  it('answers a change to a Run that is not there with nothing, and makes none', async () => {
    const { runs } = await open();
    expect(await runs.update('a', (run) => run)).toBeUndefined();
    expect(await runs.list()).toEqual([]);
  });

  it('tells of a Run that changed, until nobody listens', async () => {
    const { runs } = await open();
    const heard: string[] = [];
    const stop = runs.watch((id) => heard.push(id));
    await runs.put(sampleRun('a'));
    await runs.update('a', (run) => ({ ...run, touchedAt: 9 }));
    await runs.update('a', (run) => run);
    stop();
    await runs.put(sampleRun('b'));
    expect(heard).toEqual(['a', 'a']);
  });

  it('keeps drafts, the latest first, and which one was open last', async () => {
    const { drafts } = await open();
    expect(await drafts.lastOpened()).toBeUndefined();
    const draft = (id: string, savedAt: number) => ({ id, title: id, text: '{"nodes": []}', savedAt });
    await drafts.put(draft('last-opened', 1));
    await drafts.put(draft('b', 2));
    await drafts.setLastOpened('b');
    expect(await drafts.get('last-opened')).toEqual(draft('last-opened', 1));
    expect((await drafts.list()).map(({ id }) => id)).toEqual(['b', 'last-opened']);
    expect(await drafts.lastOpened()).toBe('b');
    await drafts.remove('b');
    expect(await drafts.get('b')).toBeUndefined();
  });

  it('keeps a result with its media type and length', async () => {
    const { results } = await open();
    expect(await results.get(key(1))).toBeUndefined();
    await results.put(key(1), {
      bytes: new Blob(['film'], { type: 'video/mp4' }),
      mediaType: 'video/mp4',
      seconds: 12,
    });
    const held = await results.get(key(1));
    expect(await held?.bytes.text()).toBe('film');
    expect(held).toMatchObject({ mediaType: 'video/mp4', seconds: 12 });
    expect(await results.keys()).toEqual(new Set([key(1)]));
  });

  it('keeps clips under the hash of their bytes only', async () => {
    const { clips } = await open();
    const sha256 = hashBytes(new TextEncoder().encode('clip'));
    await clips.put(sha256, new Blob(['clip']));
    await clips.put(key(2), new Blob(['something else']));
    expect(await (await clips.get(sha256))?.text()).toBe('clip');
    expect(await clips.get(key(2))).toBeUndefined();
  });
}
