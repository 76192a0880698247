import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cacheKeyOf } from '../../../src/graph/keys.ts';
import { setParam } from '../../../src/graph/edit.ts';
import { evaluate } from '../../../src/graph/evaluate.ts';
import { joinClips } from '../../../src/media/join-clips.ts';
import { nodeRegistry } from '../../../src/node-registry.ts';
import { memoryClipCache } from '../../../src/runtime/stores/clip-cache.ts';
import { memoryPosterCache } from '../../../src/runtime/stores/poster-cache.ts';
import { memoryResultStore } from '../../../src/runtime/stores/result-store.ts';
import type { JobRecord } from '../../../src/runtime/wire/job-record.ts';
import { createMediaService } from '../../../src/ui/media/media-service.ts';
import { filmOf } from '../../../src/ui/strip/film.ts';
import { moveShot } from '../../../src/ui/strip/reorder-shots.ts';
import '../../../src/ui/strip/shotgraph-strip.ts';
import type { ShotgraphStrip } from '../../../src/ui/strip/shotgraph-strip.ts';
import '../../../src/ui/style/tokens.css';
import { threeShots } from '../../graph/build.ts';
import { testClip } from './clips.ts';
import { fakeEditor, healthWith } from './fake-editor.ts';
import { failedAttempt, inProgress, ordersOf, recordOf, succeeded, uncertainAttempt } from './records.ts';

await page.viewport(1280, 800);
const clips = await Promise.all([testClip(1, 1), testClip(2, 2), testClip(1, 3)]);
const names = ['SH010', 'SH020', 'SH030'];

let stages: (() => void)[] = [];
afterEach(() => {
  for (const end of stages) end();
  stages = [];
});

/** Three shots with their clips at a gateway, as many as are said to be made. */
async function stageOf(options: { made?: number; film?: boolean; records?: readonly JobRecord[] } = {}) {
  const { made = 3, film = false } = options;
  const { document: graph, shots, film: filmNode } = threeShots();
  const orders = ordersOf(graph);
  const records =
    options.records ??
    orders.slice(0, made).map((order, index) => recordOf(order, succeeded(clips[index]?.sha256 ?? ''), names[index]));
  const read: string[] = [];
  const results = memoryResultStore();
  const operation = evaluate(graph, nodeRegistry, 'sandbox').nodes.get(filmNode)?.operation;
  const key = operation ? cacheKeyOf(operation.ref) : '';
  if (film) {
    const { bytes, duration } = await joinClips(clips.map(({ bytes }, index) => ({ name: names[index] ?? '', bytes })));
    await results.put(key, {
      bytes: new Blob([bytes], { type: 'video/mp4' }),
      mediaType: 'video/mp4',
      seconds: duration,
    });
  }
  const editor = fakeEditor(
    { document: graph, records, results: new Set(film ? [key] : []) },
    {
      output: async (jobKey) => {
        read.push(jobKey);
        const clip = clips[orders.findIndex((order) => order.jobKey === jobKey)];
        if (!clip) throw new Error('no such output');
        return clip.blob;
      },
    },
  );
  const media = createMediaService({ editor, clips: memoryClipCache(), posters: memoryPosterCache(), results });
  const strip = document.createElement('shotgraph-strip');
  strip.style.cssText = 'position:fixed;inset:auto 0 0;height:156px';
  strip.editor = editor;
  strip.media = media;
  document.body.append(strip);
  stages.push(() => {
    strip.remove();
    media.dispose();
  });
  await strip.updateComplete;
  return { strip, editor, media, graph, shots, filmNode, read, orders, results, key };
}

const all = <T extends Element>(strip: ShotgraphStrip, selector: string): T[] => [
  ...strip.renderRoot.querySelectorAll<T>(selector),
];
const textOf = (strip: ShotgraphStrip, selector: string): string =>
  strip.renderRoot.querySelector(selector)?.textContent?.trim() ?? '';
