import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { saveToken } from '../../src/gateway/host/token.ts';
import { presentAttempt } from '../../src/runtime/wire/job-record.ts';
import { serveSandbox, type ServedSandbox, type ServeOptions } from '../../src/sandbox/serve.ts';
import { httpAnswer, rawServer } from './host/raw-server.ts';
import { temporaryFolder } from './host/temporary-folder.ts';
import { ordered, statusOf } from './orders.ts';
import { raw, started } from './started.ts';

const canary = 'canary-7f3a9b';

async function service(options: Partial<ServeOptions> = {}): Promise<ServedSandbox> {
  const served = await serveSandbox({ port: 0, speed: 60, ...options });
  onTestFinished(() => served.close());
  return served;
}

function pointedAt(origin: string): Readonly<Record<string, string>> {
  return { RUNCOMFY_MODEL_API_BASE: origin, SHOTGRAPH_MEDIA_HOSTS: origin };
}

/** Every text below a folder, in one. */
async function everythingIn(folder: string): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = await Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1')));
  return texts.join('\n');
}

describe('a live service', () => {
  test('SEC11 a paid run leaves the token in no answer, log line, printed line or file', async () => {
    const { origin, sandbox } = await service();
    const gateway = await started({ ...pointedAt(origin), RUNCOMFY_TOKEN: canary });
    const { jobKey, order } = ordered('a heron at dawn, secret-prompt', { service: origin });
    await gateway.client.put(jobKey, order);
    await expect.poll(() => statusOf(gateway.client, jobKey), { timeout: 30_000, interval: 200 }).toBe('succeeded');
    expect(sandbox.charges()).toHaveLength(1);
    const paths = [
      '/',
      '/assets/main-Ab12Cd34.js',
      '/api/health',
      '/api/jobs',
      '/api/jobs?after=0',
      '/api/settings',
      `/api/models/live/${order.model}`,
      `/api/jobs/${jobKey}/outputs/video/0`,
      '/api/nowhere',
    ];
    for (const path of paths) {
      const answer = await raw(gateway.port, { path, headers: { 'x-shotgraph-session': gateway.session } });
      expect(JSON.stringify(answer), path).not.toContain(canary);
    }
    expect(await everythingIn(gateway.folder)).not.toContain(canary);
    const said = [...gateway.log, ...gateway.printed].join('');
    expect(said).not.toContain(canary);
    expect(said).not.toContain('secret-prompt');
    expect(said).not.toContain(gateway.session);
    for (const line of gateway.log) expect(JSON.parse(line)).toMatchObject({ event: expect.any(String) });
  }, 40_000);

  test('health says whether the token is valid and the model exists', async () => {
    const { origin } = await service();
    const gateway = await started({ ...pointedAt(origin), RUNCOMFY_TOKEN: canary });
    const live = async () => (await gateway.client.health()).services.live;
    await expect.poll(live).toEqual({ service: origin, token: 'valid', model: 'exists' });
    expect((await gateway.client.health()).version).toBe('1.2.3');
    await expect.poll(() => gateway.printed.at(-1)).toContain(`valid at ${origin}`);
    expect(await gateway.client.catalogue('live', 'bytedance/seedance-v2/pro')).toMatchObject({
      display_name: expect.any(String),
    });
    expect(await gateway.client.catalogue('live', 'no/such-model')).toBeUndefined();
  });

  test('health says when the model has moved, when the token is refused, and when there is none', async () => {
    const moved = await service({ models: ['bytedance/seedance-2.0/pro'] });
    const first = await started({ ...pointedAt(moved.origin), RUNCOMFY_TOKEN: canary });
    await expect
      .poll(async () => (await first.client.health()).services.live)
      .toMatchObject({ token: 'valid', model: 'missing' });
    const refusing = await rawServer((socket) => socket.end('HTTP/1.1 401 No\r\ncontent-length: 2\r\n\r\n{}'));
    const second = await started({ ...pointedAt(`http://127.0.0.1:${refusing.port}`), RUNCOMFY_TOKEN: canary });
    await expect.poll(async () => (await second.client.health()).services.live).toMatchObject({ token: 'refused' });
    const calls = refusing.connections();
    const third = await started(pointedAt(`http://127.0.0.1:${refusing.port}`));
    expect((await third.client.health()).services.live).toMatchObject({ token: 'none', model: 'unknown' });
    expect(await third.client.catalogue('live', 'bytedance/seedance-v2/pro')).toBeUndefined();
    expect(refusing.connections()).toBe(calls);
  });

  test('U02 a token that is saved while the gateway runs counts at once', async () => {
    const { origin } = await service();
    const gateway = await started(pointedAt(origin));
    expect((await gateway.client.health()).services.live.token).toBe('none');
    await saveToken(join(gateway.folder, 'token'), canary);
    await expect.poll(async () => (await gateway.client.health()).services.live.token).toBe('valid');
  });

  test('SEC08 a redirected submit stops there: the second host sees nothing', async () => {
    const second = await rawServer((socket) => socket.end());
    const first = await rawServer((socket) =>
      socket.end(`HTTP/1.1 307 Moved\r\nlocation: http://127.0.0.1:${second.port}/\r\ncontent-length: 0\r\n\r\n`),
    );
    const origin = `http://127.0.0.1:${first.port}`;
    const gateway = await started({ ...pointedAt(origin), RUNCOMFY_TOKEN: canary });
    const { jobKey, order } = ordered('one', { service: origin });
    await gateway.client.put(jobKey, order);
    await expect.poll(() => statusOf(gateway.client, jobKey)).toBe('rejected');
    expect(first.received()).toContain(`Bearer ${canary}`);
    expect(second.connections()).toBe(0);
  });

  test('U01 a service that repeats the token in its refusal does not bring it into record, answer or log', async () => {
    const echo = await rawServer((socket, text) => {
      const body = JSON.stringify({ error_code: 400001, error_message: `no such model for ${text}` });
      if (text.includes('\r\n\r\n')) socket.end(httpAnswer('400 Bad Request', body, `x-echo: ${canary}`));
    });
    const origin = `http://127.0.0.1:${echo.port}`;
    const gateway = await started({ ...pointedAt(origin), RUNCOMFY_TOKEN: canary });
    const { jobKey, order } = ordered('one', { service: origin });
    await gateway.client.put(jobKey, order);
    await expect.poll(() => statusOf(gateway.client, jobKey)).toBe('rejected');
    const record = JSON.stringify(await gateway.client.known([jobKey]));
    expect(record).toContain('no such model for');
    expect(record).not.toContain(canary);
    expect(await everythingIn(gateway.folder)).not.toContain(canary);
    expect(gateway.log.join('')).not.toContain(canary);
  });

  test('SEC12 a burst stops at the limit, and waits for a person', async () => {
    const { origin, sandbox } = await service();
    const gateway = await started({
      ...pointedAt(origin),
      RUNCOMFY_TOKEN: canary,
      SHOTGRAPH_MAX_SUBMITS: '3/min,300/day',
    });
    const orders = Array.from({ length: 8 }, (_, n) => ordered(`shot ${n}`, { service: origin }));
    await Promise.all(orders.map(({ jobKey, order }) => gateway.client.put(jobKey, order)));
    const waiting = async () => {
      const { jobs } = await gateway.client.known(orders.map(({ jobKey }) => jobKey));
      return jobs.filter((job) => presentAttempt(job).status === 'claimed' && job.waiting?.for === 'person').length;
    };
    await expect.poll(waiting, { timeout: 5000 }).toBe(5);
    expect(sandbox.charges()).toHaveLength(3);
  });
});

