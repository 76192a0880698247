import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from 'vite';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { loadSessionValue } from '../../src/gateway/host/session-value.ts';
import { createHttpJobClient } from '../../src/runtime/client/http-job-client.ts';
import { GatewayError, type JobClient } from '../../src/runtime/wire/job-client.ts';
import { makeClip, type Clip } from '../../src/sandbox/clip/make-clip.ts';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import { httpAnswer, rawServer } from './host/raw-server.ts';
import { temporaryFolder } from './host/temporary-folder.ts';
import { ordered, statusOf, type Ordered } from './orders.ts';
import { builtApp } from './started.ts';

const project = resolve(import.meta.dirname, '../..');
let program = '';
let bundle = '';

beforeAll(async () => {
  // Below node_modules, so that the bundle finds the packages it imports.
  bundle = await mkdtemp(join(project, 'node_modules', '.gateway-test-'));
  await build({
    configFile: false,
    root: project,
    logLevel: 'error',
    publicDir: false,
    build: { ssr: 'test/gateway/gateway-process.ts', outDir: bundle, minify: false, target: 'node20' },
  });
  program = join(bundle, 'gateway-process.js');
}, 60_000);
afterAll(() => rm(bundle, { recursive: true, force: true }));

interface GatewayProcess {
  readonly client: JobClient;
  kill(): Promise<void>;
}

async function processOver(
  folder: string,
  app: string,
  variables: Readonly<Record<string, string>>,
  /** Kilobytes that any file may have; unlimited by default. */
  fileLimit?: number,
): Promise<GatewayProcess> {
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, PORT: '0', SHOTGRAPH_DATA_DIR: folder, ...variables };
  const command = fileLimit === undefined ? '' : `ulimit -f ${fileLimit}; `;
  const words = ['-c', `${command}exec "$0" "$1" "$2"`, process.execPath, program, app];
  const child = spawn('bash', words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(kill);
  const address = await Promise.race([
    once(child.stdout, 'data').then(([line]) => String(line).trim()),
    ended.then(() => Promise.reject(new Error(`the gateway ended: ${err}`))),
  ]);
  return { client: createHttpJobClient({ base: address, session: await loadSessionValue(folder), fetch }), kill };
}

test('B03 M5 a gateway that is killed at any moment of a paid job never buys it twice, and its clip arrives', async () => {
  let clip: Promise<Clip> | undefined;
  const served = await serveSandbox({ port: 0, speed: 10, makeClip: (request) => (clip ??= makeClip(request)) });
  onTestFinished(() => served.close());
  const variables = {
    RUNCOMFY_TOKEN: 'given',
    RUNCOMFY_MODEL_API_BASE: served.origin,
    SHOTGRAPH_MEDIA_HOSTS: served.origin,
  };
  const folder = join(await temporaryFolder(), 'data');
  const app = await builtApp();
  const moments = [0, 2, 4, 8, 15, 40, 150, 350];
  const orders = moments.map((moment) => ordered(`killed after ${moment} ms`, { service: served.origin }));
  for (const [n, moment] of moments.entries()) {
    const { client, kill } = await processOver(folder, app, variables);
    const { jobKey, order } = orders[n] ?? ordered('');
    // The answer may be what is cut off.
    const asked = client.put(jobKey, order).catch(() => undefined);
    // The fault itself: a kill comes at a moment of the wall clock.
    await wait(moment);
    await kill();
    await asked;
  }
  const told = ordered('killed when the id is known', { service: served.origin });
  const last = await processOver(folder, app, variables);
  await last.client.put(told.jobKey, told.order);
  await expect
    .poll(() => statusOf(last.client, told.jobKey), { timeout: 10_000 })
    .toMatch(/^in_|^downloading|^succeeded/);
  await last.kill();
  const { client } = await processOver(folder, app, variables);
  const boughtBefore = served.sandbox.charges().length;
  for (const { jobKey, order } of orders) {
    const before = await statusOf(client, jobKey);
    if (before === undefined || before === 'claimed') await client.put(jobKey, order);
    await expect
      .poll(() => statusOf(client, jobKey), { timeout: 20_000, interval: 100 })
      .toMatch(/^(succeeded|uncertain)$/);
  }
  expect(boughtBefore).toBeGreaterThan(0);
  const bodies = served.sandbox.charges().map(({ bodyHash }) => bodyHash);
  expect(new Set(bodies).size).toBe(bodies.length);
  // Whoever was told an id keeps the job; only a submit whose answer was cut off is left to a person.
  await expect.poll(() => statusOf(client, told.jobKey), { timeout: 20_000 }).toBe('succeeded');
}, 120_000);

test('M12 a folder whose owner was killed is free at once, and one whose owner lives is not', async () => {
  const folder = join(await temporaryFolder(), 'data');
  const app = await builtApp();
  const first = await processOver(folder, app, {});
  await expect(processOver(folder, app, {})).rejects.toThrow('is owned by a running Shotgraph, at http://127.0.0.1:');
  await first.kill();
  const second = await processOver(folder, app, {});
  expect((await second.client.health()).version).toBe('1.2.3');
}, 30_000);

test('S01 S14 on a disk that takes no more, orders are refused with 507 and nothing of them is sent', async () => {
  const refusing = await rawServer((socket, text) => {
    if (text.includes('"prompt"')) socket.end(httpAnswer('400 Bad Request', '{"detail":"no"}'));
    else if (text.startsWith('GET')) socket.end(httpAnswer('200 OK', '{}'));
  });
  const origin = `http://127.0.0.1:${refusing.port}`;
  const variables = {
    RUNCOMFY_TOKEN: 'given',
    RUNCOMFY_MODEL_API_BASE: origin,
    SHOTGRAPH_MAX_SUBMITS: '900/min,900/day',
  };
  const folder = join(await temporaryFolder(), 'data');
  const app = await builtApp();
  const full = await processOver(folder, app, variables, 24);
  const orders = Array.from({ length: 60 }, (_, n) => ordered(`take number ${n}.`, { service: origin }));
  const refused: Ordered[] = [];
  for (const one of orders) {
    const answer = await full.client.put(one.jobKey, one.order).catch((error: unknown) => error);
    if (!(answer instanceof GatewayError)) continue;
    expect(answer).toMatchObject({ httpStatus: 507, reason: expect.stringContaining(folder) });
    refused.push(one);
  }
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.length).toBeLessThan(orders.length);
  expect((await full.client.known(refused.map(({ jobKey }) => jobKey))).jobs).toEqual([]);
  for (const { order } of refused) expect(refusing.received()).not.toContain(JSON.stringify(order.request.prompt));
  await full.kill();
  const roomy = await processOver(folder, app, variables);
  const kept = await roomy.client.history({ offset: 0, limit: 100 });
  expect(kept.total).toBe(orders.length - refused.length);
  const [again = ordered('')] = refused;
  await roomy.client.put(again.jobKey, again.order);
  await expect.poll(() => statusOf(roomy.client, again.jobKey)).toBe('rejected');
}, 60_000);
