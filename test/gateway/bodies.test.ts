import { array, constantFrom, oneof, sample, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashBytes } from '../../src/graph/hash.ts';
import { ordered } from './orders.ts';
import { raw, started } from './started.ts';

const key = 'a'.repeat(64);
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

/** How every route takes its body; `json` and `media` have one, the others need none. */
const routes: readonly {
  readonly path: string;
  readonly methods: Readonly<Record<string, 'none' | 'json' | 'media'>>;
}[] = [
  { path: '/api/jobs', methods: { GET: 'none' } },
  { path: '/api/jobs/known', methods: { POST: 'json' } },
  { path: `/api/jobs/${key}`, methods: { PUT: 'json' } },
  { path: `/api/jobs/${key}/cancel`, methods: { POST: 'json' } },
  { path: `/api/jobs/${key}/resolve`, methods: { POST: 'json' } },
  { path: `/api/jobs/${key}/watch`, methods: { POST: 'json' } },
  { path: `/api/jobs/${key}/look-again`, methods: { POST: 'none' } },
  { path: `/api/jobs/${key}/outputs/video/0`, methods: { GET: 'none' } },
  { path: `/api/media/${key}`, methods: { GET: 'none', PUT: 'media' } },
  { path: '/api/services/sandbox/continue', methods: { POST: 'json' } },
  { path: '/api/services/live/costs', methods: { POST: 'json' } },
  { path: '/api/settings', methods: { GET: 'none', PUT: 'json' } },
  { path: '/api/spend?zone=UTC&graph=a', methods: { GET: 'none' } },
  { path: '/api/models/sandbox/bytedance/seedance-v2/pro', methods: { GET: 'none' } },
  { path: '/api/health', methods: { GET: 'none' } },
];

