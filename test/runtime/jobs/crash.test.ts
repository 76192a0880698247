import { describe, expect, test } from 'vitest';
import { presentAttempt } from '../../../src/runtime/wire/job-record.ts';
import { clip } from '../../fakes/fake-downloads.ts';
import {
  createJobWorld,
  DiedAtStart,
  order,
  recordOf,
  statusOf,
  type JobWorld,
  type Life,
} from '../../fakes/job-world.ts';

const shot = order();
const whens = ['before', 'after'] as const;

/** Lives until the job has ended, or the owner. */
async function liveOn(world: JobWorld, life: Life): Promise<void> {
  // The process may die before it answers: nobody waits for that.
  void life.owner.put(shot.jobKey, shot.order);
  const over = () =>
    life.dead() ||
    ['succeeded', 'uncertain'].includes(life.owner.known([shot.jobKey]).jobs[0]?.attempts.at(-1)?.status ?? '');
  await world.clock.runUntil(over, 600_000);
}

/** How many acts an undisturbed life has, and which. */
async function undisturbed(): Promise<readonly string[]> {
  const world = createJobWorld();
  const life = await world.life();
  await liveOn(world, life);
  return life.acts;
}

/** The journal's last word before the crash decides what must be found. */
function mustBeUncertain(world: JobWorld): boolean {
  return world.journal.lines.at(-1)?.includes('"submitting"') === true;
}

/** A person looks at RunComfy's list and decides; the job then ends well, with one charge in all. */
async function decide(world: JobWorld, { owner }: Life): Promise<void> {
  const requestId = world.service.charged[0];
  await owner.resolve(
    shot.jobKey,
    requestId === undefined ? { decision: 'not_sent' } : { decision: 'attach', requestId },
  );
  await world.clock.runUntil(() => statusOf(owner, shot.jobKey) === 'succeeded', 600_000);
}

async function finish(world: JobWorld, life: Life, uncertain: boolean): Promise<void> {
  const charges = world.service.charged.length;
  await liveOn(world, life);
  expect(statusOf(life.owner, shot.jobKey)).toBe(uncertain ? 'uncertain' : 'succeeded');
  if (uncertain) {
    expect(world.service.charged.length).toBe(charges);
    await decide(world, life);
  }
  expect(world.service.charged).toEqual(['req-1']);
  const attempt = presentAttempt(recordOf(life.owner, shot.jobKey));
  expect(attempt).toMatchObject({ status: 'succeeded', n: 1, requestId: 'req-1', outputs: [{ kind: 'video', n: 0 }] });
  expect(world.bytes.files.size).toBe(1);
}

describe('M1 M2 M5 an owner that is killed at any act of a job’s life', async () => {
  const acts = await undisturbed();
  const cases = acts.flatMap((name, at) => whens.map((when) => [when, at, name] as const));

  test('the acts include every step that costs or saves something', () => {
    const names = ['append claimed', 'append submitting', 'send pro', 'append accepted', 'send status', 'send result'];
    for (const name of [...names, 'append addressed', 'open', 'store', 'append stored']) expect(acts).toContain(name);
    expect(acts.indexOf('append claimed')).toBeLessThan(acts.indexOf('append submitting'));
    expect(acts.indexOf('append submitting')).toBeLessThan(acts.indexOf('send pro'));
    expect(acts[acts.indexOf('send pro') + 1]).toBe('append accepted');
  });

  test.each(cases)('%s act %i (%s): one charge, nothing lost', async (when, at) => {
    const world = createJobWorld();
    // The journal is read before anything can happen to a job: a death there is the same as no life at all.
    const first = await world.life({ at, when }).catch((error: unknown) => {
      if (!(error instanceof DiedAtStart)) throw error;
      return undefined;
    });
    if (first !== undefined) await liveOn(world, first);
    const uncertain = mustBeUncertain(world);
    const charges = world.service.count('submit');
    const second = await world.life();
    await world.clock.advance(600_000);
    expect(world.service.count('submit')).toBe(charges);
    await finish(world, second, uncertain);
    const third = await world.life();
    expect(recordOf(third.owner, shot.jobKey).attempts).toEqual(recordOf(second.owner, shot.jobKey).attempts);
  });

  test.each(whens)('a second death %s each act of the recovery changes nothing of that', async (when) => {
    for (let at = 0; at < 8; at += 1) {
      const world = createJobWorld();
      const sent = acts.indexOf('send pro');
      const first = await world.life({ at: sent, when: 'after' });
      await liveOn(world, first);
      const second = await world.life({ at, when }).catch((error: unknown) => {
        if (!(error instanceof DiedAtStart)) throw error;
        return undefined;
      });
      if (second !== undefined) await liveOn(world, second);
      await finish(world, await world.life(), true);
    }
  });
});

test('B13 a download that was cut off by the end of the process is made from the start', async () => {
  const world = createJobWorld();
  const first = await world.life();
  const download = clip('whole');
  world.downloads.script.push({
    ...download,
    chunks: (async function* () {
      yield new TextEncoder().encode('MP4');
      await new Promise(() => {});
    })(),
  });
  await first.owner.put(shot.jobKey, shot.order);
  await world.clock.runUntil(() => world.downloads.opened.length === 1);
  first.kill();
  expect(world.bytes.files.size).toBe(0);
  const second = await world.life();
  await world.clock.runUntil(() => statusOf(second.owner, shot.jobKey) === 'succeeded');
  expect(world.service.count('submit')).toBe(1);
  expect(world.downloads.opened.length).toBe(2);
});
