import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { encodeJournalLine } from '../../src/gateway/host/journal-line.ts';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import { rawServer } from './host/raw-server.ts';
import { temporaryFolder } from './host/temporary-folder.ts';
import { ordered, statusOf } from './orders.ts';
import { builtApp, started } from './started.ts';

test('B03 a job in flight goes on in the next gateway over the same folder, and its clip arrives', async () => {
  const folder = join(await temporaryFolder(), 'data');
  const app = await builtApp();
  const first = await started({ SHOTGRAPH_SANDBOX_SPEED: '1' }, { folder, app });
  const { jobKey, order } = ordered('a heron at dawn');
  await first.client.put(jobKey, order);
  await expect.poll(() => statusOf(first.client, jobKey), { timeout: 10_000 }).toMatch(/^in_/);
  await first.stop();
  const second = await started({ SHOTGRAPH_SANDBOX_SPEED: '1' }, { folder, app });
  expect(second.session).toBe(first.session);
  await expect.poll(() => statusOf(second.client, jobKey), { timeout: 30_000, interval: 200 }).toBe('succeeded');
  const { jobs } = await second.client.history({ offset: 0, limit: 10 });
  expect(jobs.map((job) => job.attempts.length)).toEqual([1]);
  expect((await second.client.output(jobKey, 'video', 0)).size).toBeGreaterThan(1000);
}, 60_000);

test('M8 a clip whose file was deleted comes back when it is asked for', async () => {
  const { client, folder } = await started();
  const { jobKey, order } = ordered('a heron at dawn');
  await client.put(jobKey, order);
  await expect.poll(() => statusOf(client, jobKey), { timeout: 20_000 }).toBe('succeeded');
  const before = await (await client.output(jobKey, 'video', 0)).arrayBuffer();
  const media = join(folder, 'media');
  for (const name of await readdir(media)) await rm(join(media, name));
  const after = await (await client.output(jobKey, 'video', 0)).arrayBuffer();
  expect(Buffer.from(after).equals(Buffer.from(before))).toBe(true);
  await expect(client.output(jobKey, 'video', 1)).rejects.toMatchObject({ code: 'no-such-output', httpStatus: 404 });
}, 60_000);

test('M5 a job found claimed is not sent until it is asked for again', async () => {
  const folder = join(await temporaryFolder(), 'data');
  const served = await serveSandbox({ port: 0, speed: 60 });
  onTestFinished(() => served.close());
  const variables = { RUNCOMFY_MODEL_API_BASE: served.origin, SHOTGRAPH_MEDIA_HOSTS: served.origin };
  const first = await started(variables, { folder });
  const { jobKey, order } = ordered('one', { service: served.origin });
  // Without a token the job stays claimed.
  await first.client.put(jobKey, order);
  expect(await statusOf(first.client, jobKey)).toBe('claimed');
  await first.stop();
  const second = await started({ ...variables, RUNCOMFY_TOKEN: 'given' }, { folder });
  await expect.poll(async () => (await second.client.health()).services.live.token).toBe('valid');
  expect(await statusOf(second.client, jobKey)).toBe('claimed');
  expect(served.sandbox.charges()).toHaveLength(0);
  await second.client.continueService('live', { spendGuard: false, jobs: [{ jobKey, attempt: 1 }] });
  await second.client.put(jobKey, order);
  await expect.poll(() => served.sandbox.charges().length).toBe(1);
}, 30_000);

test('M5 a job found submitting is uncertain, and nothing is sent', async () => {
  const parent = await temporaryFolder();
  const sockets: Socket[] = [];
  const silent = await rawServer((socket) => sockets.push(socket));
  const origin = `http://127.0.0.1:${silent.port}`;
  const variables = { RUNCOMFY_MODEL_API_BASE: origin, RUNCOMFY_TOKEN: 'given' };
  const first = await started(variables, { folder: join(parent, 'first') });
  const { jobKey, order } = ordered('one', { service: origin });
  await first.client.put(jobKey, order);
  const submits = (): number => silent.received().split('POST ').length - 1;
  await expect.poll(submits).toBe(1);
  // What the disk holds now is what a kill at this moment leaves behind.
  await mkdir(join(parent, 'second'));
  await copyFile(join(first.folder, 'journal.jsonl'), join(parent, 'second', 'journal.jsonl'));
  const second = await started(variables, { folder: join(parent, 'second') });
  await expect.poll(() => statusOf(second.client, jobKey)).toBe('uncertain');
  await second.client.put(jobKey, order);
  expect(await statusOf(second.client, jobKey)).toBe('uncertain');
  expect(submits()).toBe(1);
  for (const socket of sockets) socket.destroy();
});

test('M12 a second gateway on one folder says where the first is, and leaves everything alone', async () => {
  const first = await started();
  await expect(started({}, { folder: first.folder, app: first.app })).rejects.toMatchObject({
    why: 'owned',
    ownerAddress: first.address,
  });
  expect((await first.client.health()).version).toBe('1.2.3');
  await first.stop();
  const second = await started({}, { folder: first.folder, app: first.app });
  expect((await second.client.health()).version).toBe('1.2.3');
});

test('S14 a torn last line does not stop a start, and is said in the log', async () => {
  const folder = join(await temporaryFolder(), 'data');
  const first = await started({}, { folder });
  await first.client.saveSettings({ acceptedModels: { 'a/b': 'a/c' }, inlineMedia: true });
  await first.stop();
  await writeFile(join(folder, 'journal.jsonl'), encodeJournalLine({ kind: 'settings' }).slice(0, 30), { flag: 'a' });
  const second = await started({}, { folder });
  expect(await second.client.settings()).toEqual({ acceptedModels: { 'a/b': 'a/c' }, inlineMedia: true });
  expect(second.log.join('')).toContain('"torn":true');
  expect((await second.client.health()).damage).toBeUndefined();
});

test('S14 records that cannot be read are said to whoever asks, with the file that still holds them', async () => {
  const folder = join(await temporaryFolder(), 'data');
  const first = await started({}, { folder });
  await first.client.saveSettings({ inlineMedia: true });
  await first.stop();
  const journal = join(folder, 'journal.jsonl');
  await writeFile(journal, 'no line of a journal\n{"neither":"this"}\n', { flag: 'a' });
  for (const time of [1, 2]) {
    const next = await started({}, { folder });
    expect([time, (await next.client.health()).damage]).toEqual([time, { setAside: 2, file: journal }]);
    await next.stop();
  }
});
