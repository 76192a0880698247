import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { writeGraphFile } from '../../src/graph/file/write-graph-file.ts';
import { nodeRegistry } from '../../src/node-registry.ts';
import type { Faults } from '../../src/sandbox/faults.ts';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import { addShot, builder } from '../graph/build.ts';
import { temporaryFolder } from './command.ts';
import { launch, openPage, rehearse, rows, serve, states, submits, untilEnded, untilRunEnds } from './editor-page.ts';

/** A file with shots of 4 s at 480p that have nothing to do with each other. */
function shots(...titles: readonly string[]): string {
  const b = builder();
  const film = b.add('Storyboard', {}, 'Film');
  titles.forEach((title, at) => b.link(addShot(b, title, `Boat ${title}.`).clip, 'video', film, `shots_${at + 1}`));
  const file = join(temporaryFolder(), 'boat.json');
  writeFileSync(file, writeGraphFile({ ...b.document, title: 'Boat' }, nodeRegistry));
  return file;
}

async function open(page: Page, file: string): Promise<void> {
  await page.getByLabel('Open graph file').setInputFiles(file);
  await expect.poll(() => page.title()).toContain('Boat');
}

/** A gateway with a token in its file, a service of its own that goes at a speed, and a page with a graph. */
async function live(file: string, speed: number, faults?: Faults) {
  const asked: string[] = [];
  const service = await serveSandbox({
    port: 0,
    speed,
    faults: (call) => {
      asked.push(call.operation);
      return faults?.(call);
    },
  });
  onTestFinished(() => service.close());
  const data = temporaryFolder();
  const tokenFile = join(data, 'token');
  const token = (value: string): void => writeFileSync(tokenFile, value, { mode: 0o600 });
  token('the-first-token');
  const served = await serve({ RUNCOMFY_MODEL_API_BASE: service.origin, SHOTGRAPH_MEDIA_HOSTS: service.origin }, data);
  const opened = await openPage(await launch(), served.address);
  await open(opened.page, file);
  const count = (operation: string): number => asked.filter((each) => each === operation).length;
  return { ...opened, served, token, count, charges: () => service.sandbox.charges() };
}

async function agreeToRun(page: Page): Promise<void> {
  const run = page.getByRole('button', { name: 'Run', exact: true });
  await expect.poll(() => run.isEnabled(), { timeout: 15_000 }).toBe(true);
  await run.click();
  await page.getByRole('button', { name: 'Agree and run', exact: true }).click();
}

const until = (page: Page, state: string) =>
  expect.poll(async () => (await states(page)).includes(state), { timeout: 20_000 }).toBe(true);

