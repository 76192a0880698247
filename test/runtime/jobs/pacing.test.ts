import { array, assert, double, integer, nat, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backoffMs } from '../../../src/runtime/jobs/backoff.ts';
import { brokenLimit, defaultSpendLimits, parseSpendLimits } from '../../../src/runtime/jobs/spend-guard.ts';
import { takeToken, tokenBucket } from '../../../src/runtime/jobs/token-bucket.ts';

describe('backoff', () => {
  test('doubles from 1 s with 25 % to either side, up to 60 s', () => {
    expect([1, 2, 3, 6, 7, 99].map((failures) => backoffMs(failures, () => 0.5))).toEqual([
      1000, 2000, 4000, 32_000, 60_000, 60_000,
    ]);
    assert(
      property(integer({ min: 1, max: 1000 }), double({ min: 0, max: 0.999, noNaN: true }), (failures, chance) => {
        const exact = Math.min(60_000, 1000 * 2 ** Math.min(failures - 1, 20));
        const wait = backoffMs(failures, () => chance);
        expect(wait).toBeGreaterThanOrEqual(exact * 0.75 - 1);
        expect(wait).toBeLessThanOrEqual(Math.min(60_000, exact * 1.25 + 1));
      }),
    );
  });
});

describe('the token bucket', () => {
  test('never lets more than its rate and one filling through any window', () => {
    assert(
      property(array(nat(400), { minLength: 1, maxLength: 200 }), (gaps) => {
        let now = 1e12;
        let bucket = tokenBucket(5, now);
        const passed: number[] = [];
        for (const gap of gaps) {
          now += gap;
          const taken = takeToken(bucket, now);
          bucket = taken.bucket;
          passed.push(now + taken.waitMs);
        }
        for (const from of passed) {
          expect(passed.filter((at) => at >= from && at < from + 2000).length).toBeLessThanOrEqual(15);
        }
      }),
    );
  });

  test('fills on when the clock was set back', () => {
    let bucket = tokenBucket(5, 1e12);
    for (let n = 0; n < 5; n += 1) bucket = takeToken(bucket, 1e12).bucket;
    const back = takeToken(bucket, 1e12 - 3_600_000);
    expect(back.waitMs).toBe(200);
    expect(takeToken(back.bucket, 1e12 - 3_600_000 + 1000).waitMs).toBe(0);
  });
});

describe('M14 SEC12 the spend guard', () => {
  test('reads its limits, and nothing that is not one', () => {
    expect(parseSpendLimits(defaultSpendLimits)).toMatchObject([
      { submits: 30, perMs: 60_000 },
      { submits: 300, perMs: 86_400_000 },
    ]);
    for (const text of ['', '30', '30/week', '-1/min', '30/min,', '1e3/day', '30/min;5/day']) {
      expect(parseSpendLimits(text)).toBeUndefined();
    }
  });

  test('no window of any limit ever holds more submits than it allows', () => {
    const limits = parseSpendLimits('3/min,7/hour') ?? [];
    assert(
      property(array(nat(90_000), { maxLength: 120 }), (gaps) => {
        let now = 1e12;
        let sent: readonly number[] = [];
        for (const gap of gaps) {
          now += gap;
          if (brokenLimit(limits, sent, now) !== undefined) continue;
          sent = [...sent, now];
          for (const { submits, perMs } of limits) {
            expect(sent.filter((at) => at > now - perMs).length).toBeLessThanOrEqual(submits);
          }
        }
      }),
    );
  });

  test('a limit of nothing allows nothing', () => {
    expect(brokenLimit(parseSpendLimits('0/day') ?? [], [], 5)).toEqual({ text: '0/day', submits: 0 });
  });

  test('says when the limit that holds longest lets one more through', () => {
    const limits = parseSpendLimits('2/min,3/hour') ?? [];
    expect(brokenLimit(limits, [1_000, 2_000], 3_000)).toEqual({ text: '2/min', submits: 2, until: 61_000 });
    expect(brokenLimit(limits, [70_000, 1_000, 80_000], 90_000)).toEqual({
      text: '3/hour',
      submits: 3,
      until: 3_601_000,
    });
    expect(brokenLimit(limits, [1_000, 2_000], 61_000)).toBeUndefined();
  });
});
