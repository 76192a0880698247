import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { launch, openPage, rehearse, rows, serve, states, submits, untilEnded, untilRunEnds } from './editor-page.ts';
import { oneShot, written } from './graph-files.ts';

async function open(page: Page, words: string): Promise<void> {
  await page.getByLabel('Open graph file').setInputFiles(oneShot(words));
  await expect.poll(() => states(page)).toHaveLength(4);
}

/** The outline's row of the shot itself. */
const shot = (page: Page) => page.locator('[data-node-id="2"][data-state]');

test('J05 a sound that is refused is told with its cause, and the shot passes without it, as one step of undo', async () => {
  const { page, complaints } = await openPage(await launch(), (await serve()).address);
  await open(page, '[refuse: sound]');
  expect(await rehearse(page)).toBe('failed');
  await expect.poll(() => shot(page).getAttribute('data-state')).toBe('failed');
  await expect.poll(() => shot(page).textContent()).toContain('failed, not charged');
  expect(await shot(page).textContent()).toMatch(/The sound: .*output audio may contain sensitive information/s);
  await shot(page).evaluate((row) => (row as HTMLElement).click());
  const card = page.getByRole('region', { name: 'Refusal' });
  expect(await card.textContent()).toContain('not billed');
  expect(await untilRunEnds(page, () => card.getByRole('button', { name: 'Try without sound' }).click())).toBe(
    'succeeded',
  );
  expect(await shot(page).getAttribute('data-state')).toBe('succeeded');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect.poll(() => shot(page).getAttribute('data-state')).toBe('failed');
  expect(complaints).toEqual([]);
});

test('H01 a refused prompt leads to its text, with the cursor in it, and tried again it is refused again', async () => {
  const served = await serve();
  const { page, complaints } = await openPage(await launch(), served.address);
  await open(page, '[refuse: prompt]');
  expect(await rehearse(page)).toBe('failed');
  expect(await shot(page).getAttribute('data-state')).toBe('rejected');
  await shot(page).evaluate((row) => (row as HTMLElement).click());
  const card = page.getByRole('region', { name: 'Refusal' });
  expect(await untilRunEnds(page, () => card.getByRole('button', { name: 'Try again' }).click())).toBe('failed');
  await card.getByRole('button', { name: 'Edit prompt' }).click();
  const field = page.getByRole('complementary', { name: 'Inspector' }).getByRole('textbox', { name: 'Prompt' });
  await expect.poll(() => field.evaluate((element) => element.matches(':focus'))).toBe(true);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('A calm lake.');
  expect(await rehearse(page)).toBe('succeeded');
  expect(submits(served)).toBe(1);
  expect(complaints).toEqual([]);
});

test('H15 H14 a page in place of an answer is uncertain, its script is text, and a person decides by keyboard alone', async () => {
  const rules = [{ when: { operation: 'submit', nth: 1 }, do: '502-html' }];
  const faults = written('faults.json', JSON.stringify({ rules }));
  const served = await serve({ SHOTGRAPH_SANDBOX_FAULTS: faults });
  const { page, complaints } = await openPage(await launch(), served.address);
  await open(page, 'Dawn.');
  await page.getByRole('button', { name: 'Rehearse', exact: true }).click();
  await expect.poll(() => shot(page).getAttribute('data-state')).toBe('uncertain');
  await expect
    .poll(() => page.getByRole('status').allTextContents())
    .toContainEqual(expect.stringContaining('may have been sent: it needs your decision.'));
  await page.keyboard.press('Control+Alt+d');
  const dialog = page.getByRole('dialog');
  await expect.poll(() => dialog.textContent()).toContain('The answer was HTTP 502');
  expect(await dialog.textContent()).toContain('<script>window.__xss = 1</script>');
  for (let presses = 0; presses < 3; presses += 1) {
    await page.keyboard.press('Tab');
    if (
      await dialog
        .getByRole('radio')
        .first()
        .evaluate((element) => element.matches(':focus'))
    )
      break;
  }
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => dialog.getByRole('radio', { name: 'It was not sent' }).isChecked()).toBe(true);
  expect(submits(served)).toBe(1);
  await dialog.getByRole('button', { name: 'Send it now' }).press('Enter');
  expect(await untilEnded(page)).toBe('succeeded');
  expect(submits(served)).toBe(2);
  expect(await page.evaluate(() => '__xss' in window)).toBe(false);
  expect(await rows(page).count()).toBe(4);
  expect(complaints).toEqual([]);
});
