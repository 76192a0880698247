import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/graph/json.ts';
import { pastOf } from '../../../src/runtime/jobs/durations.ts';
import { attemptOf } from '../../../src/runtime/jobs/job.ts';
import { noSettings, replay } from '../../../src/runtime/jobs/replay.ts';
import { live, order } from '../../fakes/job-world.ts';

const [one, two] = [order(), order({ take: 2 })];
type Shot = typeof one;
const about = ({ jobKey }: Shot, attempt = 1) => ({ jobKey, attempt, at: 5 });
const claimed = (shot: Shot, attempt = 1) => {
  const { attempt: _, ...wanted } = shot.order;
  return { type: 'claimed', ...about(shot, attempt), ...wanted };
};
const submitting = (shot: Shot, attempt = 1) => ({
  type: 'submitting',
  ...about(shot, attempt),
  model: 'a/b',
  body: {},
});
const accepted = (shot: Shot, requestId = 'req-1') => ({ type: 'accepted', ...about(shot), requestId });
const rejected = (shot: Shot) => ({ type: 'rejected', ...about(shot), failure: { code: 'no', message: 'No.' } });
const returned = (shot: Shot, cause: string) => ({
  type: 'returned',
  ...about(shot),
  waiting: { for: cause, reason: 'because' },
});
const unreadable = (shot: Shot, attempt: unknown = 1, type = 'claimd') => ({ type, jobKey: shot.jobKey, attempt });

/** A journal of these events, numbered from 10 on. */
const journal = (...events: readonly object[]): JsonObject[] =>
  events.map((event, n) => ({ kind: 'job', seq: 10 + n, event }) as unknown as JsonObject);
const known = (lines: readonly JsonObject[], wholeFrom?: number) => {
  const { jobs, damaged, claimLost, setAside } = replay(lines, wholeFrom);
  return {
    jobs: [...jobs.values()].map((job) => attemptOf(job).status),
    damaged: [...damaged],
    claimLost: [...claimLost],
    setAside,
  };
};
const whole = { damaged: [], claimLost: [], setAside: 0 };

describe('a journal', () => {
  test('that is empty tells nothing', () => {
    expect(replay([])).toMatchObject({ settings: noSettings, seq: 0, setAside: 0 });
    expect(known([])).toEqual({ jobs: [], ...whole });
  });

  test('tells how every job stands, and the number of its last change', () => {
    const told = replay(journal(claimed(one), submitting(one), claimed(two), accepted(one)));
    expect([...told.jobs].map(([jobKey, job]) => [jobKey, attemptOf(job).status])).toEqual([
      [one.jobKey, 'in_queue'],
      [two.jobKey, 'claimed'],
    ]);
    expect([...told.seqs]).toEqual([
      [one.jobKey, 13],
      [two.jobKey, 12],
    ]);
    expect(told.seq).toBe(13);
  });

  test('whose lines are not in order gives the highest number all the same', () => {
    const [first, second] = journal(claimed(one), claimed(two));
    expect(replay([{ ...second, seq: 99 }, first ?? {}]).seq).toBe(99);
  });

  test('M1 that holds an entry twice, because its append was repeated, tells of one event', () => {
    expect(known(journal(claimed(one), claimed(one)))).toEqual({ jobs: ['claimed'], ...whole });
    const { submits } = replay(journal(claimed(one), submitting(one), submitting(one)));
    expect(submits.get(live)).toEqual([{ jobKey: one.jobKey, attempt: 1, at: 5 }]);
  });

  test('tells what was agreed to last', () => {
    const settings = (inlineMedia: boolean) =>
      ({ kind: 'settings', seq: 1, at: 5, settings: { acceptedModels: {}, inlineMedia } }) as unknown as JsonObject;
    expect(replay([settings(true), settings(false)]).settings.inlineMedia).toBe(false);
    expect(replay([settings(false), settings(true)]).settings.inlineMedia).toBe(true);
  });

  test('M7 tells how long finished jobs took', () => {
    const addressed = { type: 'addressed', ...about(one), at: 9, addresses: [], took: { totalMs: 60_000 } };
    const { jobs, durations } = replay(journal(claimed(one), submitting(one), accepted(one), addressed));
    const job = jobs.get(one.jobKey);
    expect(job && pastOf(durations, job)).toEqual({ totals: [60_000], worked: [] });
  });
});

