import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { writeGraphFile } from '../../src/graph/file/write-graph-file.ts';
import { nodeRegistry } from '../../src/node-registry.ts';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import { addShot, builder } from '../graph/build.ts';
import { temporaryFolder } from './command.ts';
import {
  launch,
  openPage,
  rehearse,
  rows,
  select,
  serve,
  states,
  submits,
  untilEnded,
  untilRunEnds,
} from './editor-page.ts';

/** A file with one shot of 4 s at 480p, and its film. */
function oneShot(): string {
  const b = builder();
  const { clip } = addShot(b, 'SH010', 'A paper boat crosses a puddle.');
  const film = b.add('Storyboard', {}, 'Boat');
  b.link(clip, 'video', film, 'shots_1');
  const file = join(temporaryFolder(), 'boat.json');
  writeFileSync(file, writeGraphFile({ ...b.document, title: 'Boat' }, nodeRegistry));
  return file;
}

/** A gateway with a token and a service of its own, and the boat opened in it. */
async function live(options: Partial<Parameters<typeof serveSandbox>[0]> = {}) {
  const service = await serveSandbox({ port: 0, speed: 20, ...options });
  onTestFinished(() => service.close());
  const served = await serve({
    RUNCOMFY_MODEL_API_BASE: service.origin,
    RUNCOMFY_TOKEN: 'a-token',
    SHOTGRAPH_MEDIA_HOSTS: service.origin,
  });
  const opened = await openPage(await launch(), served.address);
  await open(opened.page, oneShot());
  return { ...opened, served, charges: () => service.sandbox.charges() };
}

async function open(page: Page, file: string): Promise<void> {
  await page.getByLabel('Open graph file').setInputFiles(file);
  await expect.poll(() => page.title()).toContain('Boat');
}

/** Presses *Run* and agrees to the quote. */
async function agreeToRun(page: Page): Promise<void> {
  const run = page.getByRole('button', { name: 'Run', exact: true });
  await expect.poll(() => run.isEnabled()).toBe(true);
  await run.click();
  await page.getByRole('button', { name: 'Agree and run', exact: true }).click();
}

describe('what only a person decides', () => {
  test('a new take buys the same inputs once more, and the take before stays', async () => {
    const served = await serve();
    const { page, complaints } = await openPage(await launch(), served.address);
    await open(page, oneShot());
    expect(await rehearse(page)).toBe('succeeded');
    await select(page, 'SH010');
    await page.getByRole('button', { name: 'New take', exact: true }).click();
    expect(submits(served)).toBe(1);
    expect(await rehearse(page)).toBe('succeeded');
    expect(submits(served)).toBe(2);
    await page.keyboard.press('Control+z');
    expect(await rehearse(page)).toBe('succeeded');
    expect(submits(served)).toBe(2);
    expect(complaints).toEqual([]);
  });

  test('M4 an answer that was lost is uncertain, nothing is sent again, and the person’s "it was not sent" is', async () => {
    const { page, charges, complaints } = await live({
      // The connection dies before the service took the request: only the person can find that out.
      faults: ({ operation, n }) =>
        operation === 'submit' && n === 1 ? { instead: { kind: 'drop', how: 'reset' } } : undefined,
    });
    await agreeToRun(page);
    await expect.poll(async () => (await states(page)).includes('uncertain'), { timeout: 20_000 }).toBe(true);
    expect(charges()).toHaveLength(0);
    await select(page, 'SH010');
    await page.locator('shotgraph-inspector').getByRole('button', { name: /Check/ }).click();
    const dialog = page.locator('shotgraph-uncertain-dialog');
    await dialog
      .getByText(/not sent/i)
      .first()
      .click();
    await dialog.getByRole('button', { name: /Send it now/ }).click();
    expect(await untilEnded(page)).toBe('succeeded');
    expect(charges()).toHaveLength(1);
    expect(complaints).toEqual([]);
  });

  test('M4 a request that did arrive is attached by its id, and its clip is collected without paying again', async () => {
    const { page, charges, complaints } = await live({
      faults: ({ operation, n }) =>
        operation === 'submit' && n === 1 ? { takesEffect: true, instead: { kind: 'drop', how: 'reset' } } : undefined,
    });
    await agreeToRun(page);
    await expect.poll(async () => (await states(page)).includes('uncertain'), { timeout: 20_000 }).toBe(true);
    expect(charges()).toHaveLength(1);
    await select(page, 'SH010');
    await page.locator('shotgraph-inspector').getByRole('button', { name: /Check/ }).click();
    const dialog = page.locator('shotgraph-uncertain-dialog');
    await dialog.getByRole('radio').first().check();
    await dialog.getByRole('textbox').fill(charges()[0]?.requestId ?? '');
    await dialog.getByRole('button', { name: /Attach/ }).click();
    expect(await untilEnded(page)).toBe('succeeded');
    expect(charges()).toHaveLength(1);
    expect(complaints).toEqual([]);
  });

  test('a model id that moved is offered under its new name, and after one consent the same key is bought', async () => {
    const { page, charges, complaints } = await live({ models: ['bytedance/seedance-2.0/pro'] });
    await untilRunEnds(page, () => agreeToRun(page));
    expect(await states(page)).toContain('rejected');
    expect(charges()).toHaveLength(0);
    await select(page, 'SH010');
    await page.locator('shotgraph-inspector').getByRole('button', { name: 'Send the newer id from now on' }).click();
    await page.getByText('From now on bytedance/seedance-2.0/pro is sent.').waitFor();
    expect(await untilRunEnds(page, () => agreeToRun(page))).toBe('succeeded');
    expect(charges()).toHaveLength(1);
    expect(complaints).toEqual([]);
  });
});

describe('several windows', () => {
  test('B05 Rehearse and Run pressed in two windows at once buy each shot once, and both show it', async () => {
    const { page, served, charges } = await live();
    await rehearse(page);
    expect(submits(served)).toBe(1);
    const second = await openPage(page.context().browser() ?? (await launch()), served.address);
    await open(second.page, oneShot());
    await Promise.all([agreeToRun(page), agreeToRun(second.page)]);
    expect(await untilEnded(page)).toBe('succeeded');
    expect(await untilEnded(second.page)).toBe('succeeded');
    expect(charges()).toHaveLength(1);
    expect((await rows(second.page).count()) > 0).toBe(true);
  });

  test('U03 a storm of clicks on Rehearse makes each shot once', async () => {
    const served = await serve();
    const { page, complaints } = await openPage(await launch(), served.address);
    await open(page, oneShot());
    const button = page.getByRole('button', { name: 'Rehearse', exact: true });
    await untilRunEnds(page, async () => {
      for (let n = 0; n < 20; n++) await button.click({ force: true, noWaitAfter: true });
    });
    expect(submits(served)).toBe(1);
    expect(complaints).toEqual([]);
  });
});
