import { describe, expect, test } from 'vitest';
import type { ServiceAnswer } from '../../../src/runtime/jobs/ports.ts';
import { classifySubmit, type SubmitOutcome } from '../../../src/runtime/runcomfy/classify-submit.ts';
import { json, text } from '../../fakes/fake-service.ts';
import { recorded } from '../../fakes/recorded.ts';

const now = Date.UTC(2026, 0, 1, 12);
const endpoint = 'https://model-api.runcomfy.net/v1/models/bytedance/seedance-v2/pro';
const read = (answer: ServiceAnswer): SubmitOutcome => classifySubmit(answer, { endpoint, bytes: 1234, now });
const error = (code: unknown) => ({ error_code: code, error_message: 'said so' });
const ok = { request_id: 'abc-1' };

describe('a submit is accepted', () => {
  test('A01 by a 2xx with a valid request id and no error code', () => {
    expect(read(recorded('submit-accepted.json'))).toEqual({
      kind: 'accepted',
      requestId: '5f1c3c1e-8a54-4a0e-9f77-0d1f0b7c2f11',
    });
    expect(read(json(201, ok)).kind).toBe('accepted');
    expect(read(json(200, { ...ok, error_code: null })).kind).toBe('accepted');
  });

  test('H19 unknown and nested extra fields are ignored', () => {
    expect(read(json(200, { ...ok, extra: { request_id: 'other', deep: [1] } }))).toEqual({
      kind: 'accepted',
      requestId: 'abc-1',
    });
  });
});

describe('A02 a 2xx with an error code is what the code says', () => {
  test.each([
    [400001, 'rejected', 'model-not-found'],
    [403001, 'rejected', 'forbidden'],
    [404001, 'rejected', 'model-not-found'],
    ['404001', 'rejected', 'model-not-found'],
    [500123, 'uncertain', 'unclear-answer'],
    [0, 'uncertain', 'unclear-answer'],
    ['what', 'uncertain', 'unclear-answer'],
    [{}, 'uncertain', 'unclear-answer'],
  ])('code %j is %s, %s', (code, kind, failureCode) => {
    expect(read(json(200, { ...error(code), ...ok }))).toMatchObject({ kind, failure: { code: failureCode } });
  });

  test('an unknown code beside a request id is uncertain and names the id to attach', () => {
    const outcome = read(json(200, { ...ok, ...error(777) }));
    expect(outcome).toMatchObject({
      kind: 'uncertain',
      failure: { message: expect.stringContaining('abc-1') as string },
    });
  });

  test('no balance waits for credit, a refused token for a token', () => {
    expect(read(recorded('submit-no-balance-under-200.json'))).toMatchObject({ kind: 'stopped', for: 'credit' });
    expect(read(json(200, error(400004)))).toMatchObject({ kind: 'stopped', for: 'token' });
  });
});

describe('A03 H16 H17 H18 a 2xx without a usable request id is uncertain', () => {
  const { body } = recorded('submit-accepted.json') as Extract<ServiceAnswer, { kind: 'answer' }>;
  test.each<[string, ServiceAnswer]>([
    ['truncated JSON', text(200, body.slice(0, 40))],
    ['a cut body, even if it reads well', { ...(json(200, ok) as object), cut: true } as ServiceAnswer],
    ['an array', text(200, '[]')],
    ['null', text(200, 'null')],
    ['a string', text(200, '"ok"')],
    ['an empty object', text(200, '{}')],
    ['nothing', text(204, '')],
    ['a number for an id', json(200, { request_id: 123 })],
    ['an empty id', json(200, { request_id: '' })],
    ['10 kB of id', json(200, { request_id: 'a'.repeat(10_240) })],
    ['129 characters of id', json(200, { request_id: 'a'.repeat(129) })],
    ['a path for an id', json(200, { request_id: '../../x' })],
    ['an id with a line end', json(200, { request_id: 'abc\n' })],
    ['HTML', recorded('gateway-timeout-504.html', 200)],
  ])('%s', (_, answer) => {
    expect(read(answer)).toMatchObject({ kind: 'uncertain' });
  });
});