describe('S14 M5 an entry that cannot be read', () => {
  test('of a job that is known: its claim is no proof any more that nothing was sent', () => {
    expect(known(journal(claimed(one), unreadable(one)))).toEqual({
      jobs: ['claimed'],
      damaged: [one.jobKey],
      claimLost: [],
      setAside: 1,
    });
  });

  test('and what fits after it tells anew how the job stands', () => {
    expect(known(journal(claimed(one), unreadable(one), submitting(one)))).toEqual({
      jobs: ['submitting'],
      damaged: [],
      claimLost: [],
      setAside: 1,
    });
  });

  test.each([[1], [2], ['many'], [undefined]])(
    'of a job that is not known: attempt %j may have been bought',
    (attempt) => {
      expect(known(journal(unreadable(one, attempt)))).toEqual({
        jobs: [],
        damaged: [],
        claimLost: [one.jobKey],
        setAside: 1,
      });
    },
  );

  test('of a later attempt than is known: that one may have been bought, of an earlier one nothing is lost', () => {
    const before = [claimed(one), rejected(one)];
    expect(known(journal(...before, unreadable(one, 2))).claimLost).toEqual([one.jobKey]);
    for (const attempt of [1, 0, '2', undefined])
      expect(known(journal(...before, unreadable(one, attempt))).claimLost).toEqual([]);
  });

  test('is over where somebody claimed the next attempt since, and not by anything else', () => {
    const lost = [claimed(one), rejected(one), unreadable(one, 2)];
    expect(known(journal(...lost, claimed(one, 2))).claimLost).toEqual([]);
    const stranger = [unreadable(one), claimed(two), submitting(two)];
    expect(known(journal(...stranger)).claimLost).toEqual([one.jobKey]);
    const late = [claimed(one), unreadable(one, 2), submitting(one)];
    expect(known(journal(...late)).claimLost).toEqual([one.jobKey]);
  });

  test.each(['imported', 'cleared', 'emptied', 'refetched'])('%s: nothing was bought by that', (type) => {
    expect(known(journal(unreadable(one, 1, type))).claimLost).toEqual([]);
  });

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a word', 'claimed'],
    ['an event of nobody', { type: 'claimed' }],
    ['an event of a number', { type: 'claimed', jobKey: 5 }],
  ])('that tells of %s may be of any job that was claimed before it', (_, event) => {
    const odd = { kind: 'job', seq: 11, ...(event === undefined ? {} : { event }) } as unknown as JsonObject;
    const lines = [...journal(claimed(one)), odd, ...journal(claimed(two))];
    expect(known(lines)).toEqual({
      jobs: ['claimed', 'claimed'],
      damaged: [one.jobKey],
      claimLost: [],
      setAside: 1,
    });
  });

  test('that is not of a job is no job’s', () => {
    const lines = [...journal(claimed(one)), { kind: 'settings', seq: 11 }];
    expect(known(lines)).toEqual({ jobs: ['claimed'], damaged: [], claimLost: [], setAside: 1 });
  });

  test('which the journal itself left out may be of any job that was claimed before it', () => {
    expect(known(journal(claimed(one), claimed(two)), 1).damaged).toEqual([one.jobKey]);
    expect(known(journal(claimed(one), claimed(two)), 2).damaged).toEqual([one.jobKey, two.jobKey]);
    expect(known(journal(claimed(one), claimed(two)), 0).damaged).toEqual([]);
  });
});

describe('S14 an entry that does not fit', () => {
  test('is counted, and leaves its job as it stands, which is known to be damaged', () => {
    const lines = journal(claimed(one), submitting(one), accepted(one), accepted(one, 'req-2'));
    expect(known(lines)).toEqual({ jobs: ['in_queue'], damaged: [one.jobKey], claimLost: [], setAside: 1 });
    expect(replay(lines).seqs.get(one.jobKey)).toBe(13);
  });

  test('and tells of an attempt that was bought, where it is of one that was never claimed', () => {
    expect(known(journal(accepted(one)))).toEqual({
      jobs: [],
      damaged: [],
      claimLost: [one.jobKey],
      setAside: 1,
    });
    expect(known(journal(claimed(one), rejected(one), submitting(one, 2))).claimLost).toEqual([one.jobKey]);
  });
});

describe('H02 H03 what holds a service back', () => {
  const held = (cause: string) =>
    ({ kind: 'held', seq: 20, at: 5, service: live, hold: { cause, reason: 'because' } }) as unknown as JsonObject;
  const passed = { jobKey: one.jobKey, attempt: 1, hold: { cause: 'credit', reason: 'because' } };
  const continued = (change: object = {}) =>
    ({ kind: 'continued', seq: 21, at: 5, service: live, ...change }) as unknown as JsonObject;

  test.each(['token', 'credit', 'rate_limit'])('%s holds until a person continues', (cause) => {
    expect([...replay([held(cause)]).holds]).toEqual([[live, { cause, reason: 'because' }]]);
    const after = replay([held(cause), continued({ passedOver: [passed] })]);
    expect([...after.holds]).toEqual([]);
    expect([...after.passedOver]).toEqual([[live, [passed]]]);
    expect([...replay([continued()]).passedOver]).toEqual([[live, []]]);
  });

  test('SEC12 the spend guard does not hold after a restart: it counts anew', () => {
    expect([...replay([held('spend_guard')]).holds]).toEqual([]);
  });

  test.each([
    ['token', true],
    ['credit', true],
    ['network', false],
    ['rate_limit', false],
  ])('an answer that sends a job back because of %s does so by itself: %s', (cause, holds) => {
    const { holds: all } = replay(journal(claimed(one), submitting(one), returned(one, cause)));
    expect([...all]).toEqual(holds ? [[live, { cause, reason: 'because' }]] : []);
  });

  test('SEC12 the guard counts what was sent since a person lifted it, and nothing lifts it but that', () => {
    const sent = journal(claimed(one), submitting(one));
    const count = (...more: readonly JsonObject[]) => replay([...sent, ...more]).submits.get(live)?.length ?? 0;
    expect(count()).toBe(1);
    expect(count(continued())).toBe(1);
    expect(count(continued({ lifted: { cause: 'credit', reason: 'because' } }))).toBe(1);
    expect(count(continued({ lifted: { cause: 'spend_guard', reason: 'because' } }))).toBe(0);
  });
});
