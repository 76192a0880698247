import { readFile, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { hashBytes } from '../../src/graph/hash.ts';
import { temporaryFolder } from './host/temporary-folder.ts';
import { ordered, statusOf } from './orders.ts';
import { raw, started } from './started.ts';

test('a rehearsal goes from claim to a stored clip, which comes back whole', async () => {
  const gateway = await started();
  const { jobKey, order } = ordered('a heron at dawn');
  const before = (await gateway.client.changes(0)).seq;
  expect(await gateway.client.put(jobKey, order)).toMatchObject({ jobKey, attempts: [{ n: 1 }] });
  await expect.poll(() => statusOf(gateway.client, jobKey), { timeout: 30_000, interval: 200 }).toBe('succeeded');
  const clip = await gateway.client.output(jobKey, 'video', 0);
  expect(clip.type).toBe('video/mp4');
  const bytes = new Uint8Array(await clip.arrayBuffer());
  expect(new Uint8Array(await readFile(join(gateway.folder, 'media', `${hashBytes(bytes)}.mp4`)))).toEqual(bytes);
  const changed = await gateway.client.changes(before);
  expect(changed.jobs.map((job) => job.jobKey)).toEqual([jobKey]);
  expect((await gateway.client.changes(changed.seq)).jobs).toEqual([]);
  expect((await gateway.client.history({ search: 'heron', offset: 0, limit: 5 })).total).toBe(1);
  await expect(gateway.client.output(jobKey, 'image', 0)).rejects.toMatchObject({ code: 'no-such-output' });
}, 40_000);

test('pictures that ship with the project are served by hash', async () => {
  const graphs = await temporaryFolder();
  const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 5]);
  await writeFile(join(graphs, 'character.png'), picture);
  const { client } = await started({}, { graphs });
  const found = await client.media(hashBytes(picture));
  expect([found?.type, found?.size]).toEqual(['image/png', 9]);
});

test('settings are kept, and what nobody can cancel is refused with a reason', async () => {
  const { client } = await started();
  expect(await client.settings()).toEqual({ acceptedModels: {}, inlineMedia: false });
  await client.saveSettings({ acceptedModels: { 'a/b': 'a/c' }, inlineMedia: true });
  expect(await client.settings()).toEqual({ acceptedModels: { 'a/b': 'a/c' }, inlineMedia: true });
  await expect(client.cancel('a'.repeat(64))).rejects.toMatchObject({ name: 'GatewayError', httpStatus: 404 });
  await client.continueService('sandbox', { spendGuard: false, jobs: [{ jobKey: 'a'.repeat(64), attempt: 1 }] });
  expect(await client.catalogue('sandbox', 'bytedance/seedance-v2/pro')).toBeDefined();
  expect(await client.catalogue('sandbox', 'no/such-model')).toBeUndefined();
});

test('SEC14 health answers beside 200 slow sockets', async () => {
  const { port, session } = await started();
  const slow = Array.from({ length: 200 }, () => {
    const socket = net.connect({ host: '127.0.0.1', port });
    socket.on('error', () => socket.destroy());
    socket.write('GET / HTTP/1.1\r\nHost: ');
    return socket;
  });
  onTestFinished(() => {
    for (const socket of slow) socket.destroy();
  });
  await Promise.all(slow.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
  const answer = await raw(port, { path: '/api/health', headers: { 'x-shotgraph-session': session } });
  expect(answer.status).toBe(200);
});