test('SEC13 the next attempt is made only after one that ended without a result', async () => {
  const refusing = await rawServer((socket, text) => {
    if (text.endsWith('}')) socket.end(httpAnswer('400 Bad Request', '{"detail":"no"}'));
    else if (text.startsWith('GET')) socket.end(httpAnswer('200 OK', '{}'));
  });
  const origin = `http://127.0.0.1:${refusing.port}`;
  const { client } = await started({ ...pointedAt(origin), RUNCOMFY_TOKEN: canary });
  const { jobKey, order } = ordered('one', { service: origin });
  const submits = (): number => refusing.received().split('POST ').length - 1;
  await client.put(jobKey, order);
  await expect.poll(() => statusOf(client, jobKey)).toBe('rejected');
  await client.put(jobKey, order);
  expect(submits()).toBe(1);
  await expect(client.put(jobKey, { ...order, attempt: 3 })).rejects.toMatchObject({ httpStatus: 409 });
  await client.put(jobKey, { ...order, attempt: 2 });
  await expect.poll(submits).toBe(2);
});

describe('what stops a start is one clear line', () => {
  test('a port that is taken', async () => {
    const { port } = await rawServer(() => undefined);
    const folder = join(await temporaryFolder(), 'data');
    const refusal = new RegExp(`^Port ${port} is taken[^\\n]*$`);
    await expect(started({ PORT: String(port) }, { folder })).rejects.toThrow(refusal);
    // Nothing was left open: the folder can have an owner at once.
    expect((await (await started({}, { folder })).client.health()).version).toBe('1.2.3');
  });

  test('SEC11 a token file that others can read', async () => {
    const gateway = await started();
    const file = join(gateway.folder, 'token');
    await writeFile(file, canary, { mode: 0o644 });
    await expect(started({ SHOTGRAPH_TOKEN_FILE: file })).rejects.toThrow(/^The token file .* chmod 600 [^\n]*$/);
  });

  test('no build', async () => {
    await expect(started({}, { app: '/nonexistent' })).rejects.toThrow(/^The app is not built in .*npm run build$/);
  });
});
