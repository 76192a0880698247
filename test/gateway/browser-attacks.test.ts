import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { chromiumArgs, findChromium } from '../../scripts/browser.mjs';
import { httpAnswer, rawServer } from './host/raw-server.ts';
import { ordered } from './orders.ts';
import { started, type Started } from './started.ts';

const executablePath = findChromium();
let browser: Browser;
beforeAll(async () => {
  // A name that points to this machine is what a rebound name looks like.
  const args = [
    ...chromiumArgs,
    '--host-resolver-rules=MAP rebound.example 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  ];
  browser = await chromium.launch({ args, ...(executablePath !== undefined && { executablePath }) });
}, 30_000);
afterAll(() => browser.close());

/** A page of another origin, open in a browser that also has the editor open. */
async function evilPage(url?: string): Promise<Page> {
  const server = await rawServer((socket, text) => {
    if (text.endsWith('\r\n\r\n')) socket.end(httpAnswer('200 OK', '<!doctype html><body>', 'content-type: text/html'));
  });
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  await page.goto(url ?? `http://127.0.0.1:${server.port}/`);
  return page;
}

async function untouched({ client, log }: Started): Promise<void> {
  expect(await client.history({ offset: 0, limit: 10 })).toMatchObject({ total: 0 });
  expect(await client.settings()).toEqual({ acceptedModels: {}, inlineMedia: false });
  expect(log.join('')).not.toContain('"broke"');
}

describe('SEC03 a page of another origin in a real browser', () => {
  const { jobKey, order } = ordered('bought by a stranger');
  const wish = JSON.stringify(order);

  const attacks: Readonly<Record<string, (at: string) => string>> = {
    'a fetch with JSON': (at) =>
      `fetch('${at}/api/jobs/${jobKey}', {method: 'PUT', headers: {'content-type': 'application/json', 'x-shotgraph-session': 'x'}, body: ${JSON.stringify(wish)}}).then((r) => r.text())`,
    'a blind fetch': (at) =>
      `fetch('${at}/api/services/sandbox/continue', {method: 'POST', mode: 'no-cors', credentials: 'include', body: 'x'}).then((r) => r.text())`,
    'a read of the page': (at) => `fetch('${at}/').then((r) => r.text())`,
    'a blind read of the page': (at) => `fetch('${at}/', {mode: 'no-cors'}).then((r) => r.text())`,
    'a beacon': (at) => `navigator.sendBeacon('${at}/api/jobs/known', '{"keys":[]}') && ''`,
    'a script': (at) =>
      `new Promise((done) => { const s = document.createElement('script'); s.src = '${at}/assets/main-Ab12Cd34.js'; s.onload = () => done('loaded session'); s.onerror = () => done(''); document.body.append(s); })`,
    'a picture': (at) =>
      `new Promise((done) => { const i = new Image(); i.src = '${at}/icon.svg'; i.onload = () => done('loaded session'); i.onerror = () => done(''); })`,
    'a form': (at) =>
      `new Promise((done) => { const f = document.createElement('form'); f.action = '${at}/api/services/sandbox/continue'; f.method = 'post'; f.enctype = 'text/plain'; f.target = 'there'; const t = document.createElement('iframe'); t.name = 'there'; t.onload = () => { try { done(t.contentDocument ? t.contentDocument.body.textContent : ''); } catch { done(''); } }; document.body.append(t, f); f.submit(); })`,
    'a frame': (at) =>
      `new Promise((done) => { const t = document.createElement('iframe'); t.src = '${at}/'; t.onload = () => { try { done(t.contentDocument ? t.contentDocument.head.innerHTML : ''); } catch { done(''); } }; document.body.append(t); })`,
    'a socket': (at) =>
      `new Promise((done) => { const s = new WebSocket('${at.replace('http', 'ws')}/api/jobs'); s.onopen = () => done('open session'); s.onerror = () => done(''); })`,
  };

  test.each(Object.entries(attacks))('%s gets nothing and does nothing', async (_name, script) => {
    const gateway = await started();
    const page = await evilPage();
    const got: unknown = await page.evaluate(script(gateway.address)).catch(() => '');
    expect(String(got)).not.toContain(gateway.session);
    expect(String(got)).not.toContain('session');
    await untouched(gateway);
  });

  test('SEC02 a rebound name gets neither page nor API', async () => {
    const gateway = await started();
    const page = await evilPage(`http://rebound.example:${gateway.port}/`);
    expect(await page.content()).not.toContain(gateway.session);
    const statuses = await page.evaluate(async () => {
      const paths = ['/', '/api/health', '/assets/main-Ab12Cd34.js'];
      return Promise.all(paths.map(async (path) => (await fetch(path)).status));
    });
    expect(statuses).toEqual([403, 403, 403]);
    await untouched(gateway);
  });

  test('the own page calls with its session value, and its policy holds', async () => {
    const gateway = await started();
    const page = await browser.newPage();
    onTestFinished(() => page.close());
    await page.goto(`http://127.0.0.1:${gateway.port}/`);
    const health = await page.evaluate(async () => {
      const session = document.querySelector<HTMLMetaElement>('meta[name="shotgraph-session"]')?.content ?? '';
      const answer = await fetch('/api/health', { headers: { 'x-shotgraph-session': session } });
      return answer.json() as Promise<unknown>;
    });
    expect(health).toMatchObject({ version: '1.2.3' });
    const blocked = await page.evaluate(() =>
      fetch('https://evil.example/').then(
        () => 'sent',
        () => 'blocked',
      ),
    );
    expect(blocked).toBe('blocked');
  });
});
