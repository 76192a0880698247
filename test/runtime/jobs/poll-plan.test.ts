import { describe, expect, test } from 'vitest';
import { endingOdds } from '../../../src/runtime/jobs/ending-odds.ts';
import { pollPlan } from '../../../src/runtime/jobs/poll-plan.ts';

const hour = 3_600_000;

test('SEC14 durations that lie hours apart hold up nobody: each such plan took seconds when every look of it was gone through', () => {
  for (let n = 0; n < 40; n += 1) {
    const plan = pollPlan([500 + n, 2_000, 10_000, 60_000, 600_000, (8 + n) * hour]);
    expect(plan.next(10_000)).toBeGreaterThanOrEqual(500);
    expect(plan.next(hour)).toBeLessThanOrEqual(30_000);
  }
});

/** What `polling-learns.test.ts` shows to be good, held to the millisecond: a change here is to be shown there again. */
describe('M7 known durations give', () => {
  const middle = (measured: readonly number[]): number => measured[measured.length >> 1] ?? 0;

  test.each([
    [[20_000], [5204, 4091, 2380, 1648, 1495, 1471, 1459, 1476, 1949, 3001]],
    [
      [19_000, 21_000, 24_000],
      [7925, 6831, 5525, 2154, 1350, 1302, 1246, 1223, 2984, 4114],
    ],
    [
      [100_000, 110_000, 118_000, 119_000, 120_000, 121_000, 122_000, 130_000, 140_000, 600_000],
      [14_607, 10_764, 7966, 2327, 1009, 885, 994, 1486, 5930, 1264],
    ],
    [
      [1_100_000, 1_200_000, 1_350_000],
      [16_253, 8513, 5359, 3610, 1235, 1130, 1111, 1069, 2719, 3800],
    ],
  ] as [number[], number[]][])('%j: these intervals, from the submit to five times as long', (measured, intervals) => {
    const ages = [0, 0.1, 0.5, 0.8, 0.95, 1, 1.05, 1.2, 2, 5].map((part) => part * middle(measured));
    expect(ages.map((age) => Math.round(pollPlan(measured).next(age)))).toEqual(intervals);
  });

  test.each([
    [
      [20_000],
      [
        [88.4848, 2.33462],
        [59.0612, 4.61562],
        [50, 4.375],
        [41.7778, 3.81163],
        [5.2049, 0.16701],
      ],
    ],
    [
      [19_000, 21_000],
      [
        [90.6893, 2.22221],
        [56.2606, 5.13476],
        [45.9148, 4.6427],
        [36.9683, 3.85367],
        [3.5529, 0.1126],
      ],
    ],
    [
      [19_000, 21_000, 24_000],
      [
        [95, 0.76193],
        [75.4383, 11.07543],
        [51.0233, 11.1272],
        [31.6626, 8.26086],
        [2.5, 0.07143],
      ],
    ],
    [
      [100_000, 110_000, 118_000, 119_000, 120_000, 121_000, 122_000, 130_000, 140_000, 600_000],
      [
        [98.1818, 0.04808],
        [82.7902, 1.28102],
        [50.3994, 4.00184],
        [24.3122, 1.05154],
        [10, 0.00451],
      ],
    ],
  ] as [number[], [number, number][]][])(
    '%j: these odds to be going, in percent, and to end, in one of 100 s',
    (measured, expected) => {
      const odds = [0.5, 0.9, 1, 1.1, 3].map((part) => endingOdds(measured)(part * middle(measured)));
      expect(odds.map(({ going }) => Number((going * 100).toFixed(4)))).toEqual(expected.map(([going]) => going));
      expect(odds.map(({ ending }) => Number((ending * 1e5).toFixed(5)))).toEqual(expected.map(([, ending]) => ending));
    },
  );

  test('one plan for the same measured durations: it is worked out once', () => {
    const measured = [20_000, 21_000, 22_000];
    expect(pollPlan(measured)).toBe(pollPlan(measured));
    expect(pollPlan([...measured])).not.toBe(pollPlan(measured));
  });
});
