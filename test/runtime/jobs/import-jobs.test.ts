import { array, assert, asyncProperty, constantFrom, record as recordOf_, subarray } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jobKeyOf } from '../../../src/graph/keys.ts';
import type { JobOwner } from '../../../src/runtime/jobs/ports.ts';
import { knownOf } from '../../../src/runtime/run/known-of.ts';
import { type ImportedJob, importedJobSchema } from '../../../src/runtime/wire/job-import.ts';
import {
  type Attempt,
  foreignOf,
  type JobRecord,
  jobRecordSchema,
  presentAttempt,
  repeatable,
} from '../../../src/runtime/wire/job-record.ts';
import { text } from '../../fakes/fake-service.ts';
import { createJobWorld, goOn, type JobWorld, order, recordOf, statusOf } from '../../fakes/job-world.ts';
import { noRoom } from '../../fakes/memory-journal.ts';
import { sampleAttempt } from '../../ui/fake-job-client.ts';

const shot = order();
const clipBytes = new TextEncoder().encode('MP4 made elsewhere');
const clipHash = createJobWorld().bytes.keep(clipBytes, 'video/mp4');

const made = (n = 1): Attempt =>
  sampleAttempt('succeeded', n, {
    outputs: [{ kind: 'video', n: 0, sha256: clipHash, size: 1, mediaType: 'video/mp4' }],
    cost: 0.5,
  });

function imported(...attempts: readonly Attempt[]): ImportedJob {
  const { attempt: _, request, ...rest } = shot.order;
  return importedJobSchema.parse({ jobKey: shot.jobKey, request, ...rest, attempts });
}

const take = (owner: JobOwner, ...jobs: readonly ImportedJob[]) =>
  owner.importJobs({ from: 'Night market', jobs: [...jobs] });
const calls = ({ service, sandbox, downloads }: JobWorld): number =>
  service.received.length + sandbox.received.length + downloads.opened.length;

async function world(withBytes = true) {
  const house = createJobWorld();
  if (withBytes) house.bytes.keep(clipBytes, 'video/mp4');
  const { owner } = await house.life();
  return { house, owner };
}

/** What each attempt of a job cost here. */
function costsOf(record: JobRecord): readonly (number | undefined)[] {
  return (knownOf([record], new Set()).jobs.get(record.jobKey)?.attempts ?? []).map(({ cost }) => cost);
}

