import { describe, expect, test } from 'vitest';
import { type Job } from '../../../src/runtime/jobs/job.ts';
import { reduce } from '../../../src/runtime/jobs/reduce.ts';
import { presentAttempt, type Attempt } from '../../../src/runtime/wire/job-record.ts';
import { json, text } from '../../fakes/fake-service.ts';
import { jobOf } from '../../fakes/job-of.ts';
import { createJobWorld, order, recordOf, type JobWorld } from '../../fakes/job-world.ts';
import { noRoom } from '../../fakes/memory-journal.ts';

const shot = order();
const hour = 3_600_000;
const archived = json(200, { status: 'archived' });

async function begun(prepare: (world: JobWorld) => void = () => {}) {
  const world = createJobWorld();
  prepare(world);
  let life = await world.life();
  const attempt = (): Attempt => presentAttempt(recordOf(life.owner, shot.jobKey));
  await life.owner.put(shot.jobKey, shot.order);
  await world.clock.settle();
  return {
    world,
    attempt,
    owner: () => life.owner,
    watch: (watched: boolean) => life.owner.setWatched(shot.jobKey, watched),
    until: (status: Attempt['status']) => world.clock.runUntil(() => attempt().status === status, 24 * hour),
    /** Nothing of the service is asked in a day. */
    async asksNothing(): Promise<void> {
      const before = world.service.received.length;
      await world.clock.advance(24 * hour);
      expect(world.service.received.slice(before)).toEqual([]);
    },
    async restart(): Promise<void> {
      life.kill();
      life = await world.life();
      await world.clock.settle();
    },
  };
}

function reducedTo(status: 'in_queue', set: { readonly unwatched?: number }): Job {
  const seen: Attempt = { status, n: 1, claimedAt: 0, since: 0, submittedAt: 0, requestId: 'req-1', ...set };
  return jobOf([seen], { agreed: true }, shot);
}

/** A service that says for ever that it stands so. */
const always = (world: JobWorld, answer: ReturnType<typeof json>): void =>
  world.service.script('status', ...Array.from({ length: 5_000 }, () => answer));

