import { describe, expect, test } from 'vitest';
import type { ServiceAnswer } from '../../../src/runtime/jobs/ports.ts';
import { classifyCancel } from '../../../src/runtime/runcomfy/classify-cancel.ts';
import { classifyResult } from '../../../src/runtime/runcomfy/classify-result.ts';
import { classifyStatus } from '../../../src/runtime/runcomfy/classify-status.ts';
import { classifyCatalogue } from '../../../src/runtime/runcomfy/read-catalogue.ts';
import { json, text } from '../../fakes/fake-service.ts';
import { recorded } from '../../fakes/recorded.ts';

const now = Date.UTC(2026, 0, 1);

describe('status', () => {
  const read = (answer: ServiceAnswer) => classifyStatus(answer, now);

  test('the queue counts down', () => {
    const positions = [3, 2, 1].map((n) => read(recorded(`status-in-queue-${n}.json`)));
    expect(positions).toEqual([3, 2, 1].map((queuePosition) => ({ kind: 'in_queue', queuePosition })));
  });

  test.each([
    ['in_queue', 'in_queue'],
    ['pending', 'in_queue'],
    ['in_progress', 'in_progress'],
    ['processing', 'in_progress'],
    ['cancelled', 'cancelled'],
    ['canceled', 'cancelled'],
  ])('%s is %s', (status, kind) => {
    expect(read(json(200, { status }))).toEqual({ kind });
  });

  test('completed means finished, not succeeded', () => {
    expect(read(recorded('status-completed.json'))).toEqual({ kind: 'finished', said: 'completed', text: '' });
    expect(read(json(200, { status: 'succeeded' }))).toMatchObject({ kind: 'finished', said: 'completed' });
  });

  test('J05 an undocumented failed keeps what was said', () => {
    expect(read(json(200, { status: 'failed', error: { why: 'nsfw' } }))).toEqual({
      kind: 'finished',
      said: 'failed',
      text: '{"why":"nsfw"}',
    });
  });

  test('J06 an unknown status is text, not an end', () => {
    expect(read(json(200, { status: 'archived' }))).toEqual({ kind: 'unknown', text: 'archived' });
  });

  test.each<[string, ServiceAnswer, string]>([
    ['an HTML 504', recorded('gateway-timeout-504.html'), 'trouble'],
    ['HTML under 200', recorded('gateway-timeout-504.html', 200), 'trouble'],
    ['wrong types', json(200, { status: 7 }), 'trouble'],
    ['an array', json(200, []), 'trouble'],
    ['an error code under 200', json(200, { error_code: 500, status: 'completed' }), 'trouble'],
    ['a foreign request', json(200, { error_code: 403001 }), 'trouble'],
    ['429', recorded('rate-limited.json'), 'rate_limited'],
    ['401', text(401, ''), 'unauthorized'],
    ['400004 under 400', recorded('submit-token-refused-under-400.json'), 'unauthorized'],
    ['404', text(404, ''), 'not_found'],
    ['404001 under 200', json(200, { error_code: 404001 }), 'not_found'],
    ['a redirect', text(302, ''), 'trouble'],
    ['no answer', { kind: 'lost', reason: 'reset' }, 'unreachable'],
    ['no network', { kind: 'not_sent', reason: 'ENOTFOUND' }, 'unreachable'],
    ['a bad certificate', { kind: 'insecure', reason: 'expired' }, 'trouble'],
  ])('H30 H31 %s says nothing about the job: %#', (_, answer, kind) => {
    expect(read(answer).kind).toBe(kind);
  });

  test('a queue position of a wrong type is as good as none', () => {
    expect(read(json(200, { status: 'in_queue', queue_position: -3 }))).toEqual({ kind: 'in_queue' });
    expect(read(json(200, { status: 'in_queue', queue_position: 'two' }))).toEqual({ kind: 'in_queue' });
  });
});

