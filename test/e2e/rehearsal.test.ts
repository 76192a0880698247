import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run, temporaryFolder } from './command.ts';
import {
  film,
  filmLength,
  launch,
  openPage,
  rehearse,
  rows,
  serve,
  states,
  stripAt,
  stop,
  submits,
  untilEnded,
} from './editor-page.ts';
import { smallStoryboard } from './graph-files.ts';
import { openFile } from './live-editor.ts';

describe('the main job, in a real Chromium against the build', () => {
  test('from an empty profile: open, rehearse, and watch one film made of three chained clips', async () => {
    const served = await serve();
    const { page, complaints } = await openPage(await launch(), served.address);
    expect((await states(page)).length).toBe(11);
    expect(await rehearse(page)).toBe('succeeded');
    expect(submits(served)).toBe(3);
    expect(await filmLength(page)).toBeCloseTo(14, 2);

    const shown = [];
    for (const at of [0.02, 2.5, 4.98, 5.02, 9.9, 10.02, 13.9]) shown.push(await stripAt(page, at));
    const [one, , oneEnd, two, twoEnd, three, threeEnd] = shown;
    expect(new Set([one?.hash, two?.hash, three?.hash]).size).toBe(3);
    expect(oneEnd).toEqual({ hash: one?.hash, frame: 119 });
    expect(two?.frame).toBe(0);
    expect(twoEnd?.hash).toBe(two?.hash);
    expect(three?.frame).toBe(0);
    expect(threeEnd?.hash).toBe(three?.hash);
    await film(page).evaluate(async (element) => {
      const video = element as HTMLVideoElement;
      video.muted = true;
      video.playbackRate = 8;
      video.currentTime = 0;
      const end = new Promise((ended) => video.addEventListener('ended', ended, { once: true }));
      await video.play();
      await end;
    });
    expect(complaints).toEqual([]);
  });

  test('reloaded in the middle it ends all the same, with three submits; again nothing is sent; an edited shot sends exactly what follows', async () => {
    const served = await serve({ SHOTGRAPH_SANDBOX_SPEED: '1' });
    const { page, complaints } = await openPage(await launch(), served.address);
    await openFile(page, smallStoryboard(), 'Small market');
    await page.getByRole('button', { name: 'Rehearse', exact: true }).click();
    const second = rows(page).filter({ hasText: 'SH020' }).and(page.locator('[data-state^="in_"]'));
    await second.first().waitFor({ state: 'attached', timeout: 30_000 });
    await page.reload();
    await rows(page).first().waitFor({ state: 'attached' });
    expect(await untilEnded(page)).toBe('succeeded');
    expect(submits(served)).toBe(3);
    expect(await filmLength(page)).toBeCloseTo(12, 2);

    expect(await rehearse(page)).toBe('succeeded');
    expect(submits(served)).toBe(3);
    expect((await states(page)).filter((state) => state === 'reused').length).toBeGreaterThanOrEqual(7);

    await page.getByRole('button', { name: 'Outline' }).click();
    await page.locator('[data-node-id][aria-label^="SH020 prompt"]').click();
    await page
      .locator('shotgraph-inspector')
      .getByLabel('Prompt', { exact: true })
      .fill('Extend @SH010. @Mara puts the lantern down. Static camera.');
    expect(await rehearse(page)).toBe('succeeded');
    expect(submits(served)).toBe(5);
    expect(complaints).toEqual([]);
  });

  test('a graph run from the command line opens in the browser over the same folder with every generation reused', async () => {
    const [data, out] = [temporaryFolder(), temporaryFolder()];
    const graph = smallStoryboard();
    expect(await run(['run', graph, '--sandbox', '--out', out], { SHOTGRAPH_DATA_DIR: data })).toMatchObject({
      code: 0,
    });
    const served = await serve({}, data);
    const { page, complaints } = await openPage(await launch(), served.address);
    await openFile(page, graph, 'Small market');
    expect(await rehearse(page)).toBe('succeeded');
    expect(submits(served)).toBe(3);
    expect((await states(page)).filter((state) => state === 'reused').length).toBeGreaterThanOrEqual(6);
    const seconds = execFileSync(
      'ffprobe',
      ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', join(out, 'Small market.mp4')],
      {
        encoding: 'utf8',
      },
    );
    expect(await filmLength(page)).toBeCloseTo(Number(seconds), 2);
    expect(complaints).toEqual([]);
    await stop(served);
  });
});