describe('a page that goes and comes', () => {
  test('B01 reloaded the moment a run was agreed: one charge a shot, and it goes on after the load', async () => {
    const { page, charges, complaints } = await live(shots('SH010', 'SH020'), 20);
    page.on('dialog', (dialog) => void dialog.accept());
    await agreeToRun(page);
    // The dialog closes when the Run is durable: whoever goes before that has bought nothing.
    await page.getByRole('button', { name: 'Agree and run', exact: true }).waitFor({ state: 'hidden' });
    await page.reload();
    await rows(page).first().waitFor({ state: 'attached' });
    expect(await untilEnded(page)).toBe('succeeded');
    expect(charges()).toHaveLength(2);
    expect(complaints).toEqual([]);
  });

  test('B06 closed for the whole generation: the clip is on the disk when it comes back, and is shown', async () => {
    const { page, served, charges } = await live(shots('SH010'), 4);
    const browser = page.context().browser();
    await agreeToRun(page);
    await expect.poll(() => charges().length, { timeout: 20_000 }).toBe(1);
    const address = page.url();
    await page.context().close();
    const clips = () =>
      readdirSync(served.data, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.mp4'));
    await expect.poll(() => clips().length, { timeout: 30_000 }).toBeGreaterThan(0);
    const back = await openPage(browser ?? (await launch()), address);
    await open(back.page, shots('SH010'));
    await back.page.getByRole('radio', { name: 'Live', exact: true }).click();
    await until(back.page, 'succeeded');
    expect(charges()).toHaveLength(1);
  });

  test('B10 left and gone back to, or kept aside by the browser: current within 2 s, and it acts', async () => {
    const served = await serve();
    const { page, complaints } = await openPage(await launch(), served.address);
    await open(page, shots('SH010'));
    expect(await rehearse(page)).toBe('succeeded');
    const back = Date.now();
    await page.goto('about:blank');
    await page.goBack();
    await rows(page).first().waitFor({ state: 'attached' });
    await until(page, 'succeeded');
    expect(Date.now() - back).toBeLessThan(10_000);

    const away = (type: string) =>
      page.evaluate((name) => void window.dispatchEvent(new PageTransitionEvent(name, { persisted: true })), type);
    await away('pagehide');
    expect(await page.evaluate(async () => (await navigator.locks.query()).held?.length)).toBe(0);
    const second = await page.context().newPage();
    await second.goto(served.address);
    await rows(second).first().waitFor({ state: 'attached' });
    await open(second, shots('SH010', 'SH020'));
    await untilRunEndsAnywhere(second);
    await away('pageshow');
    await open(page, shots('SH010', 'SH020'));
    await expect
      .poll(async () => (await states(page)).filter((state) => state === 'succeeded').length, { timeout: 2_000 })
      .toBeGreaterThanOrEqual(4);
    expect(submits(served)).toBe(2);
    expect(complaints).toEqual([]);
  });

  test('U10 leaving with shots that were not sent is asked about, and says what is safe and what waits', async () => {
    // The service takes one at a time: the second is turned away until somebody is there to send it.
    let taken = 0;
    const { page, charges } = await live(shots('SH010', 'SH020'), 0.2, ({ operation }) =>
      operation === 'submit' && ++taken > 1
        ? { instead: { kind: 'answer', status: 429, headers: { 'retry-after': '60' }, body: '' } }
        : undefined,
    );
    await agreeToRun(page);
    await expect.poll(() => taken, { timeout: 20_000 }).toBeGreaterThan(1);
    await expect.poll(() => charges().length).toBe(1);
    const asked = new Promise<string>((resolve) => {
      page.once('dialog', (dialog) => {
        resolve(dialog.type());
        void dialog.dismiss();
      });
    });
    await page.close({ runBeforeUnload: true });
    expect(await asked).toBe('beforeunload');
    const notices = () =>
      page.evaluate(() => document.querySelector('shotgraph-editor')?.editor?.state.notices.map(({ text }) => text));
    await expect.poll(notices).toContain('1 at RunComfy, safe; 1 not sent, waiting for you');
  });
});

/** Presses Rehearse in a page whose `run-change` nobody collects, and waits until every shot is made. */
async function untilRunEndsAnywhere(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Rehearse', exact: true }).click();
  await expect
    .poll(async () => (await states(page)).filter((state) => ['succeeded', 'reused'].includes(state)).length, {
      timeout: 30_000,
    })
    .toBeGreaterThanOrEqual(4);
}

describe('many pages, slow machines', () => {
  test('B04 B14 seven tabs all load and act; they show the same jobs, and nothing more is asked of the service', async () => {
    const { page, served, count, charges } = await live(shots('SH010'), 0.5);
    const tabs = [page];
    for (let n = 1; n < 7; n++) {
      const tab = await page.context().newPage();
      await tab.goto(served.address);
      await rows(tab).first().waitFor({ state: 'attached' });
      tabs.push(tab);
    }
    for (const tab of tabs.slice(1)) {
      await open(tab, shots('SH010'));
      await tab.getByRole('radio', { name: 'Live', exact: true }).click();
    }
    await agreeToRun(page);
    await Promise.all(tabs.map((tab) => until(tab, 'in_progress')));
    await Promise.all(tabs.map((tab) => until(tab, 'succeeded')));
    expect(charges()).toHaveLength(1);
    expect(count('submit')).toBe(1);
    // Seven tabs that polled the service themselves would have asked seven times as often: once a second, and some more.
    expect(count('status')).toBeLessThan(20);
    // The last one acts as well as the first.
    expect(await tabs[6]?.evaluate(async () => (await fetch('/')).status)).toBe(200);
    await tabs[6]?.getByRole('button', { name: 'Rehearse', exact: true }).click();
    await expect.poll(() => submits(served), { timeout: 20_000 }).toBe(1);
  });

  test('B11 at a sixth of the speed: no shot is sent twice, no timer runs twice, nothing is called unreachable', async () => {
    const served = await serve();
    const { page, complaints } = await openPage(await launch(), served.address);
    await open(page, shots('SH010', 'SH020'));
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 6 });
    const changes: number[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/api/jobs?after=')) changes.push(Date.now());
    });
    expect(await untilRunEnds(page, () => page.getByRole('button', { name: 'Rehearse', exact: true }).click())).toBe(
      'succeeded',
    );
    expect(submits(served)).toBe(2);
    const seconds = ((changes.at(-1) ?? 0) - (changes[0] ?? 0)) / 1000;
    // One loop asks twice a second while something is under way, and at once after each answer about it.
    expect(changes.length).toBeLessThan(2 * seconds + 12);
    expect(await page.getByText('Gateway unreachable').count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});

describe('a token that changes in the middle', () => {
  test('U02 the run waits, another token and Continue go on with it, and nothing is sent twice', async () => {
    let refused = true;
    const { page, token, charges } = await live(shots('SH010', 'SH020'), 20, ({ operation }) =>
      operation === 'submit' && refused
        ? {
            instead: {
              kind: 'answer',
              status: 401,
              body: JSON.stringify({ error_code: 400004, error_message: 'expired' }),
            },
          }
        : undefined,
    );
    await agreeToRun(page);
    await page.getByText('The service did not accept the token').first().waitFor();
    expect(charges()).toHaveLength(0);
    token('another-token');
    refused = false;
    await page.getByRole('button', { name: 'Continue', exact: true }).click();
    expect(await untilEnded(page)).toBe('succeeded');
    expect(charges()).toHaveLength(2);
    expect(await page.content()).not.toContain('another-token');
  });
});