describe('answers that say that nothing was created', () => {
  test('A04 H02 401, and 400004 under any status, wait for a token', () => {
    expect(read(json(401, error(1)))).toMatchObject({ kind: 'stopped', for: 'token', reason: 'said so' });
    expect(read(recorded('submit-token-refused-under-400.json'))).toMatchObject({ kind: 'stopped', for: 'token' });
    expect(read(json(500, error(400004)))).toMatchObject({ kind: 'stopped', for: 'token' });
  });

  test('A05 H03 402, and 400002 under any status, wait for credit', () => {
    expect(read(text(402, 'pay'))).toEqual({ kind: 'stopped', for: 'credit', reason: 'pay' });
    expect(read(json(400, error(400002)))).toMatchObject({ kind: 'stopped', for: 'credit' });
  });

  test.each([
    [400, 'refused'],
    [403, 'forbidden'],
    [404, 'model-not-found'],
    [405, 'refused'],
    [409, 'conflict'],
    [413, 'too-large'],
    [415, 'refused'],
    [422, 'validation'],
  ])('A06 H01 H04 H07 %i is rejected as %s with the text of the service', (status, code) => {
    const message = expect.stringContaining('said so') as string;
    expect(read(json(status, { error_message: 'said so' }))).toMatchObject({
      kind: 'rejected',
      failure: { code, message, httpStatus: status },
    });
  });

  test('H05 an old model id is rejected, naming the endpoint', () => {
    for (const name of ['submit-old-model-id.json', 'submit-wrong-model-under-200.json']) {
      expect(read(recorded(name))).toMatchObject({
        kind: 'rejected',
        failure: { code: 'model-not-found', message: expect.stringContaining(endpoint) as string },
      });
    }
  });

  test('H08 too large names the bytes that were sent', () => {
    expect(read(text(413, ''))).toMatchObject({
      failure: { message: expect.stringContaining('1234 bytes') as string },
    });
  });

  test('H09 a validation error names each field with its message', () => {
    expect(read(recorded('submit-validation.json'))).toMatchObject({
      kind: 'rejected',
      failure: {
        code: 'validation',
        fields: [
          { field: 'duration', message: 'Input should be less than or equal to 15' },
          { field: 'images.3', message: 'URL is not reachable' },
        ],
      },
    });
  });

  test('A09 H23 a redirect is rejected', () => {
    expect(read(text(307, '', { location: 'https://evil.example' }))).toMatchObject({
      kind: 'rejected',
      failure: { code: 'redirect' },
    });
  });

  test('A11 H29 an insecure way is rejected', () => {
    expect(read({ kind: 'insecure', reason: 'bad certificate' })).toMatchObject({
      kind: 'rejected',
      failure: { code: 'insecure', message: 'bad certificate' },
    });
  });
});

describe('what is sent again by itself', () => {
  test.each([
    ['7', 7_000],
    ['Thu, 01 Jan 2026 12:00:07 GMT', 7_000],
    ['999999', 300_000],
    ['-5', 1_000],
    ['0', 1_000],
    ['Thu, 01 Jan 2026 11:00:00 GMT', 1_000],
    ['soon', undefined],
    ['', undefined],
  ])('A07 H10 H11 H12 H13 429 with Retry-After %j waits %j ms', (header, wait) => {
    const outcome = read(json(429, error(1), { 'retry-after': header }));
    expect(outcome).toEqual({
      kind: 'rate_limited',
      reason: 'said so',
      ...(wait === undefined ? {} : { retryAfterMs: wait }),
    });
  });

  test('a recorded 429 is a rate limit; without a header the wait is left open', () => {
    expect(read(recorded('rate-limited.json'))).toMatchObject({ kind: 'rate_limited', retryAfterMs: 7_000 });
    expect(read(text(429, 'slow down'))).toEqual({ kind: 'rate_limited', reason: 'slow down' });
  });

  test('A10 H24 what never left', () => {
    expect(read({ kind: 'not_sent', reason: 'ECONNREFUSED' })).toEqual({ kind: 'not_sent', reason: 'ECONNREFUSED' });
  });
});

describe('everything ambiguous is uncertain', () => {
  test.each([100, 406, 408, 410, 418, 425, 451, 499, 500, 502, 503, 504, 520, 599])('A08 H06 H14 %i', (status) => {
    expect(read(json(status, error(400001)))).toMatchObject({ kind: 'uncertain', failure: { httpStatus: status } });
  });

  test('A08 H15 HTML under a 5xx, kept as text', () => {
    expect(read(recorded('gateway-timeout-504.html'))).toMatchObject({
      kind: 'uncertain',
      failure: { message: expect.stringContaining('<script>window.__xss') as string },
    });
  });

  test('A12 H22 H26 H28 a lost answer', () => {
    expect(read({ kind: 'lost', reason: 'socket hang up' })).toMatchObject({
      kind: 'uncertain',
      failure: { code: 'no-answer', message: expect.stringContaining('socket hang up') as string },
    });
  });
});

test('SEC32 text of the service is cut to 2,000 characters, whatever it leads to', () => {
  const long = '🎬'.repeat(40_000);
  for (const answer of [
    text(400, long),
    text(404, long),
    text(500, long),
    json(422, { detail: [{ loc: ['a'], msg: long }] }),
  ]) {
    const outcome = read(answer);
    expect('failure' in outcome && outcome.failure.message.length).toBeLessThanOrEqual(2_000);
    expect(JSON.stringify(outcome).length).toBeLessThan(9_000);
    expect(() => encodeURIComponent('failure' in outcome ? outcome.failure.message : '')).not.toThrow();
  }
});
