import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { examine, type ExaminePorts } from '../../../src/cli/doctor/examine.ts';
import { reportText } from '../../../src/cli/doctor/report.ts';
import { watchService } from '../../../src/cli/doctor/watch-service.ts';
import { readEnvironment } from '../../../src/gateway/host/environment.ts';
import { createHttpsTransport } from '../../../src/gateway/host/https-transport.ts';
import { systemClock } from '../../../src/gateway/host/system-clock.ts';
import { withoutEcho } from '../../../src/gateway/host/without-echo.ts';
import type { Faults } from '../../../src/sandbox/faults.ts';
import { serveSandbox } from '../../../src/sandbox/serve.ts';
import { temporaryFolder } from '../../gateway/host/temporary-folder.ts';

const token = 'canary-token-of-the-doctor';

async function live(faults?: Faults) {
  const served = await serveSandbox({ port: 0, ...(faults && { faults }) });
  onTestFinished(() => served.close());
  return served;
}

interface Wish {
  readonly variables?: Readonly<Record<string, string>>;
  readonly ports?: Partial<ExaminePorts>;
}

/** The free checks over a folder of their own against a service, and what their report says. */
async function examined(origin: string, { variables = {}, ports = {} }: Wish = {}) {
  const folder = await temporaryFolder();
  const given = {
    SHOTGRAPH_DATA_DIR: folder,
    RUNCOMFY_MODEL_API_BASE: origin,
    SHOTGRAPH_MEDIA_HOSTS: origin,
    RUNCOMFY_TOKEN: token,
    ...variables,
  };
  const { watch, seen } = watchService(systemClock);
  const { verdicts, models, differences } = await examine({
    environment: readEnvironment(given, '/nonexistent'),
    variables: {},
    version: '1.2.3',
    engines: '>=20.0.0',
    clock: systemClock,
    transport: watch.transport(withoutEcho(createHttpsTransport())),
    exchanges: seen.exchanges,
    limitMs: 5_000,
    ...ports,
  });
  const findings = { seen, models, differences };
  const report = reportText({ version: '1.2.3', at: 0, service: origin, verdicts, findings });
  expect(report).not.toContain(token);
  const by = Object.fromEntries(verdicts.map((verdict) => [verdict.check, verdict]));
  return { by, report, exchanges: seen.exchanges };
}

test('SEC11 against a service that is well everything is well, and the token goes nowhere but into its header', async () => {
  const { origin, sandbox } = await live();
  const { by, exchanges } = await examined(origin);
  expect(Object.values(by).filter(({ status }) => status === 'fail')).toEqual([]);
  for (const check of ['network', 'token', 'model', 'catalogue', 'clock', 'sandbox'])
    expect(by[check]?.status).toBe('ok');
  expect(exchanges.map(({ method }) => method)).toEqual(['GET', 'GET', 'GET']);
  expect(sandbox.charges()).toHaveLength(0);
});

test('H02 a refused token fails by its name, and the other id of the model is not asked for', async () => {
  const body = JSON.stringify({ error_code: 400004, error_message: `not ${token}` });
  const { origin } = await live(() => ({ instead: { kind: 'answer', status: 401, body } }));
  const { by, report, exchanges } = await examined(origin);
  expect(by.token).toMatchObject({ status: 'fail', remedy: expect.stringContaining('shotgraph login') });
  expect(exchanges).toHaveLength(1);
  expect(report).toContain('error_code: 400004');
});

test('without a token the service is asked once without one, and nothing fails', async () => {
  const { origin } = await live();
  const { by, exchanges } = await examined(origin, { variables: { RUNCOMFY_TOKEN: '' } });
  expect(by.token?.status).toBe('warn');
  expect(exchanges).toHaveLength(1);
  expect(by.clock?.status).toBe('ok');
});

