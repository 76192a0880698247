import { readFile } from 'node:fs/promises';
import net from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, test } from 'vitest';
import { ordered } from './orders.ts';
import { raw, started, type Started } from './started.ts';

const everyPath = [
  '/',
  '/index.html',
  '/assets/main-Ab12Cd34.js',
  '/icon.svg',
  '/nowhere',
  '/api',
  '/api/health',
  '/api/jobs',
];

/** Whether a connection is taken. */
function connects(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port, timeout: 500 });
    const settle = (taken: boolean) => (): void => {
      socket.destroy();
      resolve(taken);
    };
    socket.on('connect', settle(true)).on('error', settle(false)).on('timeout', settle(false));
  });
}

test('SEC01 the port is open on loopback and on no other address of this machine', async () => {
  const { port } = await started();
  expect(await connects('127.0.0.1', port)).toBe(true);
  const others = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  for (const { address, internal } of others) {
    if (address === '127.0.0.1' || (internal && address.includes('%'))) continue;
    expect(await connects(address, port), address).toBe(false);
  }
});

test('SEC01 the socket list of the system shows 127.0.0.1 alone', async () => {
  if (process.platform !== 'linux') return;
  const { port } = await started();
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const lines = `${await readFile('/proc/net/tcp', 'utf8')}${await readFile('/proc/net/tcp6', 'utf8')}`.split('\n');
  const listening = lines
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => state === '0A' && local?.endsWith(wanted));
  expect(listening.map(([, local]) => local)).toEqual([`0100007F${wanted}`]);
});

describe('SEC02 Host', () => {
  test('any other Host is refused on every path, with the session value too', async () => {
    const { port, session } = await started();
    const hosts = [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1',
      `127.0.0.1:${port + 1}`,
      `127.0.0.2:${port}`,
      `0.0.0.0:${port}`,
      `[::1]:${port}`,
      `127.0.0.1.evil.example:${port}`,
      `localhost.evil.example:${port}`,
      `2130706433:${port}`,
      `LOCALHOST.:${port}`,
      `127.0.0.1:${port}@evil.example`,
      '',
    ];
    for (const host of hosts) {
      for (const path of everyPath) {
        const answer = await raw(port, { path, headers: { host, 'x-shotgraph-session': session } });
        expect([400, 403], `${host} ${path}`).toContain(answer.status);
        expect(answer.body, `${host} ${path}`).not.toContain(session);
      }
    }
  });

  test('a refusal carries the marker of the gateway', async () => {
    const { port } = await started();
    const answer = await raw(port, { path: '/api/health', headers: { host: 'evil.example' } });
    expect(answer.status).toBe(403);
    expect(answer.headers['x-shotgraph']).toBe('refused');
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'wrong-host' });
  });

  test('localhost is sent to the own address, and only for reading', async () => {
    const { port, address } = await started();
    const headers = { host: `localhost:${port}` };
    const page = await raw(port, { path: '/?graph=1', headers });
    expect([page.status, page.headers.location]).toEqual([307, `${address}/?graph=1`]);
    const away = await raw(port, { path: '//evil.example/', headers });
    expect(away.headers.location).toBe(`${address}//evil.example/`);
    expect((await raw(port, { method: 'POST', path: '/api/jobs/known', headers })).status).toBe(403);
  });

  test('a request with two hosts, without one, or for an absolute address is refused', async () => {
    const { port } = await started();
    const lines = [
      `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nHost: evil.example`,
      `GET / HTTP/1.1\r\nHost: evil.example\r\nHost: 127.0.0.1:${port}`,
      'GET /api/health HTTP/1.1',
      'GET /api/health HTTP/1.0',
      `GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1:${port}`,
      `GET http://127.0.0.1:${port}/ HTTP/1.1\r\nHost: evil.example`,
      `OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1:${port}`,
      `CONNECT evil.example:443 HTTP/1.1\r\nHost: 127.0.0.1:${port}`,
    ];
    for (const line of lines) {
      const status = await firstLine(port, `${line}\r\nConnection: close\r\n\r\n`);
      expect(status, line).toMatch(/^(HTTP\/1\.1 (400|403) .*)?$/);
    }
  });
});

/** The first line of what a server answers to exactly these bytes; empty where it only closes. */
function firstLine(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = net.connect({ host: '127.0.0.1', port });
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(text.split('\r\n')[0] ?? ''));
    socket.write(bytes);
  });
}

/** The order that every attack tries to place, and proof that none was. */
function attack({ port, session }: Started) {
  const { jobKey, order } = ordered('bought by a stranger');
  const path = `/api/jobs/${jobKey}`;
  const body = JSON.stringify(order);
  const host = `127.0.0.1:${port}`;
  const good = { host, 'content-type': 'application/json', 'x-shotgraph-session': session };
  return { path, body, host, good, own: `http://${host}` };
}

