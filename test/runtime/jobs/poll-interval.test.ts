import { describe, expect, test } from 'vitest';
import { endingOdds } from '../../../src/runtime/jobs/ending-odds.ts';
import {
  firstLookMs,
  isSlow,
  pollIntervalMs,
  slowAfterMs,
  type PollSituation,
} from '../../../src/runtime/jobs/poll-interval.ts';
import { crowding } from '../../../src/runtime/jobs/poll-load.ts';
import { pollPlan } from '../../../src/runtime/jobs/poll-plan.ts';
import { placeSeen } from '../../../src/runtime/jobs/queue-pace.ts';
import { freshPace, type Job } from '../../../src/runtime/jobs/job.ts';
import { seeded } from './noticing.ts';

const minute = 60_000;
const nothing = { totals: [], worked: [] };
/** About two minutes, the last one an outlier. */
const worked = [100, 110, 118, 119, 120, 121, 122, 130, 140, 600].map((seconds) => seconds * 1_000);

function situation(change: Partial<PollSituation> & { readonly age?: number }): PollSituation {
  const { age = 0, ...rest } = change;
  const watch = { sinceSubmit: age, inPhase: age };
  return { status: 'in_queue', watch, queuePosition: undefined, placeMs: undefined, past: nothing, ...rest };
}
const at = (change: Parameters<typeof situation>[0]): number => pollIntervalMs(situation(change));

describe('the healthy interval where nothing was learned', () => {
  test('grows from 1 s to 5 s, is longer deep in a queue, and a minute for what is slow', () => {
    expect([0, 30_000, minute, 10 * minute].map((age) => at({ age }))).toEqual([1000, 3000, 5000, 5000]);
    expect([1, 10, 500].map((queuePosition) => at({ queuePosition }))).toEqual([1000, 8000, 30_000]);
    expect(at({ age: slowAfterMs, queuePosition: 1 })).toBe(minute);
    expect(at({ age: 30_000, status: 'in_progress' })).toBe(3000);
  });

  test('what is being cancelled is asked about soon, whatever is known of such jobs', () => {
    expect(at({ status: 'cancelling', past: { totals: worked, worked }, queuePosition: 40 })).toBe(1000);
  });
});

describe('M7 the interval that was learned', () => {
  const past = { totals: worked, worked };

  test('is long while such jobs hardly ever end, short when most do, and longer again when most have', () => {
    const [early, likely, late] = [5, 118, 300].map((seconds) =>
      at({ status: 'in_progress', age: seconds * 1_000, past }),
    );
    expect(early).toBeGreaterThan(10_000);
    expect(likely).toBeLessThan(2_500);
    expect(late).toBeGreaterThan(2 * (likely ?? 0));
  });

  test('in the queue the start is looked for no more sharply than the end can be foretold', () => {
    expect(at({ past })).toBe(10_000);
    expect(at({ past: { ...past, worked: [21_000] } })).toBe(7_000);
    expect(at({ past: { ...past, worked: [100] } })).toBe(500);
  });

  test('place and pace of the queue put the next look off, until one is next', () => {
    expect(at({ past, queuePosition: 5, placeMs: 15_000 })).toBe(45_000);
    expect(at({ past, queuePosition: 400, placeMs: 15_000 })).toBe(minute);
    expect([0, 1].map((queuePosition) => at({ past, queuePosition, placeMs: 15_000 }))).toEqual([10_000, 10_000]);
  });

  test('where no start of work was ever seen, the time since the submit decides', () => {
    const totals = { totals: worked, worked: [] };
    expect(at({ age: 118_000, past: totals })).toBe(at({ status: 'in_progress', age: 118_000, past: totals }));
    expect(at({ age: 118_000, past: totals })).toBe(at({ status: 'in_progress', age: 118_000, past }));
  });

  test('the first look comes at once, unless such jobs are known not to have begun by then', () => {
    expect(firstLookMs(nothing)).toBe(0);
    expect(firstLookMs({ totals: [], worked: [3_000] })).toBe(500);
    expect(firstLookMs({ totals: [], worked })).toBe(3_000);
  });
});

describe('M7 J01 slow', () => {
  const slow = (status: PollSituation['status'], age: number, measured: readonly number[]): boolean =>
    isSlow(situation({ status, age, past: { totals: measured, worked: [] } }));

  test('is half an hour after the submit; in work far beyond all that was learned, and at least 5 min', () => {
    expect([slowAfterMs - 1, slowAfterMs].map((age) => slow('in_progress', age, []))).toEqual([false, true]);
    expect([8 * minute - 1, 8 * minute].map((age) => slow('in_progress', age, [2 * minute]))).toEqual([false, true]);
    expect([5 * minute - 1, 5 * minute].map((age) => slow('in_progress', age, [3_000]))).toEqual([false, true]);
    expect(slow('in_queue', 8 * minute, [2 * minute])).toBe(false);
    expect(slow('in_queue', slowAfterMs, [2 * minute])).toBe(true);
  });

  test('is not what usually takes as long', () => {
    expect(slow('in_progress', 40 * minute, [40 * minute])).toBe(false);
    expect(slow('in_progress', 60 * minute, [40 * minute])).toBe(true);
    expect(slow('in_progress', slowAfterMs, [10 * minute])).toBe(true);
  });

  test('of work is told by how long it is worked on, where that was learned', () => {
    const watch = { sinceSubmit: 100 * minute, inPhase: minute };
    const past = { totals: [2 * minute], worked: [2 * minute] };
    expect(isSlow({ ...situation({ status: 'in_progress', past }), watch })).toBe(false);
    expect(isSlow({ ...situation({ status: 'in_progress', past: { ...past, worked: [] } }), watch })).toBe(true);
  });
});

