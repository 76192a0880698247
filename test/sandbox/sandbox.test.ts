import { describe, expect, test } from 'vitest';
import { model, origin, start, testbed } from './testbed.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

describe('submit', () => {
  test.each(['bytedance/seedance-v2/pro', 'bytedance/seedance-2.0/pro'])(
    '%s is accepted with id and addresses',
    async (id) => {
      const answer = await testbed().post(`/v1/models/${id}`, { prompt: 'a cat' });
      expect(answer.status).toBe(200);
      const body = (await answer.json()) as { request_id: string };
      expect(body.request_id).toMatch(uuid);
      expect(body).toEqual({
        request_id: body.request_id,
        status_url: `${origin}/v1/requests/${body.request_id}/status`,
        result_url: `${origin}/v1/requests/${body.request_id}/result`,
        cancel_url: `${origin}/v1/requests/${body.request_id}/cancel`,
      });
    },
  );

  test('another model is not found, and nothing is charged', async () => {
    const bed = testbed();
    const answer = await bed.post('/v1/models/bytedance/seedance-1/lite', { prompt: 'a cat' });
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({ error_code: 404001, error_message: 'Model not found' });
    expect(bed.sandbox.charges()).toEqual([]);
  });

  test('a sandbox can offer only the new model id, as RunComfy may', async () => {
    const bed = testbed({ models: ['bytedance/seedance-2.0/pro'] });
    expect((await bed.post(`/v1/models/${model}`, { prompt: 'a cat' })).status).toBe(404);
    expect((await bed.post('/v1/models/bytedance/seedance-2.0/pro', { prompt: 'a cat' })).status).toBe(200);
    expect(bed.sandbox.charges()).toHaveLength(1);
  });

  test('every accepted submit is a charge, refused ones are none', async () => {
    const bed = testbed();
    const first = await bed.submit({ prompt: 'one' });
    await bed.post(`/v1/models/${model}`, {});
    bed.clock.advance(5);
    const second = await bed.submit({ prompt: 'two' });
    const hash: unknown = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(bed.sandbox.charges()).toEqual([
      { requestId: first, model, bodyHash: hash, at: start },
      { requestId: second, model, bodyHash: hash, at: start + 5 },
    ]);
  });

  test.each([
    ['not JSON', '{"prompt":'],
    ['an empty body', ''],
    ['a number beyond JSON in a field that is not named', '{"prompt":"a","x":1e400}'],
    ['a nesting too deep to hash', `{"prompt":"a","x":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
  ])('%s is refused with 422', async (_, body) => {
    const bed = testbed();
    const answer = await bed.sandbox.fetch(new Request(`${origin}/v1/models/${model}`, { method: 'POST', body }));
    expect(answer.status).toBe(422);
    expect(await answer.json()).toEqual({ detail: [{ loc: ['body'], msg: 'value is not valid JSON' }] });
    expect(bed.sandbox.charges()).toEqual([]);
  });

  test('a body that says it is beyond the limit is refused unread', async () => {
    const headers = { 'content-length': String(90 * 1024 * 1024) };
    const request = new Request(`${origin}/v1/models/${model}`, { method: 'POST', body: '{"prompt":"a"}', headers });
    expect((await testbed().sandbox.fetch(request)).status).toBe(413);
  });
});

describe('a job on its way', () => {
  test('is queued for 0.6 s, then in progress, then completed after 3 s', async () => {
    const bed = testbed();
    const id = await bed.submit();
    const addresses = {
      request_id: id,
      status_url: `${origin}/v1/requests/${id}/status`,
      result_url: `${origin}/v1/requests/${id}/result`,
    };
    expect(await bed.ask(id, 'status')).toEqual({ ...addresses, status: 'in_queue', queue_position: 1 });
    bed.clock.advance(599);
    expect(await bed.ask(id, 'status')).toMatchObject({ status: 'in_queue' });
    bed.clock.advance(1);
    expect(await bed.ask(id, 'status')).toEqual({ ...addresses, status: 'in_progress' });
    bed.clock.advance(2399);
    expect(await bed.ask(id, 'status')).toMatchObject({ status: 'in_progress' });
    bed.clock.advance(1);
    expect(await bed.ask(id, 'status')).toEqual({ ...addresses, status: 'completed' });
  });

  test('speed divides the time a job takes', async () => {
    const bed = testbed({ speed: 10 });
    const id = await bed.submit();
    bed.clock.advance(299);
    expect(await bed.ask(id, 'status')).toMatchObject({ status: 'in_progress' });
    bed.clock.advance(1);
    expect(await bed.ask(id, 'status')).toMatchObject({ status: 'completed' });
  });

  test.each([0, -1, Number.NaN])('a speed of %d is refused', (speed) => {
    expect(() => testbed({ speed })).toThrow(RangeError);
  });

  test.each([0, -1, Number.NaN])('%d places are refused', (places) => {
    expect(() => testbed({ places })).toThrow(RangeError);
  });

  test('the result names the state until it is there, then the address of the clip', async () => {
    const bed = testbed();
    const id = await bed.submit();
    const created_at = '2026-01-01T00:00:00.000Z';
    expect(await bed.ask(id, 'result')).toEqual({ request_id: id, status: 'in_queue', created_at });
    bed.clock.advance(600);
    expect(await bed.ask(id, 'result')).toEqual({ request_id: id, status: 'in_progress', created_at });
    bed.clock.advance(60_000);
    expect(await bed.ask(id, 'result')).toEqual({
      request_id: id,
      status: 'succeeded',
      created_at,
      finished_at: '2026-01-01T00:00:03.000Z',
      output: { video: `${origin}/outputs/${id}/0.mp4` },
    });
  });

  test('the result tells the cost only when asked, and rehearsing costs nothing', async () => {
    const bed = testbed();
    const id = await bed.submit();
    bed.clock.advance(3000);
    expect(await bed.ask(id, 'result')).not.toHaveProperty('cost');
    expect(await (await bed.get(`/v1/requests/${id}/result?include_cost=true`)).json()).toHaveProperty('cost', 0);
  });

  test('with a price by the second, the cost is that of the seconds asked for', async () => {
    const price = { base_price_usd: 0.25, price_unit: 'second', pricing_note: '' } as const;
    const bed = testbed({ prices: { [model]: price } });
    const id = await bed.submit({ prompt: 'a cat', duration: 8 });
    bed.clock.advance(3000);
    expect(await (await bed.get(`/v1/requests/${id}/result?include_cost=true`)).json()).toHaveProperty('cost', 2);
  });
});

describe('cancel', () => {
  test('a queued job is cancelled and stays so', async () => {
    const bed = testbed();
    const id = await bed.submit();
    bed.clock.advance(100);
    const answer = await bed.post(`/v1/requests/${id}/cancel`);
    expect(answer.status).toBe(202);
    expect(await answer.json()).toEqual({ request_id: id, status: 'cancelled', outcome: 'cancelled' });
    bed.clock.advance(60_000);
    expect(await bed.ask(id, 'status')).toMatchObject({ status: 'cancelled' });
    expect(await bed.ask(id, 'result')).toEqual({
      request_id: id,
      status: 'cancelled',
      created_at: '2026-01-01T00:00:00.000Z',
      finished_at: '2026-01-01T00:00:00.100Z',
    });
    expect((await bed.get(`/outputs/${id}/0.mp4`)).status).toBe(404);
    expect(await bed.ask(id, 'cancel')).toMatchObject({ outcome: 'cancelled' });
  });

  test.each([
    [600, 'in_progress'],
    [3000, 'completed'],
  ])('after %d ms a job is %s and cannot be cancelled', async (ms, status) => {
    const bed = testbed();
    const id = await bed.submit();
    bed.clock.advance(ms);
    const answer = await bed.post(`/v1/requests/${id}/cancel`);
    expect(answer.status).toBe(202);
    expect(await answer.json()).toEqual({ request_id: id, status, outcome: 'not_cancellable' });
    bed.clock.advance(3000);
    expect(await bed.ask(id, 'result')).toMatchObject({ status: 'succeeded' });
  });

  test('a cancelled job stays a charge that was accepted', async () => {
    const bed = testbed();
    await bed.ask(await bed.submit(), 'cancel');
    expect(bed.sandbox.charges()).toHaveLength(1);
  });
});

describe('with more jobs than places', () => {
  test('queue positions count down as places become free', async () => {
    const bed = testbed({ places: 2 });
    const ids: string[] = [];
    for (let n = 0; n < 6; n++) ids.push(await bed.submit({ prompt: `shot ${n}` }));
    const positions = async (): Promise<unknown[]> =>
      Promise.all(ids.map(async (id) => (await bed.ask(id, 'status'))['queue_position'] ?? null));
    expect(await positions()).toEqual([1, 2, 3, 4, 5, 6]);
    bed.clock.advance(600);
    expect(await positions()).toEqual([null, null, 1, 2, 3, 4]);
    bed.clock.advance(2400);
    expect(await positions()).toEqual([null, null, null, null, 1, 2]);
    expect(await bed.ask(ids[0] ?? '', 'status')).toMatchObject({ status: 'completed' });
    bed.clock.advance(2400);
    expect(await positions()).toEqual([null, null, null, null, null, null]);
    bed.clock.advance(2400);
    expect(await bed.ask(ids[5] ?? '', 'status')).toMatchObject({ status: 'completed' });
  });

  test('those behind a cancelled job move up', async () => {
    const bed = testbed({ places: 1 });
    const [, second, third] = [
      await bed.submit({ prompt: '1' }),
      await bed.submit({ prompt: '2' }),
      await bed.submit({ prompt: '3' }),
    ];
    bed.clock.advance(1000);
    await bed.ask(second, 'cancel');
    expect(await bed.ask(third, 'status')).toMatchObject({ status: 'in_queue', queue_position: 1 });
    bed.clock.advance(2000);
    expect(await bed.ask(third, 'status')).toMatchObject({ status: 'in_progress' });
  });
});

describe('what is not there', () => {
  test.each(['status', 'result', 'cancel'] as const)('%s of an unknown request is 404001', async (call) => {
    const bed = testbed();
    const path = `/v1/requests/00000000-0000-0000-0000-000000000000/${call}`;
    const answer = await (call === 'cancel' ? bed.post(path) : bed.get(path));
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({ error_code: 404001, error_message: 'Request not found' });
  });

  test.each(['/', '/v1', '/v1/models/', '/v1/requests', '/v1/requests/x', '/v1/requests/x/y', '/outputs/x/1.mp4'])(
    '%s is 404001',
    async (path) => {
      const answer = await testbed().get(path);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ error_code: 404001 });
    },
  );

  test.each([
    ['DELETE', `/v1/models/${model}`, 'GET, POST'],
    ['POST', '/v1/models', 'GET'],
    ['POST', '/v1/requests/x/status', 'GET'],
    ['PUT', '/v1/requests/x/result', 'GET'],
    ['GET', '/v1/requests/x/cancel', 'POST'],
    ['POST', '/outputs/x/0.mp4', 'GET, HEAD'],
  ])('%s %s is 405 and says what is allowed', async (method, path, allow) => {
    const answer = await testbed().sandbox.fetch(new Request(origin + path, { method }));
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe(allow);
  });
});

describe('the token', () => {
  const ask = (headers: Record<string, string>): Promise<Response> =>
    testbed({ token: 'required' }).get('/v1/models', headers);

  test.each<[string, Record<string, string>]>([
    ['no header', {}],
    ['an empty bearer', { authorization: 'Bearer ' }],
    ['another scheme', { authorization: 'Basic abc' }],
  ])('%s is refused with 401 and 400004 where one is required', async (_, headers) => {
    const answer = await ask(headers);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ error_code: 400004 });
  });

  test('any text is taken for a token', async () => {
    expect((await ask({ authorization: 'Bearer whatever' })).status).toBe(200);
  });

  test('without one nothing is submitted', async () => {
    const bed = testbed({ token: 'required' });
    expect((await bed.post(`/v1/models/${model}`, { prompt: 'a' })).status).toBe(401);
    expect(bed.sandbox.charges()).toEqual([]);
  });

  test('no token is needed where none is required', async () => {
    expect((await testbed().get('/v1/models')).status).toBe(200);
  });
});