describe('SEC06 every route takes its own methods, types and sizes', () => {
  test('another method is 405 and says which are taken', async () => {
    const { port, session } = await started();
    for (const { path, methods } of routes) {
      for (const method of ['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS']) {
        if (method in methods || (method === 'HEAD' && 'GET' in methods)) continue;
        const answer = await raw(port, { method, path, headers: { 'x-shotgraph-session': session } });
        expect(answer.status, `${method} ${path}`).toBe(405);
        expect(answer.headers.allow, path).toContain(Object.keys(methods)[0]);
      }
    }
  });

  test('another type is 415', async () => {
    const { port, session } = await started();
    const wrong = {
      json: ['', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/jsonp'],
      media: ['', 'application/json', 'image/svg+xml', 'text/html', 'application/octet-stream', 'constructor'],
    };
    for (const { path, methods } of routes) {
      for (const [method, kind] of Object.entries(methods)) {
        if (kind === 'none') continue;
        for (const type of wrong[kind]) {
          const headers = { 'x-shotgraph-session': session, ...(type !== '' && { 'content-type': type }) };
          const answer = await raw(port, { method, path, headers, body: '{}' });
          expect(answer.status, `${method} ${path} ${type}`).toBe(415);
        }
      }
    }
  });

  test('more than 1 MB of JSON is 413, announced or not', async () => {
    const { port, session } = await started();
    const long = JSON.stringify({ keys: ['x'.repeat(1024 * 1024)] });
    for (const { path, methods } of routes) {
      for (const [method, kind] of Object.entries(methods)) {
        if (kind !== 'json') continue;
        const headers = { 'x-shotgraph-session': session, 'content-type': 'application/json' };
        expect((await raw(port, { method, path, headers, body: long })).status, path).toBe(413);
        const chunked = { ...headers, 'transfer-encoding': 'chunked' };
        expect((await raw(port, { method, path, headers: chunked, body: long })).status, path).toBe(413);
      }
    }
  });

  test('a body that nests too deep to be read is 400, on every route that takes one', async () => {
    const { port, session } = await started();
    const headers = { 'x-shotgraph-session': session, 'content-type': 'application/json' };
    const deep = `{"service":"sandbox","request":{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}}`;
    for (const [method, path] of [
      ['PUT', `/api/jobs/${key}`],
      ['POST', '/api/jobs/known'],
      ['PUT', '/api/settings'],
    ] as const) {
      const answer = await raw(port, { method, path, headers, body: deep });
      expect(answer.status, path).toBe(400);
      expect(JSON.parse(answer.body)).toMatchObject({ code: 'too-deep' });
    }
    const flat = JSON.stringify({ keys: ['[{'.repeat(1000)] });
    expect((await raw(port, { method: 'POST', path: '/api/jobs/known', headers, body: flat })).status).toBe(422);
  });

  test('what is not JSON is 400, and what does not fit is 422 and says where', async () => {
    const { port, session } = await started();
    const headers = { 'x-shotgraph-session': session, 'content-type': 'application/json' };
    const known = (body: string | Uint8Array) => raw(port, { method: 'POST', path: '/api/jobs/known', headers, body });
    for (const body of ['', '{', 'nonsense', new Uint8Array([0x22, 0xff, 0x22])])
      expect((await known(body)).status).toBe(400);
    for (const body of ['null', '[]', '{}', '{"keys":["x"]}', '{"keys":[],"more":1}', `{"keys":["${key}0"]}`]) {
      const answer = await known(body);
      expect(answer.status, body).toBe(422);
      expect(JSON.parse(answer.body), body).toMatchObject({ code: 'invalid-body' });
    }
    const jobs = (query: string) => raw(port, { path: `/api/jobs?${query}`, headers });
    const wrong = [
      'after=-1',
      'after=x',
      'limit=0',
      'limit=9999',
      'after=1&limit=1',
      'other=1',
      'group=x',
      'asOf=x',
      'graph=',
    ];
    expect((await jobs('search=a&service=live&group=made&graph=g&asOf=5&offset=1')).status).toBe(200);
    for (const query of wrong) {
      expect((await jobs(query)).status, query).toBe(422);
    }
  });

  test('a medium is stored under its real hash and type alone, up to its cap', async () => {
    const { port, session, client } = await started();
    const put = (sha256: string, type: string, body: Uint8Array) =>
      raw(port, {
        method: 'PUT',
        path: `/api/media/${sha256}`,
        headers: { 'x-shotgraph-session': session, 'content-type': type },
        body,
      });
    expect((await put(key, 'image/png', png)).status).toBe(422);
    expect((await put(hashBytes(png), 'image/jpeg', png)).status).toBe(422);
    expect((await put(hashBytes(png), 'video/mp4', png)).status).toBe(422);
    const long = new Uint8Array(16 * 1024 * 1024 + 1);
    expect((await put(hashBytes(long), 'audio/wav', long)).status).toBe(413);
    expect(await client.media(hashBytes(png))).toBeUndefined();
    expect((await put(hashBytes(png), 'image/png', png)).status).toBe(200);
    const stored = await client.media(hashBytes(png));
    expect(stored?.type).toBe('image/png');
    expect(new Uint8Array((await stored?.arrayBuffer()) ?? [])).toEqual(png);
  });
});

test('SEC07 of 1,000 fuzzed paths, only those of the table are answered', async () => {
  const { port, session, client } = await started();
  const pieces = constantFrom(
    'api',
    'jobs',
    'known',
    key,
    key.slice(1),
    'cancel',
    'resolve',
    'outputs',
    'video',
    '0',
    '100',
    'media',
    'services',
    'sandbox',
    'live',
    'continue',
    'costs',
    'settings',
    'models',
    'health',
    '..',
    '.',
    '%2e%2e',
    '%2f',
    '%00',
    '',
    '\\',
    '..;',
    'assets',
    'index.html',
    'main-Ab12Cd34.js',
    'etc',
    'passwd',
    'constructor',
    '__proto__',
  );
  const path = array(
    oneof(
      { weight: 9, arbitrary: pieces },
      { weight: 1, arbitrary: string({ maxLength: 8 }).map((text) => encodeURIComponent(text)) },
    ),
    { minLength: 1, maxLength: 7 },
  ).map((parts) => `/${parts.join('/')}`);
  const table = new RegExp(
    `^/(index\\.html|assets/main-Ab12Cd34\\.js)?$|^/api/(jobs(/known|/${key}(/cancel|/resolve|/outputs/(video|image)/\\d\\d?)?)?|media/${key}|services/(sandbox|live)/(continue|costs)|settings|spend|health|models/(sandbox|live)/.+)$`,
  );
  const outside = new Set<string>();
  const paths = sample(path, { numRuns: 1000, seed: 7 });
  for (const one of paths) {
    for (const method of ['GET', 'PUT', 'POST']) {
      const answer = await raw(port, { method, path: one, headers: { 'x-shotgraph-session': session } });
      if (![400, 404, 405].includes(answer.status) && !table.test(one))
        outside.add(`${method} ${one} ${answer.status}`);
      expect(answer.body).not.toContain('root:');
    }
  }
  expect([...outside].filter((line) => !/^(PUT|POST) \/(?!api)/.test(line))).toEqual([]);
  expect((await client.history({ offset: 0, limit: 10 })).total).toBe(0);
}, 60_000);

describe('SEC13 an order', () => {
  test('whose key is not its hash is refused', async () => {
    const { client } = await started();
    const { jobKey } = ordered('one');
    await expect(client.put(jobKey, ordered('two').order)).rejects.toMatchObject({
      code: 'key-mismatch',
      httpStatus: 422,
    });
  });

  test('SEC08 for another service than the configured one is refused', async () => {
    const { client } = await started();
    for (const service of ['https://evil.example', 'http://169.254.169.254', 'http://127.0.0.1:1']) {
      const { jobKey, order } = ordered('one', { service });
      await expect(client.put(jobKey, order)).rejects.toMatchObject({ code: 'wrong-service', httpStatus: 422 });
    }
  });

  test('that came before joins, and a second attempt is refused while the first stands', async () => {
    const { client } = await started({ SHOTGRAPH_SANDBOX_SPEED: '0.01' });
    const { jobKey, order } = ordered('one');
    await Promise.all(Array.from({ length: 20 }, () => client.put(jobKey, order)));
    expect((await client.history({ offset: 0, limit: 10 })).total).toBe(1);
    await expect(client.put(jobKey, { ...order, attempt: 2 })).rejects.toMatchObject({ httpStatus: 409 });
  });
});
