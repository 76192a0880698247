import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from 'vite';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { loadSessionValue } from '../../src/gateway/host/session-value.ts';
import { createHttpJobClient } from '../../src/runtime/client/http-job-client.ts';
import type { JobClient } from '../../src/runtime/wire/job-client.ts';
import { makeClip, type Clip } from '../../src/sandbox/clip/make-clip.ts';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import { temporaryFolder } from './host/temporary-folder.ts';
import { ordered, statusOf } from './orders.ts';
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
): Promise<GatewayProcess> {
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, PORT: '0', SHOTGRAPH_DATA_DIR: folder, ...variables };
  const child = spawn(process.execPath, [program, app], { env, stdio: ['ignore', 'pipe', 'pipe'] });
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
  const statuses = await Promise.all(orders.map(({ jobKey }) => statusOf(client, jobKey)));
  // Whoever was told an id keeps the job; only a submit whose answer was cut off is left to a person.
  expect(statuses.slice(-1)).toEqual(['succeeded']);
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