describe('J06 a person can stop watching what does not end', () => {
  test.each([
    ['a state that nobody knows', (world: JobWorld) => always(world, archived)],
    ['hours in the queue', (world: JobWorld) => void (world.service.queuedMs = 100 * hour)],
    ['hours in work', (world: JobWorld) => void ([world.service.queuedMs, world.service.workedMs] = [0, 100 * hour])],
    ['an id that the service does not know', (world: JobWorld) => always(world, text(404, 'who?'))],
    ['errors without an end', (world: JobWorld) => always(world, text(500, 'oops'))],
    ['a result that cannot be read', (world: JobWorld) => neverRead(world)],
  ])('%s: from then on the service is asked nothing, also after a restart', async (_, prepare) => {
    const job = await begun(prepare);
    await job.world.clock.advance(2 * hour);
    const before = job.attempt();
    const at = job.world.clock.now();
    expect(presentAttempt(await job.watch(false))).toMatchObject({ status: before.status, unwatched: at });
    // One question may be on its way.
    await job.world.clock.advance(60_000);
    await job.asksNothing();
    await job.restart();
    await job.asksNothing();
    expect(job.attempt()).toMatchObject({ status: before.status, requestId: 'req-1', unwatched: at });
    expect(job.world.service.charged).toEqual(['req-1']);
  });

  function neverRead(world: JobWorld): void {
    world.service.script('result', ...Array.from({ length: 5_000 }, () => text(500, 'oops')));
  }

  test('and watch again, also after a restart: the clip that was made meanwhile is taken in', async () => {
    const job = await begun((world) => world.service.script('status', archived));
    await job.watch(false);
    await job.world.clock.advance(hour);
    await job.restart();
    const asked = job.world.service.count('status');
    await job.watch(true);
    await job.world.clock.settle();
    expect(job.world.service.count('status')).toBe(asked + 1);
    expect(job.attempt()).not.toHaveProperty('unwatched');
    await job.until('succeeded');
    expect(job.world.service.charged).toEqual(['req-1']);
  });

  test('M6 what nobody watches is still alive: the same key is joined, the next attempt refused', async () => {
    const job = await begun((world) => always(world, archived));
    await job.watch(false);
    const joined = await job.owner().put(shot.jobKey, shot.order);
    expect(presentAttempt(joined)).toMatchObject({ n: 1, status: 'in_queue' });
    expect(presentAttempt(joined)).toHaveProperty('unwatched');
    await expect(job.owner().put(shot.jobKey, { ...shot.order, attempt: 2 })).rejects.toMatchObject({
      code: 'attempt-conflict',
    });
    await job.asksNothing();
    expect(job.world.service.charged).toEqual(['req-1']);
  });

  test('an equal wish writes nothing; a wish about what is not asked about is refused', async () => {
    const job = await begun((world) => always(world, archived));
    const lines = () => job.world.journal.lines.length;
    const before = lines();
    await job.watch(true);
    expect(lines()).toBe(before);
    await job.watch(false);
    expect(lines()).toBe(before + 1);
    await job.watch(false);
    expect(lines()).toBe(before + 1);
    await expect(job.owner().setWatched('0'.repeat(64), false)).rejects.toMatchObject({ code: 'unknown-job' });
    const made = await begun();
    await made.until('succeeded');
    for (const watched of [true, false])
      await expect(made.watch(watched)).rejects.toMatchObject({
        code: 'not-watchable',
        httpStatus: 409,
        reason: 'The job is succeeded: the service is not asked where it stands.',
        remedy: 'Look at it again.',
      });
    const events = job.world.log.filter(({ event }) => typeof event === 'string' && event.startsWith('watch'));
    expect(events).toEqual([{ event: 'watch_stopped', jobKey: shot.jobKey }]);
  });

  test('what was asked just before still counts', async () => {
    let answer: () => void = () => {};
    const asked = new Promise<void>((resolve) => (answer = resolve));
    const job = await begun((world) =>
      world.service.script('status', async () => {
        await asked;
        return json(200, { status: 'cancelled' });
      }),
    );
    await job.watch(false);
    answer();
    await job.world.clock.settle();
    expect(job.attempt()).toMatchObject({ status: 'cancelled', requestId: 'req-1' });
  });

  test('nothing that comes in late makes it wait, or be asked about', async () => {
    let answer: () => void = () => {};
    const asked = new Promise<void>((resolve) => (answer = resolve));
    const job = await begun((world) => {
      world.service.script('status', async () => {
        await asked;
        return { kind: 'not_sent', reason: 'no route' };
      });
    });
    await job.watch(false);
    answer();
    await job.world.clock.settle();
    expect(recordOf(job.owner(), shot.jobKey)).not.toHaveProperty('waiting');
    await job.asksNothing();
  });

  test('a look that comes in late puts no look at another job off', () => {
    const { pace, ...rest } = reducedTo('in_queue', { unwatched: 2 });
    const note = { pace: { lookMs: 500, troubles: 1 } };
    const noted = reduce({ ...rest, pace }, { type: 'noted', jobKey: shot.jobKey, attempt: 1, note });
    expect(noted.ok && noted.job.pace).toMatchObject({ lookMs: undefined, troubles: 1 });
    const watched = reduce(reducedTo('in_queue', {}), { type: 'noted', jobKey: shot.jobKey, attempt: 1, note });
    expect(watched.ok && watched.job.pace).toMatchObject({ lookMs: 500, troubles: 1 });
  });

  test('U07 a wish to cancel is watched again: what the service answers is seen', async () => {
    const job = await begun((world) => {
      world.service.queuedMs = 100 * hour;
      world.service.script('status', archived);
    });
    await job.watch(false);
    await job.owner().cancel(shot.jobKey);
    await job.until('cancelled');
    expect(job.world.service.count('cancel')).toBe(1);
  });

  test('U07 J09 in work as well', async () => {
    const job = await begun((world) => {
      [world.service.queuedMs, world.service.workedMs] = [0, hour];
    });
    await job.until('in_progress');
    await job.watch(false);
    await job.owner().cancel(shot.jobKey);
    expect(job.attempt()).not.toHaveProperty('unwatched');
    await job.world.clock.advance(1_000);
    expect(job.attempt()).toMatchObject({ status: 'in_progress', cancel: 'refused' });
    await job.until('succeeded');
  });

  test('a wish to cancel that was not sent yet still leaves', async () => {
    const job = await begun((world) => void (world.service.queuedMs = 100 * hour));
    const cancelled = job.owner().cancel(shot.jobKey);
    const stopped = job.watch(false);
    await Promise.all([cancelled, stopped]);
    await job.world.clock.advance(60_000);
    expect(job.world.service.count('cancel')).toBe(1);
    expect(job.attempt()).toHaveProperty('unwatched');
    await job.watch(true);
    await job.until('cancelled');
  });

  test('a disk that refuses leaves it watched, and says so', async () => {
    const job = await begun((world) => void (world.service.queuedMs = 100 * hour));
    job.world.journal.refuses = noRoom;
    await expect(job.watch(false)).rejects.toMatchObject({ httpStatus: 507 });
    expect(job.attempt()).not.toHaveProperty('unwatched');
  });
});
