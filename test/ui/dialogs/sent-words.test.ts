import { describe, expect, test } from 'vitest';
import { GatewayUnreachable, type JobClient } from '../../../src/runtime/wire/job-client.ts';
import type { Attempt, JobRecord } from '../../../src/runtime/wire/job-record.ts';
import { likelyCost } from '../../../src/ui/dialogs/ask-gateway.ts';
import { requestIdIn } from '../../../src/ui/dialogs/request-id-in.ts';
import { hintedId, mayBeUnsent, sentFacts } from '../../../src/ui/dialogs/sent-words.ts';

const begun = { n: 1, claimedAt: 0, since: 0, submittedAt: 0 };
const failure = { code: 'no-answer', message: 'No whole answer came: ECONNRESET' };
const job = (attempt: Attempt, set: Partial<JobRecord> = {}): JobRecord => ({
  jobKey: 'a'.repeat(64),
  seq: 1,
  service: 'https://api.example.com',
  model: 'a/b',
  take: 1,
  request: { prompt: 'A boat.', duration: 5, resolution: '720p' },
  media: [],
  origin: { graph: 'Boat', node: '1', title: 'SH010' },
  attempts: [attempt],
  ...set,
});
const uncertain = (of: { code: string; message: string; httpStatus?: number }): JobRecord =>
  job({ status: 'uncertain', ...begun, failure: of });
const textOf = (of: JobRecord, now = 0): string =>
  sentFacts(of, now)
    .map(({ label, text }) => `${label}: ${text}`)
    .join('\n');

describe('what a person is told before deciding', () => {
  test('M4 a lost answer: when it left, that it was never sent again, what it may have cost, and what was seen', () => {
    const said = textOf(uncertain(failure), 72_000);
    expect(said).toContain('When: It left 1:12 ago');
    expect(said).toContain('never sent again by itself');
    expect(said).toContain('one generation of 5 s at 720p (a/b, take 1); what that costs is unknown here.');
    expect(said).toContain('What was seen: No whole answer came: ECONNRESET');
  });

  test.each([
    ['H26', failure, 'The connection ended before the answer was here'],
    ['H22', { code: 'no-answer', message: 'No whole answer came: no answer in 60000 ms' }, 'did not answer in time'],
    ['H06', { code: 'unclear-answer', message: 'HTTP 408: x', httpStatus: 408 }, 'The answer was HTTP 408'],
    ['H14', { code: 'unclear-answer', message: 'HTTP 502: x', httpStatus: 502 }, 'The answer was HTTP 502'],
    ['H16', { code: 'unclear-answer', message: 'no id', httpStatus: 200 }, 'no request id can be read from it'],
    ['M5 B03', { code: 'interrupted', message: 'x' }, 'The gateway ended while this was being sent'],
    ['S14', { code: 'damaged-record', message: 'x' }, 'The record of this job is damaged'],
    ['M4', { code: 'request-not-found', message: 'x' }, 'did not know the request id'],
    ['M4', { code: 'of-tomorrow', message: 'x' }, 'No answer came back'],
  ])('%s each cause has its words: %j', (_, of, words) => {
    const said = textOf(uncertain(of));
    expect(said).toContain(words);
    expect(said).toContain('never sent again by itself');
  });

  test('M4 an unknown error beside a request id names it, and the id is offered', () => {
    const odd = uncertain({
      code: 'unclear-answer',
      message: 'The service answered with error code 500123 (request id 6f21c6f0-1): oops',
      httpStatus: 200,
    });
    expect(textOf(odd)).toContain('named a request id beside it');
    expect(hintedId(odd)).toBe('6f21c6f0-1');
    expect(hintedId(uncertain(failure))).toBeUndefined();
    expect(hintedId(uncertain({ code: 'no-answer', message: '(request id 6f21c6f0-1)' }))).toBeUndefined();
  });

  test('a rehearsal may have cost nothing', () => {
    const rehearsed = { ...uncertain(failure), service: 'sandbox' };
    expect(textOf(rehearsed)).toContain('It may have cost: Nothing: a rehearsal is free.');
    expect(textOf(rehearsed)).toContain('whether the sandbox took it');
  });

  test('M4 an attached id that the service does not know may be mistyped, and may never have been sent', () => {
    const mistyped = job({ status: 'in_queue', ...begun, requestId: 'typo', attached: true, notFound: true });
    expect(textOf(mistyped)).toMatch(/does not know the request id typo.*mistyped/);
    expect(mayBeUnsent(mistyped)).toBe(true);
  });

  test('M4 an id that the service itself gave was sent: it is not offered to call it unsent', () => {
    const gone = job({ status: 'in_queue', ...begun, requestId: 'r1', notFound: true });
    expect(textOf(gone)).toContain('RunComfy itself gave this id');
    expect(mayBeUnsent(gone)).toBe(false);
  });

  test('a job that is decided meanwhile has nothing to tell', () => {
    expect(sentFacts(job({ status: 'in_queue', ...begun, requestId: 'r1' }), 0)).toEqual([]);
    expect(mayBeUnsent(undefined)).toBe(false);
  });
});

