import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { presentAttempt } from '../../src/runtime/wire/job-record.ts';
import { start, storyboard, temporaryFolder } from './command.ts';
import { clientOf, launch, openPage, rows, serve, states } from './editor-page.ts';
import { watchedService } from './watched-service.ts';

/** The storyboard with shots of 4 s at 480p: three generations, one local picture. */
function smallStoryboard(): string {
  const text = readFileSync(storyboard, 'utf8')
    .replaceAll('"720p"', '"480p"')
    .replaceAll(/"duration": \d+/g, '"duration": 4');
  const file = join(temporaryFolder(), 'together.json');
  writeFileSync(file, text);
  return file;
}

test('B04 B05 B14 M6 M12 three tabs and a command line that press Run together buy each shot once, and all see the same jobs', async () => {
  const service = await watchedService({ speed: 4 });
  const served = await serve(service.environment);
  const file = smallStoryboard();
  const browser = await launch();
  const first = await openPage(browser, served.address);
  const second = await first.page.context().newPage();
  await second.goto(served.address);
  await rows(second).first().waitFor({ state: 'attached' });
  const other = await openPage(browser, served.address);
  const tabs = [first.page, second, other.page];
  for (const page of tabs) {
    await page.getByLabel('Open graph file').setInputFiles(file);
    await expect.poll(() => rows(page).count(), { timeout: 20_000 }).toBe(11);
    const run = page.getByRole('button', { name: 'Run', exact: true });
    await expect.poll(() => run.isEnabled(), { timeout: 20_000 }).toBe(true);
    await run.click();
    await page.getByRole('button', { name: 'Agree and run', exact: true }).waitFor();
    await page.locator('shotgraph-quote-dialog').getByRole('checkbox').first().check();
  }
  const out = temporaryFolder();
  const limits = ['--yes', '--max-jobs', '3', '--max-seconds', '12', '--inline', '--json'];
  const command = start(['run', file, '--out', out, ...limits], {
    ...service.environment,
    SHOTGRAPH_DATA_DIR: served.data,
  });
  await Promise.all(tabs.map((page) => page.getByRole('button', { name: 'Agree and run', exact: true }).click()));

  const { code, out: said, err } = await command.ended;
  expect(code, err).toBe(0);
  const client = await clientOf(served);
  const { jobs } = await client.history({ offset: 0, limit: 100 });
  expect(jobs.map((job) => presentAttempt(job).status)).toEqual(['succeeded', 'succeeded', 'succeeded']);
  expect(service.charges()).toBe(3);
  for (const page of tabs) {
    await expect
      .poll(async () => (await states(page)).filter((state) => /^(succeeded|reused)$/.test(state)).length, {
        timeout: 30_000,
      })
      .toBeGreaterThanOrEqual(7);
  }
  const ids = jobs.flatMap(({ attempts }) => attempts.flatMap((a) => ('requestId' in a ? [a.requestId ?? ''] : [])));
  for (const id of ids) expect(said).toContain(id);
  expect(service.charges()).toBe(3);
  expect(first.complaints).toEqual([]);
}, 120_000);
