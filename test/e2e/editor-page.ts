import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { chromiumArgs, findChromium } from '../../scripts/browser.mjs';
import { loadSessionValue } from '../../src/gateway/host/session-value.ts';
import { createHttpJobClient } from '../../src/runtime/client/http-job-client.ts';
import type { JobClient } from '../../src/runtime/wire/job-client.ts';
import { readBitStrip } from '../../src/sandbox/clip/bit-strip.ts';
import { type Running, start, temporaryFolder } from './command.ts';

export interface Served {
  readonly address: string;
  readonly data: string;
  readonly process: Running;
}

/** Starts the built gateway on a free port over a data folder; it ends with the test. */
export async function serve(
  environment: Readonly<Record<string, string>> = {},
  data = temporaryFolder(),
): Promise<Served> {
  const process = start([], { SHOTGRAPH_DATA_DIR: data, ...environment });
  const line = await process.line(/http:\/\/127\.0\.0\.1:\d+/);
  return { address: /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0] ?? '', data, process };
}

/** The jobs of a served gateway, asked for as any client does. */
export async function clientOf({ address, data }: Pick<Served, 'address' | 'data'>): Promise<JobClient> {
  return createHttpJobClient({ base: address, session: await loadSessionValue(data), fetch });
}

/** Ends a gateway in order, and waits for it. */
export async function stop({ process }: Served): Promise<void> {
  process.child.kill('SIGTERM');
  await process.ended;
}

/** Requests that the sandbox of a data folder accepted: one file each. */
export function submits({ data }: Pick<Served, 'data'>): number {
  return readdirSync(join(data, 'sandbox')).filter((name) => name.endsWith('.json')).length;
}

/** What a page must never do, collected while it lives. */
export interface Watched {
  readonly page: Page;
  readonly complaints: string[];
}

let launched: Promise<Browser> | undefined;

/** The Chromium of this process's tests; every window that `openPage` opens in it has an empty profile. It ends with the process. */
export async function launch(): Promise<Browser> {
  const running = await launched;
  if (running?.isConnected()) return running;
  const executablePath = findChromium();
  launched = chromium.launch({ ...(executablePath && { executablePath }), args: chromiumArgs });
  return launched;
}

/** A new window with an empty profile, whose console errors, page errors and CSP violations are collected. It is closed with the test. */
export async function openPage(browser: Browser, address: string): Promise<Watched> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    acceptDownloads: true,
    reducedMotion: 'reduce',
  });
  onTestFinished(() => context.close());
  return openIn(context, address);
}

/** A new window of a context that is there already. */
export async function openIn(context: BrowserContext, address: string): Promise<Watched> {
  await context.addInitScript(() => {
    window.addEventListener('run-change', (event) => {
      const { run } = (event as CustomEvent<{ run?: { id: string; state: { kind: string; outcome?: string } } }>)
        .detail;
      Reflect.set(window, 'lastRun', run && { id: run.id, kind: run.state.kind, outcome: run.state.outcome });
    });
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || /Content Security Policy|Trusted/i.test(message.text()))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(address);
  await rows(page).first().waitFor({ state: 'attached' });
  return { page, complaints };
}

/** The outline's rows, one a node. */
export const rows = (page: Page) => page.locator('[data-node-id][data-state]');

/** Selects the node that is called so, in the outline. */
export async function select(page: Page, title: string): Promise<void> {
  const row = page.locator(`[data-node-id][aria-label^="${title},"]`);
  if (!(await row.isVisible())) await page.getByRole('button', { name: 'Outline', exact: true }).click();
  await row.click();
}

/** The state of every node, in the outline's order. */
export async function states(page: Page): Promise<readonly string[]> {
  return rows(page).evaluateAll((elements) => elements.map((element) => element.getAttribute('data-state') ?? ''));
}

/** The document's last Run, as the editor's `run-change` events tell it. */
export function lastRun(
  page: Page,
): Promise<{ readonly id: string; readonly kind: string; readonly outcome?: string } | undefined> {
  return page.evaluate(() => Reflect.get(window, 'lastRun') as never);
}

/** Does something that begins a Run, and waits until that Run has ended. Returns its outcome. */
export async function untilRunEnds(page: Page, begin: () => Promise<unknown>): Promise<string | undefined> {
  const before = (await lastRun(page))?.id;
  await begin();
  await expect.poll(async () => (await lastRun(page))?.id).not.toBe(before);
  return untilEnded(page);
}

/** Waits until the last Run has ended, and returns its outcome. */
export async function untilEnded(page: Page): Promise<string | undefined> {
  await expect.poll(async () => (await lastRun(page))?.kind, { timeout: 60_000 }).toBe('ended');
  return (await lastRun(page))?.outcome;
}

/** Presses *Rehearse* and waits for the end. */
export function rehearse(page: Page): Promise<string | undefined> {
  return untilRunEnds(page, () => page.getByRole('button', { name: 'Rehearse', exact: true }).click());
}

/** The film after a run. */
export const film = (page: Page) => page.locator('video[data-film]');

/** Seeks the film and reads the bit strip of the frame that is shown: whose clip it is, and which of its frames. */
export async function stripAt(
  page: Page,
  seconds: number,
): Promise<{ readonly hash: string; readonly frame: number } | undefined> {
  const picture = await film(page).evaluate(async (element, time) => {
    const video = element as HTMLVideoElement;
    video.pause();
    // "seeked" may come before the frame does: on a busy machine the one before would be read.
    await new Promise<void>((shown) => {
      const look: VideoFrameRequestCallback = (_, { mediaTime }) => {
        // Of 24 frames a second, the one that stands at that time.
        if (mediaTime <= time && time < mediaTime + 1.1 / 24) shown();
        else video.requestVideoFrameCallback(look);
      };
      video.requestVideoFrameCallback(look);
      video.currentTime = time;
    });
    const canvas = new OffscreenCanvas(Math.round(video.videoWidth / 2), Math.round(video.videoHeight / 2));
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
    let text = '';
    for (let at = 0; at < data.length; at += 4) text += String.fromCharCode(data[at] ?? 0);
    return { base64: btoa(text), width, height };
  }, seconds);
  const data = new Uint8Array(Buffer.from(picture.base64, 'base64'));
  return readBitStrip({ data, width: picture.width, height: picture.height, stride: picture.width, step: 1 });
}

/** The film's length in seconds, once its data is there. */
export async function filmLength(page: Page): Promise<number> {
  await film(page).waitFor({ state: 'attached' });
  return film(page).evaluate(async (element) => {
    const video = element as HTMLVideoElement;
    if (video.readyState < 1)
      await new Promise((loaded) => video.addEventListener('loadedmetadata', loaded, { once: true }));
    return video.duration;
  });
}
