import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readEnvironment } from '../../src/gateway/host/environment.ts';
import { loadSessionValue } from '../../src/gateway/host/session-value.ts';
import { startGateway } from '../../src/gateway/serve.ts';
import { temporaryFolder } from './host/temporary-folder.ts';
import { raw } from './started.ts';

test('SEC02 Vite answers inside the gateway, behind the same rules', async () => {
  const root = await temporaryFolder();
  await mkdir(join(root, 'src'));
  await writeFile(
    join(root, 'index.html'),
    '<html><head></head><body><script type="module" src="/src/main.ts"></script></body></html>',
  );
  await writeFile(join(root, 'src', 'main.ts'), 'export const answer: number = 42;');
  const folder = join(root, 'data');
  const gateway = await startGateway({
    environment: readEnvironment({ PORT: '0', SHOTGRAPH_DATA_DIR: folder }, '/nonexistent'),
    version: '1.2.3',
    appFolder: root,
    graphsFolder: join(root, 'graphs'),
    dev: true,
    print: () => undefined,
    writeLog: () => undefined,
  });
  onTestFinished(() => gateway.stop());
  const port = Number(new URL(gateway.address).port);
  const session = await loadSessionValue(folder);
  const page = await raw(port, {});
  expect(page.body).toContain('/@vite/client');
  expect(page.body).toContain(session);
  expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  expect(page.headers['content-security-policy']).not.toContain('trusted-types');
  const script = await raw(port, { path: '/src/main.ts' });
  expect(script.headers['content-type']).toContain('javascript');
  expect(script.body).not.toContain(': number');
  expect((await raw(port, { path: '/nowhere.ts' })).status).toBe(404);
  const evil = { host: 'evil.example' };
  for (const path of ['/', '/src/main.ts', '/@vite/client']) {
    expect((await raw(port, { path, headers: evil })).status).toBe(403);
  }
  const upgrade = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'a',
  };
  const foreign = raw(port, {
    headers: { ...upgrade, origin: 'https://evil.example', 'sec-websocket-protocol': 'vite-hmr' },
  });
  await expect(foreign).rejects.toThrow('socket hang up');
  expect((await raw(port, { path: '/api/health' })).status).toBe(403);
  const health = await raw(port, { path: '/api/health', headers: { 'x-shotgraph-session': session } });
  expect(health.status).toBe(200);
}, 20_000);
