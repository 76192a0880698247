import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Editor } from '../../src/ui/editor/editor.ts';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import { launch, openPage, serve, states, untilRunEnds } from './editor-page.ts';

const token = 'canary-token-for-the-live-test';

test('a live run against a separate service: quoted, agreed, bought once, and the token never in the browser', async () => {
  const service = await serveSandbox({
    port: 0,
    speed: 20,
    prices: { 'bytedance/seedance-v2/pro': { base_price_usd: 0.1, price_unit: 'second', pricing_note: 'for tests' } },
  });
  onTestFinished(() => service.close());
  const served = await serve({
    RUNCOMFY_MODEL_API_BASE: service.origin,
    RUNCOMFY_TOKEN: token,
    SHOTGRAPH_MEDIA_HOSTS: service.origin,
  });
  const { page, complaints } = await openPage(await launch(), served.address);
  const answers: Promise<string>[] = [];
  page.on('requestfinished', (request) => {
    const answer = async (): Promise<string> => {
      const response = await request.response();
      // A body that the browser has already let go of was shown by none; its headers still count.
      const body = await response?.body().catch(() => Buffer.alloc(0));
      return `${request.url()} ${JSON.stringify(response?.headers())} ${body?.toString('latin1') ?? ''}`;
    };
    answers.push(answer());
  });

  const runButton = page.getByRole('button', { name: 'Run', exact: true });
  await expect.poll(() => runButton.isEnabled()).toBe(true);
  await runButton.click();
  const agree = page.getByRole('button', { name: 'Agree and run', exact: true });
  await agree.waitFor();
  expect(service.sandbox.charges()).toHaveLength(0);
  const dialog = page.getByRole('dialog');
  // As assistive technology reads it, across shadow roots.
  const text = await dialog.ariaSnapshot();
  expect(text).toMatch(/SH010[^]*SH020[^]*SH030/);
  expect(text).toContain('14 s');
  expect(text).toMatch(/\$1\.40/);
  // The local picture goes inline: a person agrees to that once.
  await expect.poll(() => agree.isEnabled()).toBe(false);
  await page.locator('shotgraph-quote-dialog').getByRole('checkbox').check();
  expect(await untilRunEnds(page, () => agree.dblclick())).toBe('succeeded');
  expect(service.sandbox.charges()).toHaveLength(3);

  await runButton.click();
  await agree.waitFor();
  expect(await dialog.ariaSnapshot()).toMatch(/reused/i);
  expect(await untilRunEnds(page, () => agree.click())).toBe('succeeded');
  expect(service.sandbox.charges()).toHaveLength(3);
  expect(await states(page)).not.toContain('failed');

  const stored = await page.evaluate(async () => {
    const databases = await indexedDB.databases();
    return JSON.stringify([
      databases,
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      document.cookie,
      document.documentElement.outerHTML,
    ]);
  });
  expect([stored, ...(await Promise.all(answers))].filter((answer) => answer.includes(token))).toEqual([]);
  const files = readdirSync(served.data, { recursive: true, encoding: 'utf8' }).map((name) => join(served.data, name));
  const leaks = files.filter((file) => statSync(file).isFile() && readFileSync(file, 'latin1').includes(token));
  expect(leaks).toEqual([]);
  expect(complaints).toEqual([]);
});

test('M14 a second take is quoted at what the last equal job cost, and what was quoted stands beside the bill', async () => {
  const service = await serveSandbox({
    port: 0,
    speed: 20,
    prices: {
      'bytedance/seedance-v2/pro': {
        base_price_usd: 0.1,
        price_unit: 'second',
        pricing_note: 'for tests',
        sound_usd: 0.02,
      },
    },
  });
  onTestFinished(() => service.close());
  const served = await serve({
    RUNCOMFY_MODEL_API_BASE: service.origin,
    RUNCOMFY_TOKEN: token,
    SHOTGRAPH_MEDIA_HOSTS: service.origin,
  });
  const { page, complaints } = await openPage(await launch(), served.address);
  const runButton = page.getByRole('button', { name: 'Run', exact: true });
  const agree = page.getByRole('button', { name: 'Agree and run', exact: true });
  const dialog = page.getByRole('dialog');
  await expect.poll(() => runButton.isEnabled()).toBe(true);
  await runButton.click();
  await agree.waitFor();
  expect(await dialog.ariaSnapshot()).toMatch(/about \$1\.40[^]*catalogue’s base price, \$0\.10 per second/);
  await page.locator('shotgraph-quote-dialog').getByRole('checkbox').check();
  expect(await untilRunEnds(page, () => agree.click())).toBe('succeeded');

  // By the bill, sound is charged besides: 14 s at $0.12.
  const money = page.getByRole('button', { name: 'Money: $1.68 today', exact: true });
  await money.waitFor();
  await money.press('Enter');
  const card = page.getByRole('dialog', { name: 'Money', exact: true });
  await expect.poll(() => card.ariaSnapshot()).toMatch(/The last 3 quotes were 17 % too low/);
  expect(await card.ariaSnapshot()).toMatch(/3 of 30 sent in a minute[^]*3 of 300 sent in a day/);
  await page.keyboard.press('Escape');
  await card.waitFor({ state: 'hidden' });

  await page.evaluate(() => {
    const { editor } = document.querySelector('shotgraph-editor') as unknown as { editor: Editor };
    const shot = editor.state.document.nodes.find(({ title }) => title === 'SH010');
    editor.select(new Set(shot ? [shot.id] : []));
  });
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await inspector.getByRole('button', { name: 'New take', exact: true }).click();
  await runButton.click();
  await agree.waitFor();
  const again = await dialog.ariaSnapshot();
  expect(again).toMatch(/what the last equal job cost: SH010 take 1/);
  expect(again).toMatch(/The last 3 quotes were 17 % too low: \$1\.40 quoted, \$1\.68 charged/);
  expect(await untilRunEnds(page, () => agree.click())).toBe('succeeded');
  await expect.poll(() => inspector.ariaSnapshot()).toMatch(/quoted \$0\.\d\d from the last equal job, cost/);
  expect(complaints).toEqual([]);
});
