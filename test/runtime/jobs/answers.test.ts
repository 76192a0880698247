import { describe, expect, test } from 'vitest';
import type { ServiceAnswer } from '../../../src/runtime/jobs/ports.ts';
import { chargeWords } from '../../../src/runtime/run/charge-words.ts';
import { chargeOf } from '../../../src/runtime/wire/charge.ts';
import { refusalWords } from '../../../src/runtime/run/refusal-words.ts';
import { attemptWords, waitingWords } from '../../../src/runtime/run/words.ts';
import { presentAttempt, type Attempt } from '../../../src/runtime/wire/job-record.ts';
import { sentFacts } from '../../../src/ui/dialogs/sent-words.ts';
import { json, text } from '../../fakes/fake-service.ts';
import { createJobWorld, live, order, recordOf, statusOf } from '../../fakes/job-world.ts';

const shot = order();

/** A job whose first submit is answered in some way, accepted before that or not. */
async function answered(answer: ServiceAnswer, taken = false) {
  const world = createJobWorld();
  world.service.script('submit', () => {
    if (taken) world.service.accept();
    return answer;
  });
  const { owner } = await world.life();
  await owner.put(shot.jobKey, shot.order);
  await world.clock.settle();
  const attempt = (): Attempt => presentAttempt(recordOf(owner, shot.jobKey));
  const failure = () => {
    const present = attempt();
    if (!('failure' in present)) throw new Error(`${present.status} has no failure`);
    return present.failure;
  };
  /** What a person is told: state, whether it was billed, why. */
  const told = () => {
    const charge = chargeOf(attempt(), live);
    return [attemptWords(attempt(), world.clock.now()), charge && chargeWords(charge), refusalWords(failure())];
  };
  return { world, owner, attempt, failure, told };
}

describe('refused: nothing is sent again, and a person reads why', () => {
  test.each([
    ['H01 400', json(400, { error_message: 'No cats today.' }), 'refused', 'No cats today.'],
    [
      'H04 403',
      json(403, { error_code: 403001, error_message: 'Not yours' }),
      'forbidden',
      'The token is good, but it may not use this model.',
    ],
    [
      'H05 404',
      json(404, { error_message: 'nope' }),
      'model-not-found',
      'The service does not know the model under this id.',
    ],
    [
      'H07 409',
      json(409, { request_id: 'req-9', error_message: 'Already running' }),
      'conflict',
      'The service says that this conflicts with something else.',
    ],
    ['H08 413', text(413, 'Too big'), 'too-large', 'The request is too large.'],
    [
      'H09 422',
      json(422, { detail: [{ loc: ['body', 'duration'], msg: 'too long' }] }),
      'validation',
      'The service does not accept a setting.',
    ],
  ] as const)('%s', async (_, answer, code, words) => {
    const { world, failure, told } = await answered(answer);
    await world.clock.advance(86_400_000);
    expect(failure().code).toBe(code);
    expect(told()).toEqual(['refused, not charged', 'not billed', words]);
    expect(world.service.received.map(({ call }) => call)).toEqual(['submit']);
    expect(world.service.charged).toEqual([]);
  });

  test('H04 403 is told apart from 401: no token is waited for, and other jobs go on', async () => {
    const { world, owner, failure } = await answered(text(403, 'Forbidden'));
    expect(failure()).toMatchObject({ code: 'forbidden', httpStatus: 403, message: 'Forbidden' });
    const other = order({ take: 2 });
    await owner.put(other.jobKey, other.order);
    await world.clock.runUntil(() => statusOf(owner, other.jobKey) === 'succeeded');
  });

  test('H05 the address that was asked is named', async () => {
    expect((await answered(text(404, ''))).failure().message).toContain(`${live}/v1/models/`);
  });

  test('H07 a conflict that names a request id is no success: nothing is polled, and the text is kept', async () => {
    const { world, failure } = await answered(json(409, { request_id: 'req-9', error_message: 'Already running' }));
    await world.clock.advance(3_600_000);
    expect(failure().message).toBe('Already running');
    expect(world.service.count('status')).toBe(0);
  });

  test('H08 the bytes that were sent are named', async () => {
    const { world, failure } = await answered(text(413, 'Too big'));
    const [sent] = world.service.of('submit');
    const bytes = new TextEncoder().encode(sent?.request.body).byteLength;
    expect(failure().message).toBe(`The request of ${bytes} bytes is too large. The service said: Too big`);
  });

  test('H09 each field has its message', async () => {
    const detail = [
      { loc: ['body', 'duration'], msg: 'too long' },
      { loc: ['body', 'images', 0], msg: 'too small' },
    ];
    expect((await answered(json(422, { detail }))).failure().fields).toEqual([
      { field: 'duration', message: 'too long' },
      { field: 'images.0', message: 'too small' },
    ]);
  });
});