const playerOf = (strip: ShotgraphStrip) => {
  const player = strip.renderRoot.querySelector('shotgraph-film-player');
  if (!player) throw new Error('there is no player');
  return player;
};
const videos = (strip: ShotgraphStrip): HTMLVideoElement[] => [...playerOf(strip).renderRoot.querySelectorAll('video')];
const posters = async (strip: ShotgraphStrip, count: number) => {
  await vi.waitFor(() => expect(all(strip, '.still img')).toHaveLength(count), { timeout: 10_000 });
  return all<HTMLImageElement>(strip, '.still img');
};
const button = (strip: ShotgraphStrip, name: string): HTMLButtonElement => {
  const found = all<HTMLButtonElement>(strip, 'button').find(
    (item) => (item.getAttribute('aria-label') ?? item.textContent?.trim()) === name,
  );
  if (!found) throw new Error(`there is no button ${name}`);
  return found;
};
const rateOf = (strip: ShotgraphStrip, rate: number) => {
  playerOf(strip).rate = rate;
};

describe('the strip', () => {
  it('shows a poster of each clip, its name, measured length, take, and how it goes on', async () => {
    const { strip, read } = await stageOf();
    const shown = await posters(strip, 3);
    await Promise.all(shown.map((image) => image.decode()));
    expect(shown.every(({ src, naturalWidth }) => src.startsWith('blob:') && naturalWidth > 300)).toBe(true);
    expect(all(strip, '.line').map((line) => [...line.children].map((part) => part.textContent).join(' '))).toEqual([
      'SH010 1.0 s · t1',
      'SH020 2.0 s · t1',
      'SH030 1.0 s · t1',
    ]);
    expect(all(strip, '.cut').map((cut) => cut.textContent?.trim().slice(0, 6))).toEqual(['extend', 'extend']);
    expect(all(strip, '.tag').map((tag) => tag.textContent?.trim())).toEqual(['rehearsed', 'rehearsed', 'rehearsed']);
    expect(textOf(strip, '.of')).toBe('/ 00:00:04:00');
    expect(textOf(strip, '.facts')).toBe('480p · 16:9 · 24 fps');
    expect(read).toHaveLength(3);
  });

  it('plays the clips in order to the end, with two video elements at most', async () => {
    const { strip, read, orders } = await stageOf();
    await posters(strip, 3);
    rateOf(strip, 4);
    const seen: string[] = [];
    let most = 0;
    const player = playerOf(strip);
    player.addEventListener('player-time', () => {
      const playing = videos(strip).find(({ hidden, paused }) => !hidden && !paused);
      const label = playing?.getAttribute('aria-label') ?? '';
      if (label !== '' && seen.at(-1) !== label) seen.push(label);
      most = Math.max(most, videos(strip).length);
    });
    await userEvent.click(button(strip, 'Play film'));
    await vi.waitFor(() => expect(player.playing).toBe(true));
    await vi.waitFor(() => expect(player.playing).toBe(false), { timeout: 15_000 });
    expect(player.problem).toBe('');
    expect(seen).toEqual(names);
    expect(most).toBe(2);
    expect(textOf(strip, '.times')).toBe('00:00:04:00');
    expect(read).toEqual(orders.map(({ jobKey }) => jobKey));
  });

  it('has the joined film loaded in the one element that says so, and plays that', async () => {
    const { strip, read } = await stageOf({ film: true });
    await vi.waitFor(() => expect(videos(strip).filter((video) => video.hasAttribute('data-film'))).toHaveLength(1), {
      timeout: 10_000,
    });
    const [film] = videos(strip);
    if (!film) throw new Error('no film');
    expect(videos(strip)).toHaveLength(1);
    expect([film.src.slice(0, 5), film.preload, film.muted, film.getAttribute('aria-label')]).toEqual([
      'blob:',
      'metadata',
      false,
      'Film',
    ]);
    await vi.waitFor(() => expect(film.duration).toBeCloseTo(4, 1));
    rateOf(strip, 4);
    await userEvent.click(button(strip, 'Play film'));
    await vi.waitFor(() => expect(film.ended).toBe(true), { timeout: 15_000 });
    expect(textOf(strip, '.times')).toMatch(/^00:00:04:0/);
    expect(read.length).toBeLessThanOrEqual(3);
  });

  it('goes on with the clips while somebody watches, and takes the film up when they stop', async () => {
    const { strip, editor, results, key } = await stageOf();
    await posters(strip, 3);
    await userEvent.click(button(strip, 'Play film'));
    await vi.waitFor(() => expect(playerOf(strip).time).toBeGreaterThan(0.2), { timeout: 5000 });
    const { bytes } = await joinClips(clips.map(({ bytes }, index) => ({ name: names[index] ?? '', bytes })));
    await results.put(key, { bytes: new Blob([bytes], { type: 'video/mp4' }), mediaType: 'video/mp4', seconds: 4 });
    editor.world({ results: new Set([key]) });
    await strip.updateComplete;
    await vi.waitFor(() => expect(playerOf(strip).time).toBeGreaterThan(0.6), { timeout: 5000 });
    expect(videos(strip).some((video) => video.hasAttribute('data-film'))).toBe(false);
    await userEvent.click(button(strip, 'Pause film'));
    await vi.waitFor(() => expect(videos(strip).map((video) => video.hasAttribute('data-film'))).toEqual([true]));
    const at = playerOf(strip).time;
    await vi.waitFor(() => expect(videos(strip)[0]?.currentTime).toBeCloseTo(at, 1));
  });

  it('plays on when the next clip comes while somebody watches the first, and goes on to it', async () => {
    const { strip, editor, orders } = await stageOf({ made: 1 });
    await posters(strip, 1);
    const player = playerOf(strip);
    await userEvent.click(button(strip, 'Play film'));
    await vi.waitFor(() => expect(player.time).toBeGreaterThan(0.2), { timeout: 5000 });
    const [element] = videos(strip);
    const records = orders
      .slice(0, 2)
      .map((order, index) => recordOf(order, succeeded(clips[index]?.sha256 ?? ''), names[index]));
    editor.world({ records });
    await strip.updateComplete;
    await player.updateComplete;
    expect(videos(strip)[0]).toBe(element);
    expect([player.playing, element?.paused]).toEqual([true, false]);
    await vi.waitFor(() => expect(player.time).toBeGreaterThan(1.2), { timeout: 5000 });
    const seen = videos(strip).find(({ hidden }) => !hidden);
    expect(seen?.getAttribute('aria-label')).toBe('SH020');
    await vi.waitFor(() => expect(player.playing).toBe(false), { timeout: 8000 });
    // It ends where there is nothing more to play, not at the end of what is not made yet.
    expect(player.time).toBeCloseTo(3, 1);
  });

  it('stays with the clip that is seen when the shots change their order', async () => {
    const { strip, editor, graph } = await stageOf();
    await posters(strip, 3);
    const player = playerOf(strip);
    await userEvent.click(button(strip, 'Play film'));
    await vi.waitFor(() => expect(player.time).toBeGreaterThan(0.2), { timeout: 5000 });
    const film = filmOf(editor.state, nodeRegistry);
    if (!film) throw new Error('no film');
    editor.world({ document: moveShot(graph, film, 0, 1) });
    await strip.updateComplete;
    await player.updateComplete;
    expect(player.playing).toBe(true);
    const seen = videos(strip).find(({ hidden }) => !hidden);
    expect(seen?.getAttribute('aria-label')).toBe('SH010');
    // The second clip, two seconds long, stands before it now.
    expect(player.time).toBeGreaterThan(2.1);
  });

  it('steps by frames, seeks by the slider, and moves the playhead along', async () => {
    const { strip } = await stageOf({ film: true });
    await posters(strip, 3);
    await vi.waitFor(() => expect(videos(strip)).toHaveLength(1));
    const [first, second] = all<HTMLElement>(strip, '.shot');
    first?.focus();
    await userEvent.keyboard('...');
    await vi.waitFor(() => expect(textOf(strip, '.times')).toBe('00:00:00:03'));
    await userEvent.keyboard(',');
    await vi.waitFor(() => expect(textOf(strip, '.times')).toBe('00:00:00:02'));
    const slider = strip.renderRoot.querySelector<HTMLElement>('[role=slider]');
    slider?.focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    await vi.waitFor(() => expect(textOf(strip, '.times')).toBe('00:00:02:02'));
    expect(slider?.getAttribute('aria-valuetext')).toBe('00:00:02:02');
    const head = strip.renderRoot.querySelector('.head')?.getBoundingClientRect();
    const box = second?.getBoundingClientRect();
    expect((head?.left ?? 0) - (box?.left ?? 0)).toBeGreaterThan(80);
    expect((head?.left ?? 0) - (box?.left ?? 0)).toBeLessThan(105);
  });

  it('grows over the canvas and back without a new element, so that it plays on', async () => {
    const { strip } = await stageOf({ film: true });
    await vi.waitFor(() => expect(videos(strip).map((video) => video.hasAttribute('data-film'))).toEqual([true]), {
      timeout: 10_000,
    });
    const [film] = videos(strip);
    await userEvent.click(button(strip, 'Large'));
    await vi.waitFor(() => expect(film?.getBoundingClientRect().width).toBeGreaterThan(500));
    expect(film?.getBoundingClientRect().bottom).toBeLessThan(strip.getBoundingClientRect().top);
    await userEvent.click(button(strip, 'Large'));
    await vi.waitFor(() => expect(film?.getBoundingClientRect().width).toBeLessThan(240));
    expect(videos(strip)).toEqual([film]);
  });

  it('moves a shot by Alt and an arrow as one edit, and keeps the focus on it', async () => {
    const { strip, editor } = await stageOf();
    all<HTMLElement>(strip, '.shot')[2]?.focus();
    await userEvent.keyboard('{Alt>}{ArrowLeft}{/Alt}');
    await vi.waitFor(() =>
      expect(all(strip, '.line b').map((b) => b.textContent)).toEqual(['SH010', 'SH030', 'SH020']),
    );
    expect(editor.asked).toEqual(['edit: Move SH030']);
    expect(textOf(strip, '.said')).toBe('SH030 is shot 2 of 3 now.');
    await vi.waitFor(() => expect((strip.shadowRoot?.activeElement as HTMLElement | null)?.dataset.shot).toBe('2'));
  });

  it('moves a shot by dragging it before another one', async () => {
    const { strip, editor } = await stageOf();
    await posters(strip, 3);
    const [first, , third] = all<HTMLElement>(strip, '.shot');
    if (!first || !third) throw new Error('three shots');
    await userEvent.dragAndDrop(third, first, {
      targetPosition: { x: 10, y: 40 },
    });
    await vi.waitFor(() =>
      expect(all(strip, '.line b').map((b) => b.textContent)).toEqual(['SH030', 'SH010', 'SH020']),
    );
    expect(editor.asked).toEqual(['edit: Move SH030']);
  });

  it('adds a whole next shot by one edit', async () => {
    const { strip, editor } = await stageOf();
    const went: string[] = [];
    strip.addEventListener('go-to-node', (event) => went.push((event as CustomEvent<{ node: string }>).detail.node));
    await userEvent.click(button(strip, '+ Next shot'));
    await vi.waitFor(() => expect(all(strip, '.line b')).toHaveLength(4));
    expect(editor.asked).toEqual(['edit: Add SH040']);
    await vi.waitFor(() => expect(went).toEqual([filmOf(editor.state, nodeRegistry)?.shots.at(-1)?.maker]));
    expect(editor.state.selection.size).toBe(3);
    expect(all(strip, '.tag').at(-1)?.textContent).toBe('not made yet');
  });

  it('says why a shot failed, and asks for the decision of an uncertain one without opening anything', async () => {
    const { document: graph } = threeShots();
    const [first, second, third] = ordersOf(graph);
    if (!first || !second || !third) throw new Error('three orders');
    const hostile = '<img src=x onerror="globalThis.hit=1"> refused by moderation';
    const { strip } = await stageOf({
      records: [
        recordOf(first, uncertainAttempt, 'SH010'),
        recordOf(second, failedAttempt(hostile), 'SH020'),
        recordOf(third, inProgress, 'SH030'),
      ],
    });
    expect(all(strip, '.tag').map((tag) => tag.textContent?.trim().slice(0, 10))).toEqual([
      'may have b',
      'failed',
      'generating',
    ]);
    expect(textOf(strip, '[data-shot="2"] .why')).toBe(hostile);
    expect(Reflect.get(globalThis, 'hit')).toBeUndefined();
    // The button hides none of the words.
    const [words] = all(strip, '[data-shot="1"] .why');
    expect(words?.getBoundingClientRect().bottom).toBeLessThanOrEqual(
      button(strip, 'Check…').getBoundingClientRect().top,
    );
    const asked: string[] = [];
    document.addEventListener(
      'decide',
      (event) => asked.push((event as CustomEvent<{ jobKey: string }>).detail.jobKey),
      {
        once: true,
      },
    );
    await userEvent.click(button(strip, 'Check…'));
    expect(asked).toEqual([first.jobKey]);
    expect(document.querySelector('dialog')).toBeNull();
  });

  it('shows the old clip, marked, while a shot was edited since', async () => {
    const { strip, editor, graph, shots, orders } = await stageOf();
    await posters(strip, 3);
    const run = { keys: { [shots[0].generate]: orders[0]?.jobKey } };
    editor.world({
      document: setParam(graph, shots[0].text, 'text', 'Another one.'),
      run: { service: 'sandbox', steps: {}, agreed: [], state: { kind: 'ended' }, ...run } as never,
    });
    await strip.updateComplete;
    expect(textOf(strip, '[data-shot="1"] .tag')).toBe('edited since');
    expect(all(strip, '[data-shot="1"] img.before')).toHaveLength(1);
  });

  it('says what is wrong when bytes cannot be had, and names the clip', async () => {
    const { strip, editor, media, orders } = await stageOf();
    await posters(strip, 3);
    const [first] = orders;
    if (!first) throw new Error('no order');
    editor.jobs.output = async () => new Blob(['<html>not found</html>'], { type: 'text/html' });
    const broken = recordOf(first, succeeded('d'.repeat(64)), 'SH010');
    editor.world({ records: [broken] });
    await vi.waitFor(() =>
      expect(textOf(strip, '[data-shot="1"] .why')).toMatch(/^preview not available: .*cannot be read/),
    );
    await userEvent.click(button(strip, 'Play film'));
    await vi.waitFor(() => expect(playerOf(strip).problem).toMatch(/^SH010 cannot be played/));
    expect(playerOf(strip).playing).toBe(false);
    editor.jobs.output = async () => clips[0]?.blob ?? new Blob();
    media.retry();
    await posters(strip, 1);
  });

  it('is designed empty: no film, no shots, and a reason beside what cannot be done', async () => {
    const editor = fakeEditor();
    const strip = document.createElement('shotgraph-strip');
    strip.editor = editor;
    document.body.append(strip);
    stages.push(() => strip.remove());
    await strip.updateComplete;
    expect(textOf(strip, '.nothing b')).toBe('No shots yet');
    expect(button(strip, 'Play film').disabled).toBe(true);
    expect(button(strip, 'Save film').disabled).toBe(true);
  });

  it('switches between rehearsal and live once there is a token', async () => {
    const { strip, editor } = await stageOf();
    expect(textOf(strip, '.shown')).toBe('rehearsal');
    editor.set({ health: healthWith('valid') });
    await strip.updateComplete;
    await userEvent.click(button(strip, 'Live'));
    expect(editor.asked).toEqual(['show: live']);
    await strip.updateComplete;
    expect(all(strip, '.tag').map((tag) => tag.textContent?.trim())).toEqual([
      'not made yet',
      'not made yet',
      'not made yet',
    ]);
  });

  it('saves the clips under the names of their shots and takes', async () => {
    const { strip } = await stageOf();
    await posters(strip, 3);
    const saved: string[] = [];
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(`${this.href.slice(0, 5)} ${this.download}`);
    });
    await userEvent.click(button(strip, 'Save clips…'));
    await vi.waitFor(() => expect(saved).toEqual(names.map((name) => `blob: ${name}_t01.mp4`)));
    click.mockRestore();
  });

  it('stands where neither outline row nor canvas is: no node id and state together', async () => {
    const { strip } = await stageOf();
    expect(all(strip, '[data-node-id], [data-state]')).toEqual([]);
  });
});
