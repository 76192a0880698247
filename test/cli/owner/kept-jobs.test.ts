import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keptJobs } from '../../../src/cli/owner/kept-jobs.ts';
import { openFileJournal } from '../../../src/gateway/host/file-journal.ts';
import type { JsonObject } from '../../../src/graph/json.ts';
import { presentAttempt } from '../../../src/runtime/wire/job-record.ts';
import { temporaryFolder } from '../../gateway/host/temporary-folder.ts';
import { ordered } from '../../gateway/orders.ts';

/** A journal whose only job was being sent when its owner ended. */
async function journalOfOneSubmitting(): Promise<string> {
  const path = join(await temporaryFolder(), 'journal.jsonl');
  const journal = await openFileJournal(path);
  const { jobKey, order } = ordered('Being sent.');
  const { service, model, request, take, media, origin } = order;
  const about = { jobKey, attempt: 1, at: 1 };
  const events = [
    { type: 'claimed', ...about, service, model, take, request, media, origin },
    { type: 'submitting', ...about, model, body: request },
  ];
  for (const [index, event] of events.entries())
    await journal.append({ kind: 'job', seq: index + 1, event } as unknown as JsonObject);
  await journal.close();
  return path;
}

async function status(path: string, ownerLives: boolean): Promise<string | undefined> {
  const [record] = (await keptJobs(path, ownerLives, 5))?.records ?? [];
  return record && presentAttempt(record).status;
}

test('M5 what was being sent is uncertain where no owner lives, and under way where one does', async () => {
  const path = await journalOfOneSubmitting();
  expect(await status(path, false)).toBe('uncertain');
  expect(await status(path, true)).toBe('submitting');
});

test('M12 S14 looking writes nothing, also into a journal that is damaged', async () => {
  const path = await journalOfOneSubmitting();
  await appendFile(path, 'no line\n{"crc":"torn');
  const before = await readFile(path, 'utf8');
  expect(await keptJobs(path, false, 5)).toMatchObject({ setAside: 1, torn: true, entries: 2 });
  expect(await readFile(path, 'utf8')).toBe(before);
  await expect(readFile(`${path}.set-aside`)).rejects.toThrow('ENOENT');
});

test('without a journal there is nothing, and an empty one has no jobs', async () => {
  const path = join(await temporaryFolder(), 'journal.jsonl');
  expect(await keptJobs(path, false, 5)).toBeUndefined();
  await writeFile(path, '');
  expect(await keptJobs(path, false, 5)).toMatchObject({ records: [], entries: 0 });
});
