import { describe, expect, test } from 'vitest';
import { learn, lessonOf, pastOf, usualOf, type Durations } from '../../../src/runtime/jobs/durations.ts';
import { freshPace, type Job, type Pace } from '../../../src/runtime/jobs/job.ts';
import type { DurableEvent } from '../../../src/runtime/jobs/job-event.ts';
import { tookOf } from '../../../src/runtime/jobs/took.ts';
import { looked, movedOn } from '../../../src/runtime/jobs/watch.ts';
import type { Attempt } from '../../../src/runtime/wire/job-record.ts';
import { jobOf } from '../../fakes/job-of.ts';
import { order } from '../../fakes/job-world.ts';

const submittedAt = 1_000_000;
const finished = { said: 'completed', text: '', since: 0, emptyReads: 0, pendingReads: 0 } as const;

function job(attempt: Partial<Attempt>, pace: Partial<Pace> = {}, request: Job['request'] = {}): Job {
  const begun = { status: 'in_queue', n: 1, claimedAt: submittedAt, since: submittedAt, submittedAt, requestId: 'r' };
  return jobOf([{ ...begun, ...attempt } as Attempt], { request, agreed: true, pace: { ...freshPace, ...pace } });
}

describe('what a finished request teaches', () => {
  const watch = { at: submittedAt + 98_000, sinceSubmit: 98_000, inPhase: 90_000, startBlur: 4_000 };
  const over = { watch, finished: { ...finished, since: submittedAt + 102_000 } };
  const working = { status: 'in_progress', since: submittedAt + 8_000 } as const;

  test('the end lies between the last two looks: half-way, or where the service says', () => {
    expect(tookOf(job(working, over), undefined)).toEqual({ totalMs: 100_000, workedMs: 94_000 });
    expect(tookOf(job(working, over), 99_000)).toEqual({ totalMs: 99_000, workedMs: 93_000 });
    expect(tookOf(job(working, over), 97_000)).toEqual({ totalMs: 98_000, workedMs: 92_000 });
    // A service whose times begin elsewhere is not believed.
    expect(tookOf(job(working, over), 60_000)).toEqual({ totalMs: 100_000, workedMs: 94_000 });
  });

  test('of work nothing is learned where nobody saw it begin', () => {
    expect(tookOf(job({}, over), undefined)).toEqual({ totalMs: 100_000 });
    const { startBlur: _, ...unseen } = watch;
    expect(tookOf(job(working, { ...over, watch: unseen }), undefined)).toEqual({ totalMs: 100_000 });
    expect(tookOf(job(working, { ...over, watch: { ...watch, startBlur: 60_000 } }), undefined)).toEqual({
      totalMs: 100_000,
    });
  });

  test('nothing is learned where too long nobody looked, unless the service says when it ended', () => {
    const slept = { ...over, finished: { ...finished, since: submittedAt + 8 * 3_600_000 } };
    expect(tookOf(job(working, slept), undefined)).toEqual({});
    expect(tookOf(job(working, slept), 120_000)).toEqual({ totalMs: 120_000, workedMs: 114_000 });
    expect(tookOf(job(working, { finished: over.finished }), 100_000)).toEqual({ totalMs: 100_000 });
    expect(tookOf(job(working, { finished: over.finished }), undefined)).toEqual({});
  });

  test('B12 nothing is learned over a clock that was set, of an attached request, or before it is over', () => {
    const set = { ...over, watch: { ...watch, sinceSubmit: 40_000 } };
    expect(tookOf(job(working, set), undefined)).toEqual({});
    expect(tookOf(job({ ...working, attached: true }, over), 99_000)).toEqual({});
    expect(tookOf(job(working, { watch }), 99_000)).toEqual({});
    expect(tookOf(job(working, { finished: { ...finished, since: submittedAt - 5_000 } }), undefined)).toEqual({});
  });
});

