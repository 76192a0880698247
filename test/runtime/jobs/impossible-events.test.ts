import { expect, test } from 'vitest';
import type { JobEvent } from '../../../src/runtime/jobs/job-event.ts';
import { reduce } from '../../../src/runtime/jobs/reduce.ts';
import type { Attempt } from '../../../src/runtime/wire/job-record.ts';
import { jobOf } from '../../fakes/job-of.ts';
import { order } from '../../fakes/job-world.ts';

const shot = order();
const { attempt: _, ...wanted } = shot.order;
const failure = { code: 'no', message: 'No.' };
const sent = { n: 1, claimedAt: 0, since: 0, submittedAt: 0 };
const known = { ...sent, requestId: 'req-1' };
const queued: Attempt = { ...known, status: 'in_queue' };
const failed: Attempt = { ...known, status: 'failed', failure };
const foreign = { from: 'elsewhere', at: 0 };
const lost: Attempt = { ...known, status: 'lost', failure, foreign };
const clip = { kind: 'video', n: 0, sha256: 'a'.repeat(64), size: 1, mediaType: 'video/mp4' } as const;
const made: Attempt = { ...known, status: 'succeeded', outputs: [clip], foreign };

const event = (type: string, attempt: number, fields: object = {}): JobEvent =>
  ({ type, jobKey: shot.jobKey, attempt, at: 9, ...fields }) as JobEvent;
const claimed = (attempt: number) => event('claimed', attempt, wanted);
const imported = (attempt: number, ...attempts: readonly Attempt[]) =>
  event('imported', attempt, { ...wanted, attempts });

test.each<[string, Attempt | undefined, JobEvent, string]>([
  [
    'of nobody',
    undefined,
    event('accepted', 1, { requestId: 'r' }),
    'accepted of attempt 1 does not fit: there is no such job',
  ],
  [
    'of another attempt',
    queued,
    event('cancelled', 2),
    'cancelled of attempt 2 does not fit: attempt 1 is the present one',
  ],
  [
    'of another status',
    queued,
    event('stored', 1, { outputs: [clip] }),
    'stored of attempt 1 does not fit: the attempt is in_queue',
  ],
  [
    'a first claim that is not the first',
    undefined,
    claimed(2),
    'claimed of attempt 2 does not fit: the first attempt is number 1',
  ],
  ['a claim beside what is under way', queued, claimed(2), 'claimed of attempt 2 does not fit: attempt 1 is in_queue'],
  [
    'a claim that leaves one out',
    failed,
    claimed(3),
    'claimed of attempt 3 does not fit: the next attempt is number 2',
  ],
  [
    'a claim of the same attempt',
    failed,
    claimed(1),
    'claimed of attempt 1 does not fit: the next attempt is number 2',
  ],
  [
    'a record of which one attempt did not end elsewhere',
    undefined,
    imported(2, queued, { ...made, n: 2 }),
    'imported of attempt 2 does not fit: these are not attempts from elsewhere that ended',
  ],
  [
    'a record of which one attempt is from here',
    undefined,
    imported(2, failed, { ...made, n: 2 }),
    'imported of attempt 2 does not fit: these are not attempts from elsewhere that ended',
  ],
  [
    'a record that was made twice',
    undefined,
    imported(2, made, { ...made, n: 2 }),
    'imported of attempt 2 does not fit: these are not attempts from elsewhere that ended',
  ],
  [
    'a record of nothing',
    undefined,
    imported(1),
    'imported of attempt 1 does not fit: these are not attempts from elsewhere that ended',
  ],
  [
    'a record that names another last attempt',
    undefined,
    imported(2, lost),
    'imported of attempt 2 does not fit: these are not attempts from elsewhere that ended',
  ],
  [
    'a record beside what is under way',
    queued,
    imported(2, { ...made, n: 2 }),
    'imported of attempt 2 does not fit: attempt 1 is in_queue',
  ],
  [
    'more than the clip, behind what ended here',
    failed,
    imported(3, { ...lost, n: 2 }, { ...made, n: 3 }),
    'imported of attempt 3 does not fit: only what was made is taken over',
  ],
  [
    'no clip, behind what ended here',
    failed,
    imported(2, { ...lost, n: 2 }),
    'imported of attempt 2 does not fit: only what was made is taken over',
  ],
])('an event %s changes nothing, and why is said', (_name, attempt, impossible, reason) => {
  const job = attempt && jobOf([attempt], {}, shot);
  expect(reduce(job, impossible)).toEqual({ ok: false, reason });
});