describe('ambiguous: nothing is sent again, and a person is told what happened', () => {
  test.each([
    ['H06 408', text(408, 'Timeout'), 'HTTP 408'],
    ['H14 500', text(500, 'oops'), 'HTTP 500'],
    ['H14 503', text(503, 'busy'), 'HTTP 503'],
    ['H15 502 with a script', text(502, '<html><script>window.__xss=1</script></html>'), 'HTTP 502'],
    ['H16 truncated', text(200, '{"request_id": "r'), 'no request id can be read'],
    ['H17 []', text(200, '[]'), 'no request id can be read'],
    ['H17 null', text(200, 'null'), 'no request id can be read'],
    ['H17 "ok"', text(200, '"ok"'), 'no request id can be read'],
    ['H17 {}', text(200, '{}'), 'no request id can be read'],
    ['H18 a number', json(200, { request_id: 123 }), 'no request id can be read'],
    ['H18 nothing', json(200, { request_id: '' }), 'no request id can be read'],
    ['H18 10 kB', json(200, { request_id: 'x'.repeat(10_000) }), 'no request id can be read'],
    ['H18 a path', json(200, { request_id: '../../x' }), 'no request id can be read'],
    ['H22 a hang', { kind: 'lost', reason: 'no answer in 60000 ms' } as const, 'did not answer in time'],
  ])('%s', async (_, answer, words) => {
    for (const taken of [false, true]) {
      const { world, owner, failure } = await answered(answer, taken);
      await world.clock.advance(86_400_000);
      expect(statusOf(owner, shot.jobKey)).toBe('uncertain');
      expect(world.service.count('submit')).toBe(1);
      expect(world.service.charged.length).toBe(taken ? 1 : 0);
      const [what] = sentFacts(recordOf(owner, shot.jobKey), world.clock.now());
      expect(what?.text).toContain(words);
      expect(what?.text).toContain('never sent again by itself');
      expect(failure().message.length).toBeLessThanOrEqual(2_000);
    }
  });
});

describe('too many requests: the wait that the service asks for', () => {
  /** Seconds between the first submit and the next, in the same attempt. */
  async function waited(retryAfter: string | ((now: number) => string)): Promise<number> {
    const world = createJobWorld();
    world.service.script('submit', ({ at }) =>
      json(429, {}, { 'retry-after': typeof retryAfter === 'string' ? retryAfter : retryAfter(at) }),
    );
    const { owner } = await world.life();
    await owner.put(shot.jobKey, shot.order);
    await world.clock.runUntil(() => world.service.count('submit') === 2);
    await world.clock.settle();
    expect(recordOf(owner, shot.jobKey).attempts).toMatchObject([{ n: 1 }]);
    const [first, second] = world.service.of('submit').map(({ at }) => at);
    return ((second ?? 0) - (first ?? 0)) / 1000;
  }

  test('H11 a date is obeyed within 2 s', async () => {
    for (const seconds of [7, 90]) {
      const wait = await waited((now) => new Date(now + seconds * 1000).toUTCString());
      expect(Math.abs(wait - seconds)).toBeLessThanOrEqual(2);
    }
  });

  test('H11 a date far away is obeyed for 5 min at most, one that is past for 1 s', async () => {
    expect(await waited((now) => new Date(now + 86_400_000).toUTCString())).toBe(300);
    expect(await waited((now) => new Date(now - 86_400_000).toUTCString())).toBe(1);
  });

  test('H13 a huge wait is cut to 300 s, a negative one is 1 s, garbage is backoff', async () => {
    expect(await waited('999999')).toBe(300);
    expect(await waited('-5')).toBe(1);
    expect(await waited('0')).toBe(1);
    for (const garbage of ['soon', '', '7 minutes', '1e9']) {
      const wait = await waited(garbage);
      expect(wait).toBeGreaterThanOrEqual(0.75);
      expect(wait).toBeLessThanOrEqual(1.25);
    }
  });

  test('H10 H11 the seconds that are left are shown', async () => {
    const world = createJobWorld();
    world.service.script('submit', ({ at }) => json(429, {}, { 'retry-after': new Date(at + 42_000).toUTCString() }));
    const { owner } = await world.life();
    await owner.put(shot.jobKey, shot.order);
    await world.clock.advance(12_000);
    const { waiting } = recordOf(owner, shot.jobKey);
    expect(waiting && waitingWords(waiting, world.clock.now())).toBe('too many requests, goes on in 30 s');
  });
});

describe('cancelling that the service does not do', () => {
  test.each([
    ['409', text(409, 'It cannot be cancelled.'), 'refused', 'It cannot be cancelled.'],
    ['404', text(404, 'No such request'), 'refused', 'No such request'],
    ['500', text(500, 'oops'), 'unknown', 'unknown'],
    ['a drop', { kind: 'lost', reason: 'ECONNRESET' } as const, 'unknown', 'unknown'],
  ])('H33 %s: the job keeps its real state, says so, and is polled to its end', async (_, answer, outcome, words) => {
    const world = createJobWorld();
    world.service.script('cancel', answer);
    const { owner } = await world.life();
    await owner.put(shot.jobKey, shot.order);
    await world.clock.runUntil(() => statusOf(owner, shot.jobKey) === 'in_queue');
    await owner.cancel(shot.jobKey);
    await world.clock.runUntil(() => world.service.count('cancel') === 1);
    await world.clock.settle();
    const present = presentAttempt(recordOf(owner, shot.jobKey));
    expect(present.status).toBe('in_queue');
    expect(present).toMatchObject({ cancel: outcome, trouble: expect.stringContaining(words) as string });
    expect(attemptWords(present, world.clock.now())).toMatch(
      /cancelling was refused|whether it was cancelled is unknown/,
    );
    await world.clock.runUntil(() => statusOf(owner, shot.jobKey) === 'succeeded');
    expect(world.service.count('cancel')).toBe(1);
    expect(world.service.charged).toHaveLength(1);
  });
});
