import { expect, test } from 'vitest';
import { createJobWorld, order, recordOf, statusOf } from '../../fakes/job-world.ts';
import { jobRecordSchema } from '../../../src/runtime/wire/job-record.ts';

test('a job goes from claim to stored bytes, with one submit and its cost', async () => {
  const world = createJobWorld();
  const { owner } = await world.life();
  const shot = order();
  const claimed = await owner.put(shot.jobKey, shot.order);
  expect(claimed.attempts.map(({ status }) => status)).toEqual(['claimed']);
  await world.clock.runUntil(() => statusOf(owner, shot.jobKey) === 'succeeded', 60_000);
  const record = recordOf(owner, shot.jobKey);
  expect(jobRecordSchema.parse(record)).toEqual(record);
  expect(record.attempts[0]).toMatchObject({ requestId: 'req-1', cost: 0.75, outputs: [{ kind: 'video', n: 0 }] });
  expect(world.service.count('submit')).toBe(1);
  expect(world.bytes.files.size).toBe(1);
  await owner.stop();
  expect(world.clock.sleepers()).toBe(0);
});
