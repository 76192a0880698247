import { expect, test } from 'vitest';
import { text } from '../../fakes/fake-service.ts';
import { createJobWorld, goOn, order, recordOf } from '../../fakes/job-world.ts';

test.each([
  ['H03 credit', 402],
  ['H02 token', 401],
] as const)(
  '%s holds the service back after a restart, also when only the answer reached the disk',
  async (_, status) => {
    const world = createJobWorld();
    world.service.script('submit', text(status, 'no'));
    const shot = order();
    const first = await world.life();
    await first.owner.put(shot.jobKey, shot.order);
    await world.clock.advance(1_000);
    first.kill();
    expect(world.journal.lines.pop()).toContain('"kind":"held"');

    const { owner } = await world.life();
    await owner.put(shot.jobKey, shot.order);
    await world.clock.advance(600_000);
    expect(world.service.count('submit')).toBe(1);
    expect(recordOf(owner, shot.jobKey)).toMatchObject({ waiting: { reason: 'no' } });
    world.token = 'token-2';
    await goOn(owner);
    await world.clock.advance(1_000);
    expect(world.service.count('submit')).toBe(2);
  },
);