describe('how long something was watched', () => {
  const seen = { at: submittedAt + 10_000, sinceSubmit: 10_000, inPhase: 3_000 };
  const next = { watch: seen, nextAt: seen.at + 5_000 };

  test('the first look of an owner goes by the clock, and never below nothing', () => {
    expect(looked(job({}), submittedAt + 7_000)).toEqual({
      at: submittedAt + 7_000,
      sinceSubmit: 7_000,
      inPhase: 7_000,
    });
    const began = job({ status: 'in_progress', since: submittedAt + 5_000 });
    expect(looked(began, submittedAt + 7_000)).toMatchObject({ sinceSubmit: 7_000, inPhase: 2_000 });
    expect(looked(began, submittedAt - 7_000)).toMatchObject({ sinceSubmit: 0, inPhase: 0 });
  });

  test('B08 B12 a look that is late counts as far as looks may be late; a sleep or a jump counts as planned', () => {
    const after = (ms: number) => looked(job({}, next), seen.at + ms);
    expect(after(6_000)).toMatchObject({ at: seen.at + 6_000, sinceSubmit: 16_000, inPhase: 9_000 });
    expect(after(65_000)).toMatchObject({ sinceSubmit: 75_000 });
    expect(after(65_001)).toMatchObject({ sinceSubmit: 15_000 });
    expect(after(-3_600_000)).toMatchObject({ sinceSubmit: 15_000, inPhase: 8_000 });
  });

  test('work is taken to have begun half-way between the looks that saw it come', () => {
    const present = { at: submittedAt + 16_000, sinceSubmit: 16_000, inPhase: 9_000 };
    expect(movedOn(seen, present, 'in_progress')).toEqual({ ...present, inPhase: 3_000, startBlur: 6_000 });
    expect(movedOn(undefined, present, 'in_progress')).toMatchObject({ startBlur: 16_000 });
    expect(movedOn(seen, present, 'in_queue')).toEqual({ ...present, inPhase: 0 });
  });
});

describe('what is remembered', () => {
  const clip = (duration: number, resolution = '480p'): Job =>
    job({}, {}, { duration, resolution, generate_audio: true });

  test('is the last fifty of a kind, and of the nearest kind of which enough is known', () => {
    const durations: Durations = new Map();
    expect(pastOf(durations, clip(5))).toEqual({ totals: [], worked: [] });
    learn(durations, clip(10), { totalMs: 10 });
    expect(pastOf(durations, clip(5)).totals).toEqual([10]);
    for (const totalMs of [5, 6, 7]) learn(durations, clip(5), { totalMs, workedMs: totalMs - 1 });
    expect(pastOf(durations, clip(5))).toEqual({ totals: [5, 6, 7], worked: [4, 5, 6] });
    expect(pastOf(durations, clip(10)).totals).toEqual([10, 5, 6, 7]);
    expect(pastOf(durations, clip(5, '720p')).totals).toEqual([10, 5, 6, 7]);
    expect(pastOf(durations, { ...clip(5), service: 'sandbox' }).totals).toEqual([]);
    for (let n = 0; n < 100; n += 1) learn(durations, clip(5), { totalMs: 100 + n });
    expect(pastOf(durations, clip(5)).totals).toEqual(Array.from({ length: 50 }, (_, n) => 150 + n));
  });

  test('usual is the middle half, and nothing below three', () => {
    const usual = (...totals: number[]) => usualOf({ totals, worked: [] });
    expect(usual(1, 2)).toBeUndefined();
    expect(usual(1, 2, 3)).toEqual({ fromMs: 2, toMs: 3 });
    expect(usual(500, 100, 200, 300, 9_999)).toEqual({ fromMs: 200, toMs: 500 });
  });

  test('a journal from before teaches by its times, unless they are too long to have been watched', () => {
    const addressed = (at: number): DurableEvent => ({
      type: 'addressed',
      jobKey: order().jobKey,
      attempt: 1,
      at,
      addresses: [],
    });
    expect(lessonOf(job({}), addressed(submittedAt + 90_000))).toEqual({ totalMs: 90_000 });
    expect(lessonOf(job({}), addressed(submittedAt + 9 * 3_600_000))).toBeUndefined();
    expect(lessonOf(job({}), addressed(submittedAt - 1))).toBeUndefined();
    expect(lessonOf(job({ attached: true }), addressed(submittedAt + 90_000))).toBeUndefined();
    expect(lessonOf(job({ status: 'downloading' }), addressed(submittedAt + 90_000))).toBeUndefined();
    expect(lessonOf(undefined, addressed(submittedAt + 90_000))).toBeUndefined();
    expect(lessonOf(job({}), { ...addressed(submittedAt + 90_000), took: {} } as DurableEvent)).toEqual({});
  });
});