test('H05 the old id that is gone and the new one that is there are both told', async () => {
  const old = 'bytedance/seedance-v2/pro';
  const { origin } = await live(({ operation, model }) =>
    operation === 'model' && model === old
      ? { instead: { kind: 'answer', status: 404, body: '{"error_code":404001,"error_message":"gone"}' } }
      : undefined,
  );
  const { by } = await examined(origin);
  expect(by.model).toMatchObject({ status: 'warn', says: expect.stringContaining('seedance-2.0/pro is.') });
  expect(by.catalogue?.status).toBe('ok');
});

test('an HTML page of a CDN is no catalogue, and its text is in no report', async () => {
  const { origin } = await live(() => ({
    instead: { kind: 'answer', status: 502, headers: { 'content-type': 'text/html' }, body: '<h1>secret page</h1>' },
  }));
  const { by, report } = await examined(origin);
  expect(by.token?.status).toBe('warn');
  expect(by.catalogue?.status).toBe('warn');
  expect(report).not.toContain('secret page');
  expect(report).toContain('pro: 502');
});

test('H22 a service that hangs is given up after the limit', async () => {
  const { origin } = await live(() => ({ delayMs: 600_000 }));
  const { by, report } = await examined(origin, { ports: { limitMs: 150 } });
  expect(by.token).toMatchObject({ status: 'warn', says: expect.stringContaining('could not be asked') });
  expect(report).toContain('lost: nothing was done within 150 ms');
});

test('SEC08 a redirect is an answer and is not followed', async () => {
  const asked: string[] = [];
  const elsewhere = await live(({ path }) => void asked.push(path));
  const { origin } = await live(() => ({
    instead: { kind: 'answer', status: 307, headers: { location: `${elsewhere.origin}/v1/models/x` }, body: '' },
  }));
  const { by } = await examined(origin);
  expect(by.token?.status).toBe('warn');
  expect(asked).toEqual([]);
});

test('H24 without a network the first step that fails is told, and no token is sent', async () => {
  const resolve = (): Promise<never> => Promise.reject(new Error('getaddrinfo ENOTFOUND'));
  const { by, exchanges } = await examined('https://api.example', { ports: { resolve } });
  expect(by.network).toMatchObject({ status: 'fail', says: expect.stringContaining('ENOTFOUND') });
  expect(by.sandbox?.status).toBe('ok');
  expect(exchanges).toEqual([]);
});

test('SEC09 a media host that points inside is told', async () => {
  const { origin } = await live();
  const { by } = await examined(origin, {
    variables: { SHOTGRAPH_MEDIA_HOSTS: 'cdn.example' },
    ports: { resolve: async (host) => [host === 'cdn.example' ? '10.0.0.1' : '127.0.0.1'] },
  });
  expect(by.network).toMatchObject({
    status: 'warn',
    details: expect.arrayContaining(['cdn.example: points to 10.0.0.1, which is not public']),
  });
});

test('SEC11 a token file that others can read is not taken, and what it holds is not told', async () => {
  const { origin } = await live();
  const file = join(await temporaryFolder(), 'token');
  await writeFile(file, token, { mode: 0o644 });
  const { by } = await examined(origin, { variables: { RUNCOMFY_TOKEN: '', SHOTGRAPH_TOKEN_FILE: file } });
  expect(by.token).toMatchObject({ status: 'fail', says: expect.stringContaining('can be read by others') });
});

test('S14 a damaged journal is told and left as it is', async () => {
  const { origin } = await live();
  const folder = join(await temporaryFolder(), 'data');
  await mkdir(folder, { mode: 0o700 });
  await writeFile(join(folder, 'journal.jsonl'), '{"crc":"00000000","entry":{}}\nhalf a li');
  const { by } = await examined(origin, { variables: { SHOTGRAPH_DATA_DIR: folder } });
  expect(by.journal).toMatchObject({ status: 'warn', says: expect.stringContaining('1 line of it cannot be read') });
  expect(by.journal?.details).toContainEqual(expect.stringContaining('torn'));
});
