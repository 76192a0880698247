import { describe, expect, test } from 'vitest';
import { DownloadError } from '../../../src/runtime/jobs/ports.ts';
import { presentAttempt } from '../../../src/runtime/wire/job-record.ts';
import { clip } from '../../fakes/fake-downloads.ts';
import { json, text } from '../../fakes/fake-service.ts';
import { createJobWorld, order, recordOf, statusOf } from '../../fakes/job-world.ts';
import { noRoom } from '../../fakes/memory-journal.ts';

const shot = order();
const noResult = 'The service no longer names a result.';

/** A job that succeeded, and whose file somebody then deleted. */
async function deleted() {
  const world = createJobWorld();
  const { owner } = await world.life();
  await owner.put(shot.jobKey, shot.order);
  await world.clock.runUntil(() => statusOf(owner, shot.jobKey) === 'succeeded');
  const [sha256 = ''] = world.bytes.files.keys();
  world.bytes.files.clear();
  const submits = world.service.count('submit');
  const restore = async () => {
    await world.clock.advance(5_000);
    await owner.restore(shot.jobKey, 'video', 0);
  };
  return { world, owner, sha256, submits, restore };
}

describe('M8 a result whose file was deleted', () => {
  test('comes back by its request id, the same bytes, without a submit', async () => {
    const { world, owner, sha256, submits } = await deleted();
    const before = recordOf(owner, shot.jobKey);
    await Promise.all([1, 2].map(() => owner.restore(shot.jobKey, 'video', 0)));
    expect([...world.bytes.files.keys()]).toEqual([sha256]);
    expect(world.downloads.opened.length).toBe(2);
    expect(recordOf(owner, shot.jobKey)).toEqual(before);
    expect(world.service.count('submit')).toBe(submits);
  });

  test.each([
    ['the service has forgotten it', text(404, 'unknown request'), 'The service no longer knows the request.'],
    ['the service names no output any more', json(200, { status: 'completed', output: {} }), noResult],
    [
      'the service names another output',
      json(200, { status: 'completed', output: { image: 'https://files.runcomfy.net/a.png' } }),
      'The service no longer names it.',
    ],
    ['the service calls it failed now', json(200, { status: 'failed', error: 'too old' }), noResult],
  ])('%s: it is said what is gone and what can be done, and nothing is sent', async (_, answer, why) => {
    const { world, sha256, submits, restore } = await deleted();
    world.service.script('result', answer);
    await expect(restore()).rejects.toMatchObject({
      code: 'result-gone',
      httpStatus: 410,
      reason: `The file of this video is no longer in the data folder, and it could not be fetched again from request req-1. ${why}`,
      remedy: `Put the file whose name begins with ${sha256.slice(0, 12)} back into media/, or make a new take.`,
    });
    await world.clock.advance(3_600_000);
    expect(world.service.count('submit')).toBe(submits);
  });

  test('its address leads nowhere: gone as well', async () => {
    const { world, restore } = await deleted();
    world.downloads.script.push(new DownloadError('gone', 'HTTP 403'));
    await expect(restore()).rejects.toMatchObject({
      code: 'result-gone',
      httpStatus: 410,
      reason: expect.stringMatching(/ HTTP 403$/) as string,
    });
  });

  test('other bytes than the recorded ones are kept, told, and not taken for them', async () => {
    const { world, owner, sha256, restore } = await deleted();
    world.downloads.script.push(clip('something else'));
    const [before] = [presentAttempt(recordOf(owner, shot.jobKey))];
    const told: unknown = await restore().catch((error: unknown) => error);
    const [came = ''] = world.bytes.files.keys();
    expect(told).toMatchObject({
      code: 'result-differs',
      httpStatus: 409,
      reason: `The file of this video is no longer in the data folder, and request req-1 gives other bytes now than were recorded (${sha256.slice(0, 12)}).`,
      remedy: `What came is kept in media/ as ${came.slice(0, 12)}…; put the old file back there, or make a new take.`,
    });
    expect(world.log).toContainEqual({ event: 'result_differs', jobKey: shot.jobKey, sha256: came });
    expect(world.bytes.files.size).toBe(1);
    expect(world.bytes.files.has(sha256)).toBe(false);
    expect(presentAttempt(recordOf(owner, shot.jobKey))).toEqual(before);
  });

  test('a service that cannot be asked, a broken download or a full disk is no end of it', async () => {
    const { world, sha256, restore } = await deleted();
    world.service.script('result', text(500, 'oops'));
    const yet = (why: string) => ({
      code: 'result-unreachable',
      httpStatus: 503,
      reason: `The file of this result is no longer in the data folder, and could not be fetched again yet. ${why}`,
      remedy: 'Try again later; nothing is bought for it.',
    });
    await expect(restore()).rejects.toMatchObject(yet('HTTP 500: oops'));
    world.downloads.script.push(new DownloadError('broken', 'reset'));
    await expect(restore()).rejects.toMatchObject(yet('reset'));
    world.bytes.refuses = noRoom;
    await expect(restore()).rejects.toMatchObject({ httpStatus: 507 });
    world.bytes.refuses = undefined;
    await restore();
    expect(world.bytes.files.has(sha256)).toBe(true);
  });

  test('what was never made is not asked for', async () => {
    const { world, owner } = await deleted();
    const reads = world.service.count('result');
    const none = { code: 'no-such-output', httpStatus: 404, reason: 'There is no such result here.', remedy: '' };
    await expect(owner.restore(shot.jobKey, 'video', 7)).rejects.toMatchObject(none);
    await expect(owner.restore(shot.jobKey, 'image', 0)).rejects.toMatchObject(none);
    await expect(owner.restore('0'.repeat(64), 'video', 0)).rejects.toMatchObject(none);
    expect(world.service.count('result')).toBe(reads);
  });
});
