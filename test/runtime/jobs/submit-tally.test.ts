import { describe, expect, test } from 'vitest';
import type { DurableEvent } from '../../../src/runtime/jobs/job-event.ts';
import { limitUses, limitWords, parseSpendLimits } from '../../../src/runtime/jobs/spend-guard.ts';
import { tally } from '../../../src/runtime/jobs/submit-tally.ts';

const one = { jobKey: 'a', attempt: 1, at: 5 };
const again = { jobKey: 'a', attempt: 2, at: 6 };
const other = { jobKey: 'b', attempt: 1, at: 7 };
const event = (type: 'submitting' | 'returned' | 'rejected', about: typeof one) =>
  ({ type, ...about }) as unknown as DurableEvent;

describe('SEC12 what the spend guard counts', () => {
  test('is every submit', () => {
    expect(tally([one], event('submitting', again))).toEqual([one, again]);
    expect(tally([], event('submitting', other))).toEqual([other]);
  });

  test('but one that came back because nothing was created: that one alone', () => {
    expect(tally([one, again, other], event('returned', { ...one, at: 9 }))).toEqual([again, other]);
    expect(tally([one, again, other], event('returned', { ...again, at: 9 }))).toEqual([one, other]);
    expect(tally([one, again, other], event('returned', { ...other, at: 9 }))).toEqual([one, again]);
  });

  test('also one that was refused: nobody knows what refusing cost', () => {
    expect(tally([one], event('rejected', { ...one, at: 9 }))).toEqual([one]);
  });

  test('in each of its windows', () => {
    const limits = parseSpendLimits(' 2/min , 5/hour ') ?? [];
    const minute = 60_000;
    expect(limitUses(limits, [1, 2, minute, minute + 1], minute + 1)).toEqual([
      { text: '2/min', submits: 2, used: 3 },
      { text: '5/hour', submits: 5, used: 4 },
    ]);
    expect(limitUses(limits, [], 5).map(({ used }) => used)).toEqual([0, 0]);
  });

  test('is told in words', () => {
    const words = (text: string) => (parseSpendLimits(text) ?? []).map(limitWords);
    expect(words('30/min,1/hour,300/day,0/day')).toEqual([
      '30 live submits a minute (30/min)',
      '1 live submit an hour (1/hour)',
      '300 live submits a day (300/day)',
      'no live submits (0/day)',
    ]);
    expect(words('30/week')).toEqual([]);
  });
});