test('G18 a record from elsewhere stands where nothing is known, or brings the clip behind what ended here', () => {
  const fresh = reduce(undefined, imported(2, lost, { ...made, n: 2 }));
  expect(fresh.ok && fresh.job).toMatchObject({
    attempts: [lost, { ...made, n: 2 }],
    agreed: false,
    meter: undefined,
    agreedModel: undefined,
  });
  const job = jobOf([failed], { agreed: true, agreedModel: 'a/b', sent: { model: 'a/b', body: {} } }, shot);
  const after = reduce(job, imported(2, { ...made, n: 2 }));
  expect(after.ok && after.job).toMatchObject({
    attempts: [failed, { ...made, n: 2 }],
    agreed: false,
    agreedModel: undefined,
    sent: undefined,
    results: undefined,
    waiting: undefined,
  });
});

test('J15 what comes late fills a gap that was named, once, and not in a record from elsewhere', () => {
  const gaps = [
    { kind: 'video', n: 1, reason: 'Gone.' },
    { kind: 'image', n: 0, reason: 'Gone.' },
  ] as const;
  const partly = { ...known, status: 'succeeded', outputs: [clip], missing: [...gaps] } as Attempt;
  const second = { ...clip, n: 1 };
  const late = (...outputs: readonly object[]) => event('came_late', 1, { outputs });
  const first = reduce(jobOf([partly], {}, shot), late(second));
  expect(first.ok && first.job.attempts).toEqual([{ ...partly, outputs: [clip, second], missing: [gaps[1]] }]);
  const both = reduce(jobOf([partly], {}, shot), late(second, { ...clip, kind: 'image' }));
  expect(both.ok && both.job.attempts[0]).not.toHaveProperty('missing');
  for (const impossible of [late(clip), late(second, clip), late({ ...second, n: 2 })])
    expect(reduce(jobOf([partly], {}, shot), impossible).ok).toBe(false);
  expect(reduce(jobOf([{ ...partly, foreign } as Attempt], {}, shot), late(second)).ok).toBe(false);
  expect(reduce(jobOf([{ ...known, status: 'succeeded', outputs: [clip] }], {}, shot), late(second)).ok).toBe(false);
  expect(reduce(jobOf([queued], {}, shot), late(second)).ok).toBe(false);
});

test('M8 what is deleted by hand is marked for each of its files alone', () => {
  const [one, two] = [clip, { ...clip, n: 1 }];
  const job = jobOf([{ ...known, status: 'succeeded', outputs: [one, two] }], {}, shot);
  const places = (...of: readonly { kind: string; n: number }[]) => of.map(({ kind, n }) => ({ kind, n }));
  const cleared = reduce(job, event('cleared', 1, { outputs: places(two) }));
  if (!cleared.ok) throw new Error(cleared.reason);
  expect(cleared.job.attempts).toMatchObject([{ outputs: [one, { cleared: 9, clearing: true }] }]);
  expect(cleared.job.attempts[0]).not.toMatchObject({ outputs: [{ cleared: 9 }, {}] });
  const emptied = reduce(cleared.job, event('emptied', 1, { outputs: places(two) }));
  if (!emptied.ok) throw new Error(emptied.reason);
  expect(emptied.job.attempts).toEqual([{ ...known, status: 'succeeded', outputs: [one, { ...two, cleared: 9 }] }]);
  const other = reduce(emptied.job, event('refetched', 1, { output: { kind: 'video', n: 0 } }));
  expect(other.ok && other.job.attempts).toEqual(emptied.job.attempts);
  const back = reduce(emptied.job, event('refetched', 1, { output: { kind: 'video', n: 1 } }));
  expect(back.ok && back.job.attempts).toEqual(job.attempts);
});