describe('the odds that a request ends', () => {
  test('fall from certainly going to certainly over, and ending adds up to what is over', () => {
    for (const measured of [[20_000], [19_000, 20_000, 23_000], worked]) {
      const odds = endingOdds(measured);
      expect(odds(0)).toEqual({ going: 1, ending: 0 });
      let [going, sum, falls] = [1, 0, true];
      for (let age = 100; age < 3_000_000; age += 200) {
        const now = odds(age);
        falls &&= now.going <= going;
        going = now.going;
        sum += now.ending * 200;
      }
      expect(falls).toBe(true);
      expect(sum + going).toBeCloseTo(1, 2);
      expect(going).toBeLessThan(0.02);
    }
  });

  test('the half of them is over at the middle one, and one outlier does not blur the others', () => {
    expect(endingOdds(worked)(120_000).going).toBeCloseTo(0.5, 1);
    const without = endingOdds(worked.slice(0, -1));
    expect(endingOdds(worked)(115_000).ending / without(115_000).ending).toBeGreaterThan(0.8);
  });
});

describe('a plan of looks', () => {
  /** Looks a job takes and how late its end is noticed, over many jobs of a spread. */
  function spent(middleMs: number, learned: number) {
    const random = seeded(middleMs + learned);
    const draw = (): number => middleMs * (0.8 + 0.4 * random());
    let [looks, late, fixed, jobs] = [0, 0, 0, 0];
    for (let round = 0; round < 12; round += 1) {
      const plan = pollPlan(Array.from({ length: learned }, draw));
      for (let job = 0; job < 25; job += 1, jobs += 1) {
        const end = draw();
        let age = 0;
        for (; age < end; looks += 1) age += plan.next(age);
        late += age - end;
        fixed += Math.ceil(end / 2_000);
      }
    }
    return { ratio: looks / fixed, lateMs: late / jobs };
  }

  test.each([20_000, 120_000, 1_200_000])(
    'M7 for jobs of about %i ms needs at most half the looks of every 2 s, and notices no later',
    (middleMs) => {
      const { ratio, lateMs } = spent(middleMs, 50);
      expect(ratio).toBeLessThan(0.5);
      expect(lateMs).toBeLessThan(1_000);
    },
  );

  test('from a single job on it needs fewer looks than every 2 s', () => {
    for (const middleMs of [20_000, 120_000]) {
      const { ratio, lateMs } = spent(middleMs, 1);
      expect(ratio).toBeLessThan(1);
      expect(lateMs).toBeLessThan(1_000);
    }
  });

  test('short jobs are noticed sooner, in proportion', () => {
    expect(spent(3_000, 50).lateMs).toBeLessThan(450);
  });

  test('no interval is shorter than half a second or longer than 30 s, at any age', () => {
    for (const measured of [[30], [20_000, 21_000, 22_000], worked]) {
      for (const age of [0, 10, 1_000, 20_000, 119_000, 1e6, 1e9]) {
        const ms = pollPlan(measured).next(age);
        expect(ms).toBeGreaterThanOrEqual(500);
        expect(ms).toBeLessThanOrEqual(30_000);
      }
    }
    expect(pollPlan([20_000]).next(1e9)).toBe(30_000);
  });
});

describe('the pace of a queue', () => {
  test('is learned from places that were left, and a place that comes again teaches nothing', () => {
    const first = placeSeen(undefined, 5, 1_000, undefined);
    expect(first).toEqual({ placed: { place: 5, seenAt: 1_000 }, placeMs: undefined });
    expect(placeSeen(first.placed, 5, 9_000, undefined)).toEqual(first);
    const moved = placeSeen(first.placed, 3, 21_000, undefined);
    expect(moved).toEqual({ placed: { place: 3, seenAt: 21_000 }, placeMs: 10_000 });
    expect(placeSeen(moved.placed, 2, 41_000, moved.placeMs).placeMs).toBe(13_000);
    expect(placeSeen(moved.placed, 7, 41_000, moved.placeMs)).toEqual({
      placed: { place: 7, seenAt: 41_000 },
      placeMs: 10_000,
    });
  });
});

describe('a crowd', () => {
  const looking = (lookMs: number | undefined, count: number): Job[] =>
    Array.from({ length: count }, () => ({ pace: { ...freshPace, lookMs } }) as Job);

  test('puts every look off in proportion, once all together would ask too often', () => {
    expect(crowding(looking(1_000, 4), 5)).toBe(1);
    expect(crowding(looking(1_000, 8), 5)).toBe(2);
    expect(crowding([...looking(10_000, 40), ...looking(1_000, 4), ...looking(undefined, 900)], 5)).toBeCloseTo(2);
  });
});
