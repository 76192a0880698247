import { describe, expect, test } from 'vitest';
import { spendOf, standingOf } from '../../../src/runtime/wire/spend-of.ts';
import type { Attempt } from '../../../src/runtime/wire/job-record.ts';
import { sampleAttempt, sampleJob } from '../../ui/fake-job-client.ts';

const live = 'https://model-api.runcomfy.net';
const spent = (attempts: readonly Attempt[], service = live) => spendOf([sampleJob(1, attempts, { service })]);

describe('what was spent', () => {
  test('adds up what the service named, and counts what nobody named', () => {
    expect(
      spendOf([
        sampleJob(1, sampleAttempt('succeeded', 1, { cost: 1.5 }), { service: live }),
        sampleJob(2, sampleAttempt('succeeded', 1, { cost: 1.9 }), { service: live }),
        sampleJob(3, sampleAttempt('succeeded'), { service: live }),
      ]),
    ).toEqual({ usd: 3.4, paid: 2, unknown: 1, maybe: 0 });
  });

  test.each(['failed', 'lost', 'uncertain', 'abandoned'] as const)(
    'says of a %s attempt that it may have cost',
    (status) => {
      expect(spent([sampleAttempt(status)])).toEqual({ usd: 0, paid: 0, unknown: 0, maybe: 1 });
    },
  );

  test.each(['failed', 'lost'] as const)('counts a %s attempt by its cost where the service named it', (status) => {
    expect(spent([sampleAttempt(status, 1, { cost: 0.25 })])).toEqual({ usd: 0.25, paid: 1, unknown: 0, maybe: 0 });
  });

  test('counts every attempt of a job', () => {
    expect(spent([sampleAttempt('failed', 1, { cost: 0.5 }), sampleAttempt('succeeded', 2, { cost: 1 })]).usd).toBe(
      1.5,
    );
  });

  test.each(['claimed', 'rejected', 'submitting', 'in_queue', 'in_progress'] as const)(
    'has nothing of a %s attempt',
    (status) => {
      expect(spent([sampleAttempt(status)])).toEqual({ usd: 0, paid: 0, unknown: 0, maybe: 0 });
    },
  );

  test('M13 never counts a rehearsal, nor what was paid elsewhere', () => {
    const foreign = { from: 'Night market', at: 0 };
    const nothing = { usd: 0, paid: 0, unknown: 0, maybe: 0 };
    expect(spent([sampleAttempt('succeeded', 1, { cost: 9 })], 'sandbox')).toEqual(nothing);
    expect(spent([sampleAttempt('succeeded', 1, { cost: 9, foreign })])).toEqual(nothing);
  });

  test('is running while it is sent and its cost is not known', () => {
    const of = (attempt: Attempt, service = live) => standingOf(sampleJob(1, attempt, { service }));
    expect(of(sampleAttempt('in_progress'))).toBe('running');
    expect(of(sampleAttempt('claimed'))).toBe('claimed');
    expect(of(sampleAttempt('downloading', 1, { cost: 1 }))).toBeUndefined();
    expect(of(sampleAttempt('succeeded'))).toBeUndefined();
    expect(of(sampleAttempt('in_progress'), 'sandbox')).toBeUndefined();
  });
});
