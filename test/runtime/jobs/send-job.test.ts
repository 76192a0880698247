import { expect, test } from 'vitest';
import { StorageError } from '../../../src/runtime/jobs/ports.ts';
import { presentAttempt } from '../../../src/runtime/wire/job-record.ts';
import { text } from '../../fakes/fake-service.ts';
import { createJobWorld, live, order, recordOf, startedWith, statusOf } from '../../fakes/job-world.ts';

const shot = order();
const other = order({ take: 2 });

test('M14 what was agreed to be sent as something that is no model id is refused, and nothing leaves', async () => {
  const world = createJobWorld();
  const { owner } = await world.life();
  await owner.put(shot.jobKey, { ...shot.order, sentModel: '../admin' });
  await world.clock.settle();
  expect(presentAttempt(recordOf(owner, shot.jobKey))).toMatchObject({
    status: 'rejected',
    failure: { code: 'model-not-found', message: 'That is not a model id.' },
  });
  expect(world.service.received).toEqual([]);
});

test('H02 without a token it waits for one, in words', async () => {
  const { world, owner } = await startedWith((w) => (w.token = undefined));
  expect(recordOf(owner, shot.jobKey).waiting).toEqual({
    for: 'token',
    reason: 'There is no token. Log in, then continue.',
  });
  expect(world.service.received).toEqual([]);
});

test('H12 after twenty answers of 429 a person continues', async () => {
  const { world, owner } = await startedWith((w) =>
    w.service.script('submit', ...Array.from({ length: 20 }, () => text(429, 'slow down'))),
  );
  await world.clock.runUntil(() => recordOf(owner, shot.jobKey).waiting?.for === 'person', 7_200_000);
  expect(world.service.count('submit')).toBe(20);
  expect(recordOf(owner, shot.jobKey).waiting?.reason).toBe(
    'The service answered 20 times that there are too many requests. Continue to try again.',
  );
});

test('U07 what is cancelled while it waits for its turn is not sent, and nothing goes wrong over it', async () => {
  let answer: () => void = () => {};
  const answered = new Promise<void>((resolve) => (answer = resolve));
  const { world, owner } = await startedWith(({ service }) =>
    service.script('submit', async () => answered.then(() => service.accept())),
  );
  await owner.put(other.jobKey, other.order);
  await world.clock.settle();
  await owner.cancel(other.jobKey);
  answer();
  await world.clock.settle();
  expect(statusOf(owner, other.jobKey)).toBe('cancelled');
  expect(world.service.count('submit')).toBe(1);
  expect(world.log.map(({ event }) => event)).toEqual(['submit']);
});

test('U07 and neither is what is cancelled in the moment before it leaves', async () => {
  const world = createJobWorld();
  const { owner } = await world.life();
  let cancelled: Promise<unknown> | undefined;
  Object.defineProperty(world, 'token', {
    get() {
      cancelled ??= owner.cancel(shot.jobKey);
      return 'token-1';
    },
  });
  await owner.put(shot.jobKey, shot.order);
  await world.clock.settle();
  await cancelled;
  expect(statusOf(owner, shot.jobKey)).toBe('cancelled');
  expect(world.service.received).toEqual([]);
  expect(world.log).toEqual([]);
});

test('M2 S01 where the disk does not take that a job is being sent, nothing is, and it is tried again ever later', async () => {
  const { world, owner } = await startedWith(({ journal }) => {
    journal.before = ({ event }) => {
      const submitting = (event as { type?: string } | undefined)?.type === 'submitting';
      journal.refuses = submitting ? new StorageError('read_only', 'The folder cannot be written to.') : undefined;
    };
  });
  const began = world.clock.now();
  const waits: number[] = [];
  for (let n = 0; n < 3; n += 1) {
    const { waiting } = recordOf(owner, shot.jobKey);
    expect(waiting).toMatchObject({ for: 'storage', reason: 'The folder cannot be written to.' });
    waits.push((waiting?.until ?? 0) - world.clock.now());
    await world.clock.advance(waits[n] ?? 0);
  }
  expect(waits).toEqual([1_000, 2_000, 4_000]);
  expect(world.clock.now() - began).toBe(7_000);
  expect(world.service.received).toEqual([]);
  world.journal.before = undefined;
  world.journal.refuses = undefined;
  await world.clock.runUntil(() => statusOf(owner, shot.jobKey) === 'succeeded');
  expect(world.service.charged).toEqual(['req-1']);
});

test('B12 H24 what waits for a network does not wait longer because the clock was set back', async () => {
  const { world, owner } = await startedWith(({ service }) =>
    service.script('submit', { kind: 'not_sent', reason: 'no route' }),
  );
  expect(recordOf(owner, shot.jobKey).waiting).toMatchObject({ for: 'network', reason: 'no route' });
  world.clock.jump(-3_600_000);
  await world.clock.advance(2_000);
  expect(world.service.count('submit')).toBe(2);
  expect(statusOf(owner, shot.jobKey)).toBe('in_queue');
});

test('M14 a Continue of one service leaves what another one keeps back', async () => {
  const { world, owner } = await startedWith(({ service }) => service.script('submit', text(402, 'no balance')));
  const lines = world.journal.lines.length;
  await owner.continueService('sandbox', { spendGuard: false, jobs: [{ jobKey: shot.jobKey, attempt: 1 }] });
  await world.clock.advance(60_000);
  expect(recordOf(owner, shot.jobKey).waiting).toEqual({ for: 'credit', reason: 'no balance' });
  expect(world.service.count('submit')).toBe(1);
  expect(world.journal.lines.length - lines).toBeLessThanOrEqual(1);
  await owner.continueService(live, { spendGuard: false, jobs: [{ jobKey: shot.jobKey, attempt: 1 }] });
  expect(recordOf(owner, shot.jobKey).waiting).toBeUndefined();
  await world.clock.runUntil(() => statusOf(owner, shot.jobKey) === 'succeeded');
});

test('M14 SEC12 a Continue that does not lift the spend guard writes nothing, and names nothing that waits', async () => {
  const world = createJobWorld();
  world.guard = '1/hour';
  const { owner } = await world.life();
  for (const { jobKey, order: wanted } of [shot, other]) await owner.put(jobKey, wanted);
  await world.clock.advance(1_000);
  const lines = world.journal.lines.length;
  const wish = { spendGuard: false, jobs: [{ jobKey: other.jobKey, attempt: 1 }] };
  expect(await owner.continueService(live, wish)).toEqual({ waiting: [] });
  expect(world.journal.lines).toHaveLength(lines);
  await world.clock.advance(60_000);
  expect(world.service.count('submit')).toBe(1);
});
