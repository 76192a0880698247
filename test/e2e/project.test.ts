import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { presentAttempt } from '../../src/runtime/wire/job-record.ts';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import { clientOf, film, filmLength, launch, openPage, select, serve, states, untilRunEnds } from './editor-page.ts';
import { agree, askForQuote } from './live-editor.ts';

/** Presses *Run*, agrees to what is quoted, and waits for the end. Returns what the quote said. */
async function runLive(page: Page): Promise<string> {
  await askForQuote(page);
  const quoted = await page.locator('shotgraph-quote-dialog').getByRole('dialog').ariaSnapshot();
  expect(await untilRunEnds(page, () => agree(page))).toBe('succeeded');
  return quoted;
}

test('G18 U08 a film that was bought on one machine plays on another without a submit, and an edited shot buys exactly one', async () => {
  const service = await serveSandbox({ port: 0, speed: 20 });
  onTestFinished(() => service.close());
  const token = 'canary-token-for-the-project-test';
  const environment = {
    RUNCOMFY_MODEL_API_BASE: service.origin,
    RUNCOMFY_TOKEN: token,
    SHOTGRAPH_MEDIA_HOSTS: service.origin,
  };
  const browser = await launch();
  const here = await openPage(browser, (await serve(environment)).address);
  await runLive(here.page);
  expect(service.sandbox.charges()).toHaveLength(3);
  const length = await filmLength(here.page);

  await here.page.keyboard.press('Control+Shift+S');
  const dialog = here.page.locator('shotgraph-project-dialog');
  await dialog.getByRole('radio', { name: /Only the takes shown now/ }).waitFor();
  expect(await dialog.getByRole('dialog').ariaSnapshot()).toMatch(/3 clips, [\d.]+ [KM]B/);
  const downloading = here.page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save to a file' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/\.shotgraph\.zip$/);
  const file = await download.path();
  const text = readFileSync(file, 'latin1');
  expect(text).not.toContain(token);
  expect(text).not.toContain('/outputs/');

  const there = await serve(environment);
  const { page, complaints } = await openPage(browser, there.address);
  await page.getByLabel('Open graph file').setInputFiles(file);
  await page.getByText(/Opened with 3 clips, 1 reference and 3 job records\./).waitFor();
  const requests = service.sandbox.charges().length;
  const quoted = await runLive(page);
  expect(quoted).toMatch(/3 reused/);
  expect(service.sandbox.charges()).toHaveLength(requests);
  await film(page).waitFor({ state: 'attached' });
  expect(await filmLength(page)).toBeCloseTo(length, 1);
  expect(await states(page)).not.toContain('failed');
  const records = (await (await clientOf(there)).changes(0)).jobs;
  expect(records.map((record) => presentAttempt(record))).toMatchObject(
    Array.from({ length: 3 }, () => ({ status: 'succeeded', foreign: {} })),
  );

  // The last shot: nothing else follows from it.
  await select(page, 'SH030');
  await page.getByRole('button', { name: 'New take', exact: true }).click();
  await runLive(page);
  expect(service.sandbox.charges()).toHaveLength(requests + 1);
  expect(complaints).toEqual([]);
  expect(here.complaints).toEqual([]);
});