describe('SEC03 SEC04 only the own page may call', () => {
  test('SEC03 no escaped spelling of the API is served, with the session value or without', async () => {
    const { port, session } = await started();
    const spellings = [
      '%61pi',
      'a%70i',
      'ap%69',
      '%61%70%69',
      '%41pi',
      'api%2f',
      '%2fapi',
      '%2561pi',
      'api%00',
      'api%3f',
    ];
    for (const spelling of spellings) {
      for (const rest of [
        '/health',
        '/jobs',
        '/settings',
        '/services/live/continue',
        `/jobs/${'a'.repeat(64)}/cancel`,
      ]) {
        for (const method of ['GET', 'POST', 'PUT']) {
          for (const headers of [{}, { 'x-shotgraph-session': session }]) {
            const path = `/${spelling}${rest}`;
            const answer = await raw(port, { method, path, headers: { host: `127.0.0.1:${port}`, ...headers } });
            expect([400, 404, 405], `${method} ${path}`).toContain(answer.status);
            expect(answer.headers['x-shotgraph'], `${method} ${path}`).toBe('refused');
          }
        }
      }
    }
  });

  const evil = 'https://evil.example';

  test('9 requests as a browser sends them from elsewhere do not reach the jobs', async () => {
    const gateway = await started();
    const { path, body, good, own } = attack(gateway);
    const browser = [
      { name: 'fetch from another site', headers: { ...good, origin: evil, 'sec-fetch-site': 'cross-site' } },
      {
        name: 'fetch from another port',
        headers: { ...good, origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' },
      },
      { name: 'a sandboxed frame', headers: { ...good, origin: 'null', 'sec-fetch-site': 'cross-site' } },
      { name: 'an older browser', headers: { ...good, origin: evil } },
      { name: 'a form', headers: { ...good, 'content-type': 'text/plain', origin: evil }, method: 'POST' },
      { name: 'an image', headers: { ...good, 'sec-fetch-site': 'cross-site' }, method: 'GET' },
      { name: 'a typed address', headers: { ...good, 'sec-fetch-site': 'none' }, method: 'GET' },
      { name: 'the own origin in other case', headers: { ...good, origin: own.replace('http', 'HTTP') } },
      { name: 'the page under its other name', headers: { ...good, origin: `http://localhost:${gateway.port}` } },
    ];
    expect(browser).toHaveLength(9);
    for (const { name, headers, method = 'PUT' } of browser) {
      const answer = await raw(gateway.port, { method, path, headers, ...(method !== 'GET' && { body }) });
      expect([answer.status, answer.headers['x-shotgraph']], name).toEqual([403, 'refused']);
    }
    expect(await gateway.client.history({ offset: 0, limit: 10 })).toMatchObject({ jobs: [], total: 0 });
  });

  test('6 raw requests without the right session value do not reach the jobs', async () => {
    const gateway = await started();
    const { path, body, good } = attack(gateway);
    const { session } = gateway;
    const values = [
      '',
      'x',
      session.slice(0, -1),
      `${session}0`,
      session.toUpperCase().replace(/\d/g, '0'),
      `${session}, ${session}`,
    ];
    expect(values).toHaveLength(6);
    for (const value of values) {
      const headers = { ...good, 'x-shotgraph-session': value };
      const answer = await raw(gateway.port, { method: 'PUT', path, headers, body });
      expect([answer.status, answer.headers['x-shotgraph']], value).toEqual([403, 'refused']);
    }
    const { host } = good;
    expect((await raw(gateway.port, { method: 'PUT', path, headers: { host }, body })).status).toBe(403);
    expect(await gateway.client.history({ offset: 0, limit: 10 })).toMatchObject({ total: 0 });
  });

  test('a preflight from elsewhere is answered with no permission', async () => {
    const { port } = await started();
    const headers = {
      host: `127.0.0.1:${port}`,
      origin: evil,
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'x-shotgraph-session',
    };
    const answer = await raw(port, { method: 'OPTIONS', path: '/api/jobs/known', headers });
    expect(answer.status).toBe(403);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('the same request from the own page is taken', async () => {
    const gateway = await started();
    const { path, body, good, own } = attack(gateway);
    const headers = { ...good, origin: own, 'sec-fetch-site': 'same-origin' };
    expect((await raw(gateway.port, { method: 'PUT', path, headers, body })).status).toBe(200);
    expect(await gateway.client.history({ offset: 0, limit: 10 })).toMatchObject({ total: 1 });
  });

  test('SEC05 the page hands out the session value, under its own address alone, and is not kept', async () => {
    const { port, session } = await started();
    const page = await raw(port, { headers: { host: `127.0.0.1:${port}` } });
    expect(page.body).toContain(`<meta name="shotgraph-session" content="${session}" />`);
    expect(page.headers['cache-control']).toBe('no-store');
    for (const path of everyPath.slice(2)) {
      expect((await raw(port, { path, headers: { host: `127.0.0.1:${port}` } })).body).not.toContain(session);
    }
  });
});