describe('a record out of a project file', () => {
  test('M8 brings back the file of a clip that was deleted by hand, and the record says so', async () => {
    const { house, owner } = await world();
    await take(owner, imported(made()));
    await owner.clear({ outputs: [{ jobKey: shot.jobKey, kind: 'video', n: 0 }], paid: true, used: false });
    expect(owner.clips()).toEqual([]);
    await take(owner, imported(made()));
    expect(owner.clips()).toEqual([]);
    house.bytes.keep(clipBytes, 'video/mp4');
    expect(await take(owner, imported(made()))).toEqual({ jobs: [{ jobKey: shot.jobKey, became: 'known' }] });
    expect(owner.clips().map(({ jobKey }) => jobKey)).toEqual([shot.jobKey]);
    const next = await house.life();
    expect(next.owner.clips().map(({ jobKey }) => jobKey)).toEqual([shot.jobKey]);
    expect(calls(house)).toBe(0);
  });

  test('G18 M6 whose clip is here counts as made: it is marked, costs nothing here, and an order for it joins', async () => {
    const { house, owner } = await world();
    expect(await take(owner, imported(made()))).toEqual({ jobs: [{ jobKey: shot.jobKey, became: 'made' }] });
    const record = recordOf(owner, shot.jobKey);
    expect(presentAttempt(record)).toMatchObject({
      status: 'succeeded',
      outputs: [{ kind: 'video', n: 0, sha256: clipHash, size: clipBytes.length }],
      foreign: { from: 'Night market', at: house.clock.now() },
    });
    expect(costsOf(record)).toEqual([undefined]);
    expect(statusOf(owner, shot.jobKey)).toBe('succeeded');
    await owner.put(shot.jobKey, shot.order);
    await expect(owner.put(shot.jobKey, { ...shot.order, attempt: 2 })).rejects.toMatchObject({ httpStatus: 409 });
    await house.clock.advance(86_400_000);
    expect(calls(house)).toBe(0);
  });

  test('G18 whose clip is not here, or is no clip, is over, and only an agreed attempt buys it: the next one', async () => {
    const { house, owner } = await world(false);
    expect((await take(owner, imported(made()))).jobs[0]?.became).toBe('recorded');
    expect(presentAttempt(recordOf(owner, shot.jobKey))).toMatchObject({
      status: 'lost',
      failure: { code: 'made-elsewhere' },
      foreign: { from: 'Night market' },
    });
    await house.clock.advance(86_400_000);
    expect(calls(house)).toBe(0);
    await owner.put(shot.jobKey, { ...shot.order, attempt: 2 });
    await house.clock.runUntil(() => statusOf(owner, shot.jobKey) === 'succeeded');
    expect(house.service.charged).toHaveLength(1);
    expect(costsOf(recordOf(owner, shot.jobKey))).toEqual([undefined, 0.75]);
    expect(house.service.received.every(({ requestId }) => requestId === undefined || requestId === 'req-1')).toBe(
      true,
    );
  });

  test.each(['submitting', 'uncertain', 'in_queue', 'in_progress', 'cancelling', 'downloading'] as const)(
    'G18 that was %s there is over here: never polled, cancelled or decided on',
    async (status) => {
      const { house, owner } = await world();
      await take(owner, imported(sampleAttempt('failed', 1), sampleAttempt(status, 2)));
      const record = recordOf(owner, shot.jobKey);
      expect(record.attempts.every((attempt) => foreignOf(attempt) && repeatable.has(attempt.status))).toBe(true);
      await expect(owner.cancel(shot.jobKey)).rejects.toMatchObject({ code: 'not-cancellable' });
      for (const decision of [
        { decision: 'attach', requestId: 'req-9' },
        { decision: 'not_sent' },
        { decision: 'send_again' },
      ] as const)
        await expect(owner.resolve(shot.jobKey, decision)).rejects.toMatchObject({
          code: 'made-elsewhere',
          httpStatus: 409,
          reason: 'This was made elsewhere: its request is not asked about from here.',
          remedy: 'Run it again, or open a project that holds its clip.',
        });
      await goOn(owner, true, shot.order.service);
      await house.clock.advance(86_400_000);
      expect(calls(house)).toBe(0);
    },
  );

  test('of which nothing ever left, leaves nothing', async () => {
    const { owner } = await world();
    expect((await take(owner, imported(sampleAttempt('claimed')))).jobs[0]?.became).toBe('unsent');
    expect(owner.known([shot.jobKey]).jobs).toEqual([]);
  });

  test('SEC13 whose key is not the hash of its order, or whose attempts cannot be, is refused', async () => {
    const { house, owner } = await world();
    const other = { ...imported(made()), take: 2 };
    const twice = imported(made(1), made(2));
    const gap = imported(sampleAttempt('failed', 2), made(3));
    const impossible = 'Its attempts cannot have followed one another.';
    for (const [hostile, reason] of [
      [other, 'Its key is not the hash of service, model, request and take.'],
      [twice, impossible],
      [gap, impossible],
    ] as const)
      expect((await take(owner, hostile)).jobs[0]).toEqual({ jobKey: shot.jobKey, became: 'refused', reason });
    expect(owner.changes(0).jobs).toEqual([]);
    expect(house.journal.lines).toEqual([]);
  });

  test('M1 is durable before it counts: a disk that refuses takes in nothing, and a new owner knows what was taken', async () => {
    const { house, owner } = await world();
    house.journal.refuses = noRoom;
    await expect(take(owner, imported(made()))).rejects.toMatchObject({ httpStatus: 507 });
    expect(owner.known([shot.jobKey]).jobs).toEqual([]);
    house.journal.refuses = undefined;
    await take(owner, imported(made()));
    const { owner: later } = await house.life();
    const attempts = (of: JobOwner) => recordOf(of, shot.jobKey).attempts;
    expect(attempts(later)).toEqual(attempts(owner));
    expect(jobRecordSchema.parse(recordOf(later, shot.jobKey))).toEqual(recordOf(later, shot.jobKey));
    await house.clock.advance(86_400_000);
    expect(calls(house)).toBe(0);
  });

  test('is taken once: the same again changes nothing, and one with the clip follows one without', async () => {
    const { house, owner } = await world(false);
    await take(owner, imported(made()));
    const before = recordOf(owner, shot.jobKey);
    expect((await take(owner, imported(made()))).jobs[0]?.became).toBe('known');
    expect(recordOf(owner, shot.jobKey)).toEqual(before);
    house.bytes.keep(clipBytes, 'video/mp4');
    expect((await take(owner, imported(made()))).jobs[0]?.became).toBe('made');
    expect((await take(owner, imported(made()))).jobs[0]?.became).toBe('known');
    expect(recordOf(owner, shot.jobKey).attempts.map(({ n, status }) => [n, status])).toEqual([
      [1, 'lost'],
      [2, 'succeeded'],
    ]);
  });

  test('names no instant that is still to come', async () => {
    const { house, owner } = await world();
    await take(owner, imported({ ...made(), claimedAt: 1e300, since: -5 }));
    expect(presentAttempt(recordOf(owner, shot.jobKey))).toMatchObject({ claimedAt: house.clock.now(), since: 0 });
  });

  test('M8 whose file was deleted here is not fetched by its request id', async () => {
    const { house, owner } = await world();
    await take(owner, imported(made()));
    house.bytes.files.clear();
    await expect(owner.restore(shot.jobKey, 'video', 0)).rejects.toMatchObject({ code: 'result-gone' });
    expect(calls(house)).toBe(0);
  });

  test('M4 does not keep a request id from the person whose it is', async () => {
    const { house, owner } = await world(false);
    const own = order({ take: 2 });
    house.service.script('submit', () => ({ kind: 'lost', reason: 'reset' }));
    await owner.put(own.jobKey, own.order);
    await house.clock.runUntil(() => statusOf(owner, own.jobKey) === 'uncertain');
    await take(owner, imported(sampleAttempt('in_queue', 1, { requestId: 'mine' })));
    await owner.resolve(own.jobKey, { decision: 'attach', requestId: 'mine' });
    expect(presentAttempt(recordOf(owner, own.jobKey))).toMatchObject({ requestId: 'mine', attached: true });
  });
});

