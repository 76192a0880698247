import { describe, expect, test } from 'vitest';
import { DownloadError } from '../../../src/runtime/jobs/ports.ts';
import { presentAttempt } from '../../../src/runtime/wire/job-record.ts';
import { clip } from '../../fakes/fake-downloads.ts';
import { json, text } from '../../fakes/fake-service.ts';
import { createJobWorld, order, recordOf, statusOf } from '../../fakes/job-world.ts';
import { noRoom } from '../../fakes/memory-journal.ts';

const shot = order();

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
    ['the service has forgotten it', text(404, 'unknown request')],
    ['the service names no output any more', json(200, { status: 'completed', output: {} })],
  ])('%s: it is said what is gone and what can be done, and nothing is sent', async (_, answer) => {
    const { world, submits, restore } = await deleted();
    world.service.script('result', answer);
    await expect(restore()).rejects.toMatchObject({
      code: 'result-gone',
      httpStatus: 410,
      reason: expect.stringContaining('req-1') as string,
      remedy: expect.stringContaining('new take') as string,
    });
    await world.clock.advance(3_600_000);
    expect(world.service.count('submit')).toBe(submits);
  });

  test('its address leads nowhere: gone as well', async () => {
    const { world, restore } = await deleted();
    world.downloads.script.push(new DownloadError('gone', 'HTTP 403'));
    await expect(restore()).rejects.toMatchObject({ code: 'result-gone', httpStatus: 410 });
  });

  test('other bytes than the recorded ones are kept, told, and not taken for them', async () => {
    const { world, owner, sha256, restore } = await deleted();
    world.downloads.script.push(clip('something else'));
    const [before] = [presentAttempt(recordOf(owner, shot.jobKey))];
    await expect(restore()).rejects.toMatchObject({ code: 'result-differs', httpStatus: 409 });
    expect(world.bytes.files.size).toBe(1);
    expect(world.bytes.files.has(sha256)).toBe(false);
    expect(presentAttempt(recordOf(owner, shot.jobKey))).toEqual(before);
  });

  test('a service that cannot be asked, a broken download or a full disk is no end of it', async () => {
    const { world, sha256, restore } = await deleted();
    world.service.script('result', text(500, 'oops'));
    await expect(restore()).rejects.toMatchObject({ code: 'result-unreachable', httpStatus: 503 });
    world.downloads.script.push(new DownloadError('broken', 'reset'));
    await expect(restore()).rejects.toMatchObject({ code: 'result-unreachable', httpStatus: 503 });
    world.bytes.refuses = noRoom;
    await expect(restore()).rejects.toMatchObject({ httpStatus: 507 });
    world.bytes.refuses = undefined;
    await restore();
    expect(world.bytes.files.has(sha256)).toBe(true);
  });

  test('what was never made is not asked for', async () => {
    const { world, owner } = await deleted();
    const reads = world.service.count('result');
    await expect(owner.restore(shot.jobKey, 'video', 7)).rejects.toMatchObject({ code: 'no-such-output' });
    await expect(owner.restore('0'.repeat(64), 'video', 0)).rejects.toMatchObject({ code: 'no-such-output' });
    expect(world.service.count('result')).toBe(reads);
  });
});
