import { describe, expect, test } from 'vitest';
import { mayStandInline } from '../../src/gateway/answer-bytes.ts';
import { hashBytes } from '../../src/graph/hash.ts';
import { raw, started } from './started.ts';

const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob: https:; media-src 'self' blob: https:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types lit-html default";
const everywhere = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
};
const json = { ...everywhere, 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
const kept = 'public, max-age=31536000, immutable';
const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 10, 20, 30, 40]);
const sha256 = hashBytes(picture);

describe('SEC10 SEC20 SEC31 headers', () => {
  test.each([
    [
      '/',
      { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-security-policy': policy },
    ],
    [
      '/index.html',
      { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-security-policy': policy },
    ],
    [
      '/assets/main-Ab12Cd34.js',
      { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': kept, 'content-security-policy': policy },
    ],
    [
      '/assets/worker-Ab12Cd34.js',
      { 'content-type': 'text/javascript; charset=utf-8', 'content-security-policy': policy },
    ],
    ['/assets/font-Ab12Cd34.woff2', { 'content-type': 'font/woff2', 'cache-control': kept }],
    ['/icon.svg', { 'content-type': 'image/svg+xml', 'cache-control': 'no-cache', 'content-security-policy': policy }],
    ['/strange.xyz', { 'content-type': 'application/octet-stream', 'content-disposition': 'attachment' }],
    ['/nowhere', json],
    ['/api/nowhere', json],
    ['/api/health', json],
    ['/api/jobs', json],
    ['/api/settings', json],
  ])('%s', async (path, expected) => {
    const { port, session } = await started();
    const { headers } = await raw(port, { path, headers: { 'x-shotgraph-session': session } });
    expect(headers).toMatchObject({ ...everywhere, ...expected });
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
  });

  test('refusals of the door carry them too', async () => {
    const { port } = await started();
    const refused = await raw(port, { path: '/api/health' });
    expect(refused.headers).toMatchObject({ ...json, 'x-shotgraph': 'refused' });
    const bad = await raw(port, { path: '/a/../api/health' });
    expect(bad.status).toBe(400);
    expect(bad.headers).toMatchObject({ ...json, 'x-shotgraph': 'refused' });
  });

  test('only pictures, clips and sounds may stand inline, SVG never', () => {
    for (const type of ['video/mp4', 'image/png', 'audio/wav']) expect(mayStandInline(type)).toBe(true);
    for (const type of ['image/svg+xml', 'text/html', 'application/octet-stream', '']) {
      expect(mayStandInline(type)).toBe(false);
    }
  });
});

describe('stored bytes', () => {
  const get = async (headers: Readonly<Record<string, string>> = {}, method = 'GET') => {
    const { port, session, client } = await started();
    await client.putMedia(sha256, new Blob([picture], { type: 'image/png' }));
    return raw(port, { method, path: `/api/media/${sha256}`, headers: { 'x-shotgraph-session': session, ...headers } });
  };

  test('come whole with their type', async () => {
    const answer = await get();
    expect(answer.status).toBe(200);
    const expected = { ...everywhere, 'content-type': 'image/png', 'content-length': '12', 'accept-ranges': 'bytes' };
    expect(answer.headers).toMatchObject({ ...expected, etag: `"${sha256}"` });
  });

  test('come in part', async () => {
    const answer = await get({ range: 'bytes=1-3' });
    expect([answer.status, answer.headers['content-range'], answer.body]).toEqual([206, 'bytes 1-3/12', 'PNG']);
  });

  test('are not there past their end', async () => {
    const answer = await get({ range: 'bytes=12-' });
    expect([answer.status, answer.headers['content-range']]).toEqual([416, 'bytes */12']);
  });

  test('are not sent again to one who holds them, nor glued to others', async () => {
    expect((await get({ 'if-none-match': `"${sha256}"` })).status).toBe(304);
    expect((await get({ range: 'bytes=1-3', 'if-range': '"other"' })).status).toBe(200);
  });

  test('are described to HEAD without a body', async () => {
    const answer = await get({}, 'HEAD');
    expect([answer.status, answer.headers['content-length'], answer.body]).toEqual([200, '12', '']);
  });
});
