import { expect, test } from 'vitest';
import { exchangeOf, pathOf } from '../../../src/cli/doctor/exchange.ts';
import type { Findings } from '../../../src/cli/doctor/findings.ts';
import { guesses } from '../../../src/cli/doctor/guesses.ts';
import { reportText } from '../../../src/cli/doctor/report.ts';
import { shapeOf } from '../../../src/cli/doctor/shape-of.ts';
import { statusTimes } from '../../../src/cli/doctor/status-times.ts';
import { tellingHeaders } from '../../../src/cli/doctor/telling-headers.ts';
import type { ServiceAnswer } from '../../../src/runtime/jobs/ports.ts';
import { json } from '../../fakes/fake-service.ts';
import { recorded } from '../../fakes/recorded.ts';

const base = 'https://model-api.runcomfy.net';
const id = '5f1c9a52-0d5b-4f0e-9f8e-2f1b6f0c7a11';

function exchange(method: 'GET' | 'POST', path: string, answer: ServiceAnswer, at = 0) {
  const headers = { authorization: 'Bearer canary-token' };
  return exchangeOf({ method, url: base + path, headers, timeoutMs: 1, maxBytes: 1 }, answer, at, 10);
}

const seen = (...exchanges: ReturnType<typeof exchange>[]): Findings => ({
  seen: { exchanges, fetched: [] },
  models: [],
  differences: undefined,
});

function shown(question: string, findings: Findings): readonly string[] | undefined {
  const guess = guesses.find((each) => each.question === question);
  if (!guess) throw new Error(`nothing is guessed about: ${question}`);
  return guess.seen(findings);
}

test('a body is told by names and types: no prompt, no id, no address beyond its host', () => {
  const body = {
    request_id: id,
    status: 'in_queue',
    queue_position: 3,
    created_at: '2026-01-02T03:04:05Z',
    input: { prompt: 'a secret prompt', images: ['https://mine.example/a.png?sig=canary'] },
    error: null,
    cost: 0.5,
    count: '12',
  };
  const lines = shapeOf(body);
  expect(lines).toEqual([
    'object',
    '  request_id: text, a UUID',
    '  status: "in_queue"',
    '  queue_position: 3',
    '  created_at: text, a time with its zone',
    '  input: object',
    '    prompt: text of 15 characters',
    '    images: list of 1',
    '      each: text, an address at mine.example, with a query',
    '  error: null',
    '  cost: 0.5',
    '  count: text, a number',
  ]);
});

test('a body of any depth and width comes to a bounded number of lines', () => {
  let deep: unknown = 1;
  for (let n = 0; n < 500; n += 1) deep = { deep };
  const wide = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`key ${n} <script>`, n]));
  expect(shapeOf(deep).length).toBeLessThan(10);
  expect(shapeOf(wide)).toHaveLength(42);
  expect(shapeOf(wide).join()).not.toContain('<');
  expect(shapeOf({ status: '<img onerror=1> "canary"' })).toEqual(['object', '  status: text of 24 characters']);
});

test('SEC15 headers are told by name, and only those by value that speak of the service', () => {
  const headers = { date: 'today', 'set-cookie': 'canary', 'x-ratelimit-remaining': '9', 'x-user': 'canary' };
  expect(tellingHeaders(headers)).toEqual(['date: today', 'set-cookie', 'x-ratelimit-remaining: 9', 'x-user']);
});

test('a request id is no part of what an exchange is called', () => {
  expect(pathOf(`${base}/v1/requests/${id}/result?include_cost=true`)).toBe(
    '/v1/requests/{id}/result?include_cost=true',
  );
});

test('statuses are told in the order in which they came, by the time since the submit', () => {
  const exchanges = [
    exchange('POST', '/v1/models/a/b', recorded('submit-accepted.json'), 1_000),
    exchange('GET', `/v1/requests/${id}/status`, recorded('status-in-queue-3.json'), 2_000),
    exchange('GET', `/v1/requests/${id}/status`, recorded('status-in-queue-2.json'), 4_000),
    exchange('GET', `/v1/requests/${id}/status`, recorded('status-in-progress.json'), 6_000),
    exchange('GET', `/v1/requests/${id}/status`, recorded('status-completed.json'), 61_000),
  ];
  expect(statusTimes(exchanges).map((line) => line.replace(/, place \d+/, ''))).toEqual([
    '"in_queue" 1.0 s after the submit',
    '"in_progress" 5.0 s after the submit',
    '"completed" 60.0 s after the submit',
  ]);
});

test('what is guessed is told where it was seen, and not observed where it was not', () => {
  const failed = exchange(
    'GET',
    `/v1/requests/${id}/result?include_cost=true`,
    recorded('result-failed-after-completed.json'),
  );
  const limited = exchange('GET', `/v1/requests/${id}/status`, recorded('rate-limited.json'));
  const findings = seen(failed, limited);
  expect(shown('Shape of `error` in a result', findings)).not.toBeUndefined();
  expect(shown('Rate limits', findings)).toContainEqual(expect.stringContaining('1 answers of 429'));
  expect(shown('How an answer to a cancel looks', findings)).toBeUndefined();
  expect(shown('Pixel size of 480p at 16:9', findings)).toBeUndefined();
  const cancelled = exchange('POST', `/v1/requests/${id}/cancel`, recorded('cancel-contradicting-status.json'));
  expect(shown('How an answer to a cancel looks', seen(cancelled))?.join()).toContain('outcome: "');
  const costly = exchange('GET', `/v1/requests/${id}/result?include_cost=true`, recorded('result-succeeded.json'));
  expect(shown('Whether `include_cost` answers with a cost', seen(costly))?.[0]).toMatch(/cost/);
});

test('SEC11 SEC15 a report holds no token, no prompt, no request id and no query of an address', () => {
  const body = {
    request_id: id,
    status: 'succeeded',
    output: { video: `https://files.runcomfy.net/canary.mp4?X-Signature=canary` },
    input: { prompt: 'canary prompt' },
  };
  const findings: Findings = {
    ...seen(
      exchange(
        'POST',
        '/v1/models/a/b',
        json(200, { ...body, error_message: 'Bearer canary-token' }, { 'x-token': 'canary' }),
      ),
      exchange('GET', `/v1/requests/${id}/result?include_cost=true`, json(200, body)),
      exchange('GET', `/v1/requests/${id}/status`, recorded('gateway-timeout-504.html')),
      exchange('GET', `/v1/requests/${id}/status`, { kind: 'lost', reason: 'the connection ended' }),
    ),
    range: { status: 206, headers: { 'content-range': 'bytes 0-0/9', location: 'https://x/?canary' } },
  };
  const text = reportText({ version: '1.2.3', at: 0, service: base, verdicts: [], findings });
  expect(text).not.toContain('canary');
  expect(text).not.toContain(id);
  expect(text).toContain('GET /v1/requests/{id}/status: lost: the connection ended');
  expect(text).toContain('### Whether unknown body fields are refused\n\nnot observed');
});

test('text in a report stays text', () => {
  const verdicts = [{ check: 'token', status: 'warn', says: 'a | <b>\n# c `d`' }] as const;
  const text = reportText({ version: '1', at: 0, service: base, verdicts, findings: seen() });
  expect(text).toContain('| token | warn | a \\| \\<b\\> # c \\`d\\`');
});
