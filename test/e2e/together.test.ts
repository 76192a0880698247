import { expect, test } from 'vitest';
import { presentAttempt } from '../../src/runtime/wire/job-record.ts';
import { start, temporaryFolder } from './command.ts';
import { clientOf, launch, openPage, rows, serve, states } from './editor-page.ts';
import { smallStoryboard } from './graph-files.ts';
import { agree, askForQuote, openFile } from './live-editor.ts';
import { watchedService } from './watched-service.ts';

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
    await openFile(page, file, 'Small market');
    await askForQuote(page);
  }
  const out = temporaryFolder();
  const limits = ['--yes', '--max-jobs', '3', '--max-seconds', '12', '--inline', '--json'];
  const command = start(['run', file, '--out', out, ...limits], {
    ...service.environment,
    SHOTGRAPH_DATA_DIR: served.data,
  });
  await Promise.all(tabs.map(agree));

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