/** How the own record of the shot stands when a project comes. */
const ownStates = {
  unknown: async () => undefined,
  rejected: async ({ service }: JobWorld) => service.script('submit', text(400, 'no')),
  uncertain: async ({ service }: JobWorld) => service.script('submit', { kind: 'lost', reason: 'reset' }),
  succeeded: async () => undefined,
} as const;

const attemptsElsewhere = array(
  constantFrom(...(['failed', 'lost', 'rejected', 'cancelled', 'abandoned', 'succeeded', 'claimed'] as const)),
  { maxLength: 3 },
);
const lasts = constantFrom(
  ...(['succeeded', 'succeeded', 'in_queue', 'downloading', 'uncertain', 'claimed', 'failed', 'cancelled'] as const),
);

test('M6 M8 G18 whatever a project says, it never lowers or replaces an own attempt, and nothing is ever asked or sent', async () => {
  await assert(
    asyncProperty(
      constantFrom(...(Object.keys(ownStates) as (keyof typeof ownStates)[])),
      array(recordOf_({ before: attemptsElsewhere, last: lasts }), { minLength: 1, maxLength: 4 }),
      subarray(['clip', 'another owner', 'a wrong key']),
      async (own, projects, odd) => {
        const house = createJobWorld();
        if (odd.includes('clip')) house.bytes.keep(clipBytes, 'video/mp4');
        let { owner, kill } = await house.life();
        await ownStates[own](house);
        if (own !== 'unknown') {
          await owner.put(shot.jobKey, shot.order);
          await house.clock.runUntil(() => statusOf(owner, shot.jobKey) === own);
        }
        const before: readonly Attempt[] = owner.known([shot.jobKey]).jobs[0]?.attempts ?? [];
        const asked = calls(house);
        for (const { before: statuses, last } of projects) {
          const attempts = [...statuses, last].map((status, at) =>
            status === 'succeeded' ? made(at + 1) : sampleAttempt(status, at + 1),
          );
          const job = imported(...attempts);
          await take(owner, odd.includes('a wrong key') ? { ...job, take: 3 } : job);
          if (odd.includes('another owner')) {
            kill();
            ({ owner, kill } = await house.life());
          }
          const [record] = owner.known([shot.jobKey]).jobs;
          check(record, before, own);
        }
        await house.clock.advance(86_400_000);
        expect(calls(house)).toBe(asked);
        expect(
          owner.changes(0).jobs.every((job) => jobKeyOf(job as Parameters<typeof jobKeyOf>[0]) === job.jobKey),
        ).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
}, 30_000);

function check(record: JobRecord | undefined, before: readonly Attempt[], own: keyof typeof ownStates): void {
  const attempts = record?.attempts ?? [];
  expect(attempts.slice(0, before.length)).toEqual(before);
  const added = attempts.slice(before.length);
  expect(added.every((attempt) => foreignOf(attempt) !== undefined)).toBe(true);
  if (own === 'succeeded' || own === 'uncertain') expect(added).toEqual([]);
  expect(attempts.slice(0, -1).every(({ status }) => repeatable.has(status))).toBe(true);
  expect(attempts.map(({ n }) => n)).toEqual(attempts.map((_, at) => at + 1));
}