describe('result', () => {
  const read = (answer: ServiceAnswer) => classifyResult(answer, now);

  test('a video with its cost, and how long the service says it took', () => {
    expect(read(recorded('result-succeeded.json'))).toEqual({
      kind: 'made',
      addresses: [{ kind: 'video', n: 0, url: 'https://playgrounds-storage-public.runcomfy.net/out/shot.mp4' }],
      refused: [],
      cost: 1.25,
      ranMs: 200_000,
    });
  });

  test.each([
    ['nothing', {}],
    ['the end before the beginning', { created_at: '2026-01-01T10:00:00Z', finished_at: '2026-01-01T09:00:00Z' }],
    ['something else than instants', { created_at: 7, finished_at: 'soon' }],
  ])('a service that tells %s of its times tells nothing of how long it took', (_, times) => {
    const answer = json(200, { status: 'succeeded', output: { video: 'https://files.runcomfy.net/a.mp4' }, ...times });
    expect(read(answer)).not.toHaveProperty('ranMs');
  });

  test('a failed result after a completed status is failed, with its error as text', () => {
    expect(read(recorded('result-failed-after-completed.json'))).toEqual({
      kind: 'failed',
      failure: { code: 'failed', message: '{"type":"moderation","message":"The output was blocked"}' },
      cost: 0,
    });
  });

  test('echoed inputs are never taken for outputs', () => {
    expect(read(recorded('result-echoes-inputs.json'))).toMatchObject({
      kind: 'made',
      addresses: [{ kind: 'video', n: 0, url: 'https://serverless-api-storage.runcomfy.net/out/made.mp4' }],
    });
  });

  test('J15 videos and an image are all kept, in order', () => {
    expect(read(recorded('result-videos-array.json'))).toMatchObject({
      addresses: [
        { kind: 'video', n: 0, url: 'https://files.runcomfy.net/a.mp4' },
        { kind: 'video', n: 1, url: 'https://files.runcomfy.net/b.mp4' },
        { kind: 'image', n: 0, url: 'https://files.runcomfy.net/poster.png' },
      ],
    });
  });

  test('the same address as video and in videos is one output', () => {
    const url = 'https://files.runcomfy.net/a.mp4';
    expect(read(json(200, { status: 'succeeded', output: { video: url, videos: [url] } }))).toMatchObject({
      addresses: [{ kind: 'video', n: 0, url }],
    });
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,<script>',
    'file:///etc/passwd',
    'blob:https://x/1',
    'ftp://files.runcomfy.net/a.mp4',
    '//files.runcomfy.net/a.mp4',
    'https://user:secret@files.runcomfy.net/a.mp4',
    'not an address',
  ])('J16 %s is refused, and its neighbour keeps its place', (url) => {
    expect(
      read(json(200, { status: 'succeeded', output: { videos: [url, 'https://files.runcomfy.net/b.mp4'] } })),
    ).toEqual({
      kind: 'made',
      addresses: [{ kind: 'video', n: 1, url: 'https://files.runcomfy.net/b.mp4' }],
      refused: [{ kind: 'video', n: 0 }],
    });
  });

  test('J03 succeeded without an output is empty, and the raw answer is kept', () => {
    expect(read(recorded('result-without-output.json'))).toMatchObject({
      kind: 'empty',
      cost: 1.25,
      raw: expect.stringContaining('"output":{}') as string,
    });
    for (const output of [undefined, null, [], 'https://a.b/c', { video: 7 }, { videos: [] }]) {
      expect(read(json(200, { status: 'succeeded', output })).kind).toBe('empty');
    }
  });

  test('J04 a result that lags is pending', () => {
    expect(read(recorded('result-in-progress.json'))).toEqual({ kind: 'pending', status: 'in_progress' });
  });

  test('H32 trouble with the result is no failure of the job', () => {
    expect(read(text(500, 'oops')).kind).toBe('trouble');
    expect(read(json(200, { output: {} })).kind).toBe('trouble');
  });
});

describe('cancel', () => {
  const read = (answer: ServiceAnswer) => classifyCancel(answer, now);

  test('the outcome decides, whatever the status beside it says', () => {
    expect(read(recorded('cancel-contradicting-status.json'))).toEqual({ kind: 'cancelled' });
    expect(read(recorded('cancel-not-cancellable.json'))).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('will be charged') as string,
    });
  });

  test.each<[string, ServiceAnswer, string]>([
    ['409', text(409, 'running'), 'refused'],
    ['404', text(404, ''), 'refused'],
    ['500', text(500, ''), 'unknown'],
    ['a dropped connection', { kind: 'lost', reason: 'reset' }, 'unknown'],
    ['an unknown outcome', json(202, { outcome: 'perhaps' }), 'unknown'],
    ['no outcome', json(202, { status: 'cancelled' }), 'unknown'],
  ])('H33 %s is %#', (_, answer, kind) => {
    expect(read(answer).kind).toBe(kind);
  });
});

describe('catalogue', () => {
  const read = (answer: ServiceAnswer) => classifyCatalogue(answer, now);

  test('what it says of price and name, and nothing besides', () => {
    expect(read(recorded('catalogue-entry.json'))).toEqual({
      kind: 'found',
      entry: {
        display_name: 'Seedance 2.0 Pro',
        base_price_usd: 0.062,
        price_unit: 'second',
        pricing_note: 'Reference seconds may be billed too.',
      },
    });
  });

  test('a missing model, a refused token and trouble are told apart', () => {
    expect(read(recorded('submit-old-model-id.json')).kind).toBe('missing');
    expect(read(json(400, { error_code: 400001 })).kind).toBe('missing');
    expect(read(text(401, '')).kind).toBe('refused');
    expect(read(recorded('gateway-timeout-504.html')).kind).toBe('unknown');
  });

  test('a price of a wrong type is no price', () => {
    expect(read(json(200, { base_price_usd: 'cheap', display_name: 'X' }))).toEqual({
      kind: 'found',
      entry: { display_name: 'X' },
    });
  });
});
