import { describe, expect, test } from 'vitest';
import { checkAttempt, checkKey, checkModel } from '../../../src/runtime/jobs/check-order.ts';
import { refuseOtherAttempt } from '../../../src/runtime/jobs/refuse-other-attempt.ts';
import type { Attempt } from '../../../src/runtime/wire/job-record.ts';
import { jobOf } from '../../fakes/job-of.ts';
import { order } from '../../fakes/job-world.ts';

const shot = order();
const claimed: Attempt = { status: 'claimed', n: 1, claimedAt: 0, since: 0 };
const sent = { n: 1, claimedAt: 0, since: 0, submittedAt: 0 };
const known = { ...sent, requestId: 'req-1' };
const failure = { code: 'no', message: 'No.' };
const planAgain = 'Plan again: the quote is then about what there is now.';

describe('SEC13 the key of an order', () => {
  test('is the hash of service, model, request and take', () => {
    expect(checkKey(shot.jobKey, shot.order)).toBeUndefined();
  });

  test.each([
    ['service', { service: 'sandbox' }],
    ['model', { model: 'bytedance/seedance-2.0/pro' }],
    ['request', { request: { prompt: 'a dog', duration: 5 } }],
    ['take', { take: 2 }],
  ])('and not of another %s: that is refused', (_, change) => {
    expect(checkKey(shot.jobKey, { ...shot.order, ...change })).toEqual({
      kind: 'refuse',
      httpStatus: 422,
      code: 'key-mismatch',
      reason: 'The JobKey is not the hash of service, model, request and take.',
      remedy: 'Reload the page: it may be older than the gateway.',
    });
  });
});

describe('M14 whoever joins a claim', () => {
  const waiting = jobOf([claimed], { agreedModel: 'old/model' });
  const asked = (sentModel: string | undefined, attempt = 1) =>
    ({ ...shot.order, attempt, ...(sentModel !== undefined && { sentModel }) }) as typeof shot.order;

  test('may not have agreed to another model', () => {
    expect(checkModel(waiting, asked('new/model'))).toEqual({
      kind: 'refuse',
      httpStatus: 409,
      code: 'other-model',
      reason: 'This attempt waits to be sent as old/model, and new/model was agreed to now. Nothing was sent.',
      remedy: 'Cancel the waiting one and run again: the next attempt goes as agreed.',
    });
  });

  test.each([
    ['to the same model', waiting, asked('old/model')],
    ['to none by name', waiting, asked(undefined)],
    [
      'to another one, of an attempt that was made before models were written down',
      jobOf([claimed]),
      asked('new/model'),
    ],
    ['to another one, of the next attempt', waiting, asked('new/model', 2)],
    [
      'to another one, of an attempt that is sent already',
      jobOf([{ ...sent, status: 'submitting' }], { agreedModel: 'old/model' }),
      asked('new/model'),
    ],
    ['to any, where there is nothing to join', undefined, asked('new/model')],
  ])('may have agreed %s', (_, job, wanted) => {
    expect(checkModel(job, wanted)).toBeUndefined();
  });
});

describe('M6 an attempt', () => {
  const refusal = (reason: string) => ({
    kind: 'refuse',
    httpStatus: 409,
    code: 'attempt-conflict',
    reason,
    remedy: planAgain,
  });

  test('is the first one where there is no job', () => {
    expect(checkAttempt(undefined, 1, false)).toEqual({ kind: 'claim' });
    expect(checkAttempt(undefined, 2, false)).toEqual(refusal('Attempt 2 was asked for, but there is none before it.'));
  });

  test.each<[Attempt]>([
    [{ ...known, status: 'failed', failure }],
    [{ ...known, status: 'lost', failure }],
    [{ ...sent, status: 'rejected', failure }],
    [{ ...sent, status: 'cancelled' }],
  ])('follows one that ended without a result: %o', (ended) => {
    expect(checkAttempt(jobOf([ended]), 1, false)).toEqual({ kind: 'join' });
    expect(checkAttempt(jobOf([ended]), 2, false)).toEqual({ kind: 'claim' });
    expect(checkAttempt(jobOf([ended]), 3, false)).toEqual(refusal('Attempt 3 was asked for, but the last one is 1.'));
  });

  test.each<[string, Attempt]>([
    ['it is claimed', claimed],
    ['it is submitting', { ...sent, status: 'submitting' }],
    ['it is in queue', { ...known, status: 'in_queue' }],
    ['it is in progress', { ...known, status: 'in_progress' }],
    ['it is downloading', { ...known, status: 'downloading' }],
    ['it has a result already', { ...known, status: 'succeeded', outputs: [] }],
    ['whether it was sent is unknown and a person must decide first', { ...sent, status: 'uncertain', failure }],
  ])('does not stand beside another one: %s', (why, standing) => {
    expect(checkAttempt(jobOf([standing]), 1, false)).toEqual({ kind: 'join' });
    expect(checkAttempt(jobOf([standing]), 2, false)).toEqual(
      refusal(`There is no attempt 2 while attempt 1 stands: ${why}.`),
    );
  });

  test('M5 is not made where the record of one that may have been bought cannot be read', () => {
    const damaged = {
      kind: 'refuse',
      httpStatus: 409,
      code: 'damaged-record',
      reason: 'The record of this job is damaged: it may have been bought already. Nothing was sent.',
      remedy: 'Look it up at RunComfy. A new take buys it anew.',
    };
    expect(checkAttempt(undefined, 1, true)).toEqual(damaged);
    expect(checkAttempt(jobOf([{ ...sent, status: 'cancelled' }]), 2, true)).toEqual(damaged);
    expect(checkAttempt(jobOf([claimed]), 1, true)).toEqual({ kind: 'join' });
    expect(checkAttempt(jobOf([claimed]), 2, true)).toEqual(
      refusal('There is no attempt 2 while attempt 1 stands: it is claimed.'),
    );
  });
});

test('a wish about another attempt than the present one is refused', () => {
  const second = jobOf([
    { ...sent, status: 'cancelled' },
    { ...claimed, n: 2 },
  ]);
  expect(() => refuseOtherAttempt(second, 2)).not.toThrow();
  expect(() => refuseOtherAttempt(second, undefined)).not.toThrow();
  expect(() => refuseOtherAttempt(second, 1)).toThrow(
    expect.objectContaining({
      code: 'other-attempt',
      reason: 'This was about attempt 1, and attempt 2 stands now. Nothing was changed.',
      remedy: 'Look at it again, then decide.',
      httpStatus: 409,
    }),
  );
});
