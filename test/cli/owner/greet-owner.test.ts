import { expect, test } from 'vitest';
import { greetOwner } from '../../../src/cli/owner/greet-owner.ts';

const address = 'http://127.0.0.1:4173';
const session = 's'.repeat(64);
const live = { service: 'https://model-api.runcomfy.net', token: 'none', model: 'unknown' };
const health = { version: '1.2.3', services: { sandbox: { service: 'sandbox' }, live } };

async function greeted(answer: () => Response | Promise<Response>, at = address, value: string | undefined = session) {
  const asked: string[] = [];
  const fetch = async (url: string | URL | Request): Promise<Response> => {
    asked.push(url instanceof Request ? url.url : url.toString());
    return answer();
  };
  return { asked, greeting: await greetOwner(at, { version: '1.2.3', session: value, fetch }) };
}

test('M12 an owner of the same version is welcome, with the service that it buys at', async () => {
  const { greeting } = await greeted(() => Response.json(health));
  expect(greeting).toEqual({ kind: 'welcome', liveService: live.service });
});

test('another version is refused, and both are named', async () => {
  const { greeting } = await greeted(() => Response.json({ version: '0.9.0', strange: true }));
  expect(greeting).toEqual({ kind: 'refused', reason: expect.stringMatching(/0\.9\.0.*1\.2\.3/) });
});

test.each([
  ['no connection', () => Promise.reject(new TypeError('fetch failed'))],
  ['a start under way', () => new Response(null, { status: 503 })],
  ['a page', () => new Response('<h1>hello</h1>')],
])('%s is silence: it is asked again', async (_name, answer) => {
  expect((await greeted(answer)).greeting).toEqual({ kind: 'silent' });
});

test('SEC05 a session value that is not taken, or not there, is refused', async () => {
  const wrong = await greeted(() => Response.json({ code: 'session', reason: 'No.' }, { status: 403 }));
  expect(wrong.greeting).toMatchObject({ kind: 'refused', reason: expect.stringContaining('session value') });
  const none = await greetOwner(address, { version: '1.2.3', session: undefined, fetch: globalThis.fetch });
  expect(none).toMatchObject({ kind: 'refused', reason: expect.stringContaining('session value') });
});

test('SEC05 the session value goes to no address but a port of this machine', async () => {
  for (const at of ['http://127.0.0.1:80@evil.example', 'https://127.0.0.1:4173', 'http://evil.example:4173', ' x']) {
    const { asked, greeting } = await greeted(() => Response.json(health), at);
    expect(greeting.kind).toBe('refused');
    expect(asked).toEqual([]);
  }
});

test('something else that answers with JSON is no Shotgraph', async () => {
  const { greeting } = await greeted(() => Response.json({ hello: 'world' }));
  expect(greeting).toMatchObject({ kind: 'refused', reason: expect.stringContaining('no Shotgraph') });
});
