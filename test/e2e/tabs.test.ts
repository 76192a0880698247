import { readdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Faults } from '../../src/sandbox/faults.ts';
import { launch, openPage, rehearse, rows, serve, states, submits, untilEnded, untilRunEnds } from './editor-page.ts';
import { boat } from './graph-files.ts';
import { agreeToRun, liveEditor, openFile } from './live-editor.ts';

/** A live editor with a graph open in it. */
async function live(file: string, speed: number, faults?: Faults) {
  const opened = await liveEditor({ speed, ...(faults && { faults }) }, 'the-first-token');
  await open(opened.page, file);
  return opened;
}

const open = (page: Page, file: string): Promise<void> => openFile(page, file, 'Boat');

const until = (page: Page, state: string) => expect.poll(async () => (await states(page)).includes(state)).toBe(true);

describe('a page that goes and comes', () => {
  test('B01 reloaded the moment a run was agreed: one charge a shot, and it goes on after the load', async () => {
    const { page, charges, complaints } = await live(boat('SH010', 'SH020'), 20);
    page.on('dialog', (dialog) => void dialog.accept());
    await agreeToRun(page);
    // The dialog closed when the Run was durable: whoever goes before that has bought nothing.
    await page.reload();
    await rows(page).first().waitFor({ state: 'attached' });
    expect(await untilEnded(page)).toBe('succeeded');
    expect(charges()).toHaveLength(2);
    expect(complaints).toEqual([]);
  });

  test('B06 closed for the whole generation: the clip is on the disk when it comes back, and is shown', async () => {
    const { page, served, charges } = await live(boat('SH010'), 4);
    const browser = page.context().browser();
    await agreeToRun(page);
    await expect.poll(() => charges().length).toBe(1);
    const address = page.url();
    await page.context().close();
    const clips = () =>
      readdirSync(served.data, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.mp4'));
    await expect.poll(() => clips().length).toBeGreaterThan(0);
    const back = await openPage(browser ?? (await launch()), address);
    await open(back.page, boat('SH010'));
    await back.page.getByRole('radio', { name: 'Live', exact: true }).click();
    await until(back.page, 'succeeded');
    expect(charges()).toHaveLength(1);
  });

  test('B10 left and gone back to, or kept aside by the browser: current within 2 s, and it acts', async () => {
    const served = await serve();
    const { page, complaints } = await openPage(await launch(), served.address);
    await open(page, boat('SH010'));
    expect(await rehearse(page)).toBe('succeeded');
    await page.goto('about:blank');
    await page.goBack();
    await rows(page).first().waitFor({ state: 'attached' });
    await until(page, 'succeeded');

    const away = (type: string) =>
      page.evaluate((name) => void window.dispatchEvent(new PageTransitionEvent(name, { persisted: true })), type);
    await away('pagehide');
    expect(await page.evaluate(async () => (await navigator.locks.query()).held?.length)).toBe(0);
    const second = await page.context().newPage();
    await second.goto(served.address);
    await rows(second).first().waitFor({ state: 'attached' });
    await open(second, boat('SH010', 'SH020'));
    await untilRunEndsAnywhere(second);
    await away('pageshow');
    await open(page, boat('SH010', 'SH020'));
    await expect
      .poll(async () => (await states(page)).filter((state) => state === 'succeeded').length)
      .toBeGreaterThanOrEqual(4);
    expect(submits(served)).toBe(2);
    expect(complaints).toEqual([]);
  });

  test('U10 leaving with shots that were not sent is asked about, and says what is safe and what waits', async () => {
    // The service takes one at a time: the second is turned away until somebody is there to send it.
    let taken = 0;
    const { page, charges } = await live(boat('SH010', 'SH020'), 0.2, ({ operation }) =>
      operation === 'submit' && ++taken > 1
        ? { instead: { kind: 'answer', status: 429, headers: { 'retry-after': '60' }, body: '' } }
        : undefined,
    );
    await agreeToRun(page);
    await expect.poll(() => taken).toBeGreaterThan(1);
    // The page knows what the service took, and what it turned away, before it is asked to say what is safe.
    await until(page, 'in_queue');
    await rows(page)
      .filter({ hasText: /too many requests/i })
      .first()
      .waitFor({ state: 'attached' });
    expect(charges()).toHaveLength(1);
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
    const { page, served, count, charges } = await live(boat('SH010'), 0.5);
    const tabs = [page];
    for (let n = 1; n < 7; n++) {
      const tab = await page.context().newPage();
      await tab.goto(served.address);
      await rows(tab).first().waitFor({ state: 'attached' });
      tabs.push(tab);
    }
    for (const tab of tabs.slice(1)) {
      await open(tab, boat('SH010'));
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
    await expect.poll(() => submits(served)).toBe(1);
  });

  test('B11 at a sixth of the speed: no shot is sent twice, no timer runs twice, nothing is called unreachable', async () => {
    const served = await serve();
    const { page, complaints } = await openPage(await launch(), served.address);
    await open(page, boat('SH010', 'SH020'));
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
    const { page, logIn, charges } = await live(boat('SH010', 'SH020'), 20, ({ operation }) =>
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
    logIn('another-token');
    refused = false;
    await page.getByRole('button', { name: 'Continue', exact: true }).click();
    expect(await untilEnded(page)).toBe('succeeded');
    expect(charges()).toHaveLength(2);
    expect(await page.content()).not.toContain('another-token');
  });
});
