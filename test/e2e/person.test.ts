import { describe, expect, test } from 'vitest';
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
import { boat } from './graph-files.ts';
import { agreeToRun, liveEditor, openFile } from './live-editor.ts';

/** A live editor with one shot and its film. */
async function live(options: Parameters<typeof liveEditor>[0] = {}) {
  const opened = await liveEditor(options);
  await openFile(opened.page, boat('SH010'), 'Boat');
  return opened;
}

describe('what only a person decides', () => {
  test('a new take buys the same inputs once more, and the take before stays', async () => {
    const served = await serve();
    const { page, complaints } = await openPage(await launch(), served.address);
    await openFile(page, boat('SH010'), 'Boat');
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
    await expect.poll(async () => (await states(page)).includes('uncertain')).toBe(true);
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
    await expect.poll(async () => (await states(page)).includes('uncertain')).toBe(true);
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
    await openFile(second.page, boat('SH010'), 'Boat');
    await Promise.all([agreeToRun(page), agreeToRun(second.page)]);
    expect(await untilEnded(page)).toBe('succeeded');
    expect(await untilEnded(second.page)).toBe('succeeded');
    expect(charges()).toHaveLength(1);
    expect((await rows(second.page).count()) > 0).toBe(true);
  });

  test('U03 a storm of clicks on Rehearse makes each shot once', async () => {
    const served = await serve();
    const { page, complaints } = await openPage(await launch(), served.address);
    await openFile(page, boat('SH010'), 'Boat');
    const button = page.getByRole('button', { name: 'Rehearse', exact: true });
    await untilRunEnds(page, async () => {
      for (let n = 0; n < 20; n++) await button.click({ force: true, noWaitAfter: true });
    });
    expect(submits(served)).toBe(1);
    expect(complaints).toEqual([]);
  });
});
