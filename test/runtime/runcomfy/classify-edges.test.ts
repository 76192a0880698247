import { describe, expect, test } from 'vitest';
import type { ServiceAnswer } from '../../../src/runtime/jobs/ports.ts';
import { classifyCancel } from '../../../src/runtime/runcomfy/classify-cancel.ts';
import { readAnswer } from '../../../src/runtime/runcomfy/classify-read.ts';
import { classifyResult } from '../../../src/runtime/runcomfy/classify-result.ts';
import { classifyStatus } from '../../../src/runtime/runcomfy/classify-status.ts';
import { classifySubmit } from '../../../src/runtime/runcomfy/classify-submit.ts';
import { json, text } from '../../fakes/fake-service.ts';

const now = Date.UTC(2026, 0, 1);
const sent = { endpoint: 'https://model-api.runcomfy.net/v1/models/m', bytes: 10, now };
const submitted = (answer: ServiceAnswer) => classifySubmit(answer, sent);

describe('the edges of reading the answer to a submit', () => {
  test.each([
    [199, 'uncertain'],
    [200, 'accepted'],
    [299, 'accepted'],
    [300, 'rejected'],
    [399, 'rejected'],
    [400, 'rejected'],
    [418, 'uncertain'],
    [500, 'uncertain'],
    [503, 'uncertain'],
  ])('M3 M4 a request id under HTTP %i is %s', (status, kind) => {
    expect(submitted(json(status, { request_id: 'req-1' })).kind).toBe(kind);
  });

  test('an answer that is not clear says so, with what the service said and under which status', () => {
    expect(submitted(text(503, 'busy'))).toEqual({
      kind: 'uncertain',
      failure: { code: 'unclear-answer', message: 'HTTP 503: busy', httpStatus: 503 },
    });
    expect(submitted(json(200, { detail: 'queued?' }))).toEqual({
      kind: 'uncertain',
      failure: {
        code: 'unclear-answer',
        message: 'The service answered without a usable request id: queued?',
        httpStatus: 200,
      },
    });
    expect(submitted(json(200, { error_code: 555, error_message: 'odd' }))).toMatchObject({
      failure: { message: 'The service answered with error code 555: odd' },
    });
    expect(submitted({ kind: 'lost', reason: 'reset' })).toEqual({
      kind: 'uncertain',
      failure: { code: 'no-answer', message: 'No whole answer came: reset' },
    });
  });

  test('what is not known stands nowhere, not even as undefined', () => {
    expect(Object.keys(submitted(text(429, 'slow')))).toEqual(['kind', 'reason']);
    const refused = submitted(text(422, 'no'));
    expect(refused.kind === 'rejected' && Object.keys(refused.failure)).toEqual(['code', 'message', 'httpStatus']);
    const lost = submitted({ kind: 'lost', reason: 'reset' });
    expect(lost.kind === 'uncertain' && Object.keys(lost.failure)).toEqual(['code', 'message']);
  });

  test('H23 a redirect is told as one', () => {
    expect(submitted(text(307, ''))).toMatchObject({
      failure: { code: 'redirect', message: expect.stringContaining('redirect') as string, httpStatus: 307 },
    });
  });
});

describe('the edges of reading any answer', () => {
  test('H30 a body that reads well is no answer under another status than 2xx', () => {
    for (const status of [100, 300, 304, 500, 503]) {
      expect(readAnswer(json(status, { status: 'completed' }), now)).toMatchObject({
        kind: 'trouble',
        reason: expect.stringContaining(`HTTP ${status}: `) as string,
      });
    }
    expect(readAnswer(json(299, {}), now)).toEqual({ kind: 'body', json: {} });
    expect(readAnswer(text(200, '<html>'), now)).toEqual({ kind: 'trouble', reason: 'HTTP 200: <html>' });
  });

  test('H31 Retry-After is kept, of a 429 as of other trouble, and absent where it is not said', () => {
    for (const status of [429, 503]) {
      expect(readAnswer(text(status, '', { 'retry-after': '7' }), now)).toMatchObject({ retryAfterMs: 7_000 });
      expect(readAnswer(text(status, ''), now)).not.toHaveProperty('retryAfterMs');
    }
  });
});

describe('the edges of status, result and cancel', () => {
  test('what cannot be read is trouble, and says so', () => {
    expect(classifyStatus(json(200, { status: 7 }), now)).toEqual({
      kind: 'trouble',
      reason: 'The status cannot be read.',
    });
    expect(classifyResult(json(200, {}), now)).toEqual({ kind: 'trouble', reason: 'The result cannot be read.' });
    expect(classifyResult({ kind: 'lost', reason: 'reset' }, now)).toEqual({ kind: 'unreachable', reason: 'reset' });
  });

  test('J05 failed without a reason has none in the status, and says so in the result', () => {
    expect(classifyStatus(json(200, { status: 'failed' }), now)).toEqual({
      kind: 'finished',
      said: 'failed',
      text: '',
    });
    for (const error of [undefined, null]) {
      expect(classifyResult(json(200, { status: 'failed', error }), now)).toEqual({
        kind: 'failed',
        failure: { code: 'failed', message: 'The service says it failed, without a reason.' },
      });
    }
  });

  test.each(['cancelled', 'canceled'])('J07 a result that says %s is cancelled', (status) => {
    expect(classifyResult(json(200, { status }), now)).toEqual({ kind: 'cancelled' });
  });

  test.each([
    ['created_at', { created_at: '2026-01-01T00:00:00Z' }],
    ['finished_at', { finished_at: '2026-01-01T00:00:00Z' }],
    ['the same instant twice', { created_at: '2026-01-01T00:00:00Z', finished_at: '2026-01-01T00:00:00Z' }],
  ])('a result with %s alone says nothing of how long it took', (_, times) => {
    const output = { video: 'https://files.runcomfy.net/a.mp4' };
    expect(classifyResult(json(200, { status: 'succeeded', output, ...times }), now)).not.toHaveProperty('ranMs');
  });

  test('H33 what the service answered to cancel is told in its words', () => {
    const told = (answer: ServiceAnswer) => classifyCancel(answer, now);
    expect(told(text(409, 'running'))).toEqual({
      kind: 'refused',
      reason: 'Cancelling was refused: HTTP 409: running',
    });
    expect(told(text(404, 'who'))).toEqual({ kind: 'refused', reason: 'Cancelling was refused, not found: who' });
    expect(told(text(500, 'oops'))).toEqual({
      kind: 'unknown',
      reason: 'Whether it was cancelled is unknown: HTTP 500: oops',
    });
    expect(told(json(202, { outcome: 'perhaps' }))).toEqual({
      kind: 'unknown',
      reason: 'Whether it was cancelled is unknown: the answer cannot be read.',
    });
  });
});
