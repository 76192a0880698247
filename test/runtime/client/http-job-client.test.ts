import { describe, expect, test } from 'vitest';
import { createHttpJobClient } from '../../../src/runtime/client/http-job-client.ts';
import { GatewayError, GatewayUnreachable } from '../../../src/runtime/wire/job-client.ts';

interface Sent {
  readonly url: string;
  readonly init: RequestInit;
}

/** A client over answers that are made up in the test, and what it sent. */
function clientOver(answer: (sent: Sent) => Response | Promise<Response>) {
  const sent: Sent[] = [];
  const fetch = async (url: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const one = { url: url instanceof Request ? url.url : url.toString(), init };
    sent.push(one);
    return answer(one);
  };
  return { sent, client: createHttpJobClient({ base: 'http://127.0.0.1:4173', session: 's'.repeat(64), fetch }) };
}

const json = (value: unknown, status = 200): Response => Response.json(value, { status });
const key = 'a'.repeat(64);

describe('a call', () => {
  test('carries the session value and follows no redirect', async () => {
    const { client, sent } = clientOver(() => json({ seq: 3, jobs: [] }));
    await client.changes(2);
    expect(sent[0]?.url).toBe('http://127.0.0.1:4173/api/jobs?after=2');
    expect(sent[0]?.init).toMatchObject({
      method: 'GET',
      redirect: 'error',
      headers: { 'x-shotgraph-session': 's'.repeat(64) },
    });
  });

  test('escapes what a person typed', async () => {
    const { client, sent } = clientOver(() => json({ seq: 0, jobs: [], total: 0 }));
    await client.history({ search: 'a&limit=9', offset: 0, limit: 5 });
    expect(sent[0]?.url).toBe('http://127.0.0.1:4173/api/jobs?search=a%26limit%3D9&offset=0&limit=5');
  });

  test('that was refused is a GatewayError with code, reason, remedy and status', async () => {
    const { client } = clientOver(() => json({ code: 'key-mismatch', reason: 'No.', remedy: 'Reload.' }, 422));
    const error = await client.cancel(key).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(GatewayError);
    expect(error).toMatchObject({ code: 'key-mismatch', reason: 'No.', remedy: 'Reload.', httpStatus: 422 });
  });

  test.each([
    ['no answer', () => Promise.reject(new TypeError('fetch failed'))],
    ['a page of somebody else', () => new Response('<h1>502</h1>', { status: 502 })],
    ['another refusal', () => json({ error: 'x' }, 500)],
    ['HTML where JSON belongs', () => new Response('<h1>hello</h1>')],
    ['JSON that does not fit', () => json({ seq: -1, jobs: [] })],
    ['a job that does not parse', () => json({ seq: 1, jobs: [{ jobKey: key }] })],
  ])('with %s is a GatewayUnreachable', async (_name, answer) => {
    await expect(clientOver(answer).client.changes(0)).rejects.toBeInstanceOf(GatewayUnreachable);
  });

  test('that an owner refused because it is stopping is as good as not answered: it did nothing', async () => {
    const { client } = clientOver(() => json({ code: 'stopping', reason: 'It is stopping.' }, 503));
    await expect(client.cancel(key)).rejects.toBeInstanceOf(GatewayUnreachable);
  });

  test('that the caller gave up ends with the reason given', async () => {
    const reason = new Error('the tab moved on');
    const { client } = clientOver(() => Promise.reject(new DOMException('aborted', 'AbortError')));
    await expect(client.changes(0, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});

test('many keys are asked for in parts, and the oldest sequence number counts', async () => {
  const keys = Array.from({ length: 12_000 }, (_, n) => n.toString(16).padStart(64, '0'));
  let part = 0;
  const { client, sent } = clientOver(() => json({ seq: 10 + part++, jobs: [] }));
  expect(await client.known(keys)).toEqual({ seq: 10, jobs: [] });
  const sizes = sent.map(({ init }) => (JSON.parse(init.body as string) as { keys: string[] }).keys.length);
  expect(sizes).toEqual([5000, 5000, 2000]);
  expect(Math.max(...sent.map(({ init }) => (init.body as string).length))).toBeLessThan(1024 * 1024);
  expect(await client.known([])).toMatchObject({ jobs: [] });
});

test('bytes and models that nobody has are undefined, other refusals are not', async () => {
  const missing = clientOver(() => new Response(null, { status: 204 }));
  expect(await missing.client.media(key)).toBeUndefined();
  expect(await missing.client.catalogue('live', 'a/b')).toBeUndefined();
  const refused = clientOver(() => json({ code: 'no-session', reason: 'No.' }, 403));
  await expect(refused.client.media(key)).rejects.toMatchObject({ code: 'no-session', httpStatus: 403 });
});

test('bytes go up with their own type and come down as they are', async () => {
  const { client, sent } = clientOver(({ init }) =>
    init.method === 'PUT' ? json({}) : new Response('clip', { headers: { 'content-type': 'video/mp4' } }),
  );
  await client.putMedia(key, new Blob(['x'], { type: 'image/png' }));
  expect(sent[0]?.init.headers).toMatchObject({ 'content-type': 'image/png' });
  const clip = await client.output(key, 'video', 0);
  expect([clip.type, await clip.text()]).toEqual(['video/mp4', 'clip']);
});
