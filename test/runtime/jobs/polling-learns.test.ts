import { describe, expect, test } from 'vitest';
import type { DurableEvent } from '../../../src/runtime/jobs/job-event.ts';
import { json } from '../../fakes/fake-service.ts';
import { createJobWorld, order, recordOf, statusOf } from '../../fakes/job-world.ts';
import { fixed, noticed, seeded, timesOf } from './noticing.ts';

describe('M7 polling that learns', () => {
  test('tells clients how long such jobs usually take, from finished ones only, also after a restart', async () => {
    const world = createJobWorld();
    world.guard = '100/min';
    let life = await world.life();
    const shots = [1, 2, 3, 4].map((take) => order({ take }));
    const last = shots[3];
    if (last === undefined) throw new Error('four shots');
    for (const { jobKey, order: wanted } of shots.slice(0, 3)) {
      const record = await life.owner.put(jobKey, wanted);
      expect(record).not.toHaveProperty('usual');
      await world.clock.runUntil(() => statusOf(life.owner, jobKey) === 'succeeded');
      expect(recordOf(life.owner, jobKey)).not.toHaveProperty('usual');
    }
    life.kill();
    life = await world.life();
    await life.owner.put(last.jobKey, last.order);
    const { usual } = recordOf(life.owner, last.jobKey);
    // Five seconds in the queue and ten of work.
    expect(usual?.fromMs).toBeGreaterThan(14_000);
    expect(usual?.toMs).toBeLessThan(16_000);
    expect(usual?.fromMs).toBeLessThanOrEqual(usual?.toMs ?? 0);
  });

  test.each([
    ['20 s', 20_000, 0, 0, 'bell'],
    ['20 s after a queue', 20_000, 10_000, 5, 'even'],
    ['2 min', 120_000, 0, 0, 'bell'],
    ['2 min after a queue that tells no places', 120_000, 60_000, 0, 'even'],
    ['20 min', 1_200_000, 0, 0, 'bell'],
  ] as const)(
    'jobs of %s need at most half the requests of every 2 s, and are noticed no later',
    async (_, workedMs, queuedMs, places, spread) => {
      const times = timesOf({ workedMs, queuedMs, places, spread }, 100, seeded(11));
      const ours = await noticed(times, 40);
      const every2s = fixed(times.slice(40));
      expect(ours.requests).toBeLessThanOrEqual(every2s.requests * 0.5);
      expect(ours.meanMs).toBeLessThanOrEqual(1_000);
    },
    20_000,
  );

  test('a service that tells when a request began and ended is believed to the second', async () => {
    const world = createJobWorld();
    const { owner } = await world.life();
    const shot = order();
    const at = (ms: number): string => new Date(world.clock.now() + ms).toISOString();
    const times = { created_at: at(0), finished_at: at(12_500) };
    world.service.script('result', () =>
      json(200, { status: 'succeeded', output: { video: 'https://files.runcomfy.net/a.mp4' }, ...times }),
    );
    world.service.queuedMs = 2_000;
    await owner.put(shot.jobKey, shot.order);
    await world.clock.runUntil(() => statusOf(owner, shot.jobKey) === 'succeeded');
    const event = world.journal.entries().flatMap((entry) => {
      const { event: one } = entry as { event?: DurableEvent };
      return one?.type === 'addressed' ? [one] : [];
    });
    expect(event).toMatchObject([{ took: { totalMs: 12_500 } }]);
  });
});