describe('M4 what it may have cost', () => {
  const meter = { seconds: 5, resolution: '720p', sound: true, referenceSeconds: 0 };
  const lost = { ...uncertain(failure), meter };
  const last = { usd: 0.75, at: 1, title: 'SH020', take: 2, seconds: 5 };
  const asked: unknown[] = [];
  const jobs: Pick<JobClient, 'costs'> = {
    async costs(service, kinds) {
      asked.push(service, kinds);
      return { costs: [{ equal: last }], accuracy: { quotes: 0, quotedUsd: 0, costUsd: 0 } };
    },
  };

  test('is what it was quoted at', async () => {
    const quoted = { usd: 0.6, source: 'catalogue' } as const;
    const attempt: Attempt = { status: 'uncertain', ...begun, failure, quoted };
    expect(await likelyCost(jobs, job(attempt, { meter }))).toEqual({ usd: 0.6, from: 'as it was quoted' });
    expect(asked).toEqual([]);
  });

  test('is what the last equal one cost, under the model that was sent', async () => {
    const likely = await likelyCost(jobs, { ...lost, sentModel: 'a/c' });
    expect(asked).toEqual(['live', [{ model: 'a/c', meter }]]);
    expect(sentFacts(lost, 0, likely).map(({ text }) => text)).toContainEqual(
      expect.stringContaining('about $0.75, as SH020, take 2, did.'),
    );
  });

  test('is unknown where nothing tells, where nobody answers, and nothing for a rehearsal', async () => {
    const silent: typeof jobs = { costs: () => Promise.reject(new GatewayUnreachable('gone')) };
    expect(await likelyCost(silent, lost)).toBeUndefined();
    expect(await likelyCost(silent, uncertain(failure))).toBeUndefined();
    expect(await likelyCost(jobs, { ...lost, service: 'sandbox' })).toBeUndefined();
    const broken: typeof jobs = { costs: () => Promise.reject(new Error('broken')) };
    await expect(likelyCost(broken, lost)).rejects.toThrow('broken');
  });
});

describe('H18 the request id in what a person pasted', () => {
  const id = '6f21c6f0-1111-4222-8333-444455556666';
  test.each([
    [` ${id}\n`, id],
    ['req_1', 'req_1'],
    [`https://model-api.runcomfy.net/v1/requests/${id}/status`, id],
    ['https://example.com/requests/abc?x=1', 'abc'],
    [`{"request_id": "${id}", "status": "in_queue"}`, id],
    [`id ${id}, again ${id.toUpperCase()}`, id],
    [`${id} and 7f21c6f0-1111-4222-8333-444455556666`, undefined],
    ['../../v1/requests', undefined],
    ['https://evil.example/requests/../x', undefined],
    ['a b', undefined],
    ['', undefined],
    ['x'.repeat(129), undefined],
  ])('%j holds %j', (text, found) => {
    expect(requestIdIn(text)).toBe(found);
  });
});

test('S14 M4 "it was not sent" is not offered where the service accepted it, nor behind a damaged record', () => {
  expect(mayBeUnsent(uncertain({ code: 'no-answer', message: 'x' }))).toBe(true);
  expect(mayBeUnsent(uncertain({ code: 'damaged-record', message: 'x' }))).toBe(false);
  const failure = { code: 'request-not-found', message: 'x' };
  expect(mayBeUnsent(job({ status: 'uncertain', ...begun, acceptedAs: 'req-1', failure }))).toBe(false);
  const attached = { status: 'in_queue', ...begun, requestId: 'req-2', attached: true, notFound: true } as const;
  expect(mayBeUnsent(job(attached))).toBe(true);
  expect(mayBeUnsent(job({ ...attached, acceptedAs: 'req-1' }))).toBe(false);
});
