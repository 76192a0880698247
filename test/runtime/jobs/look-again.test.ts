import { describe, expect, test } from 'vitest';
import { DownloadError } from '../../../src/runtime/jobs/ports.ts';
import { presentAttempt, type Attempt } from '../../../src/runtime/wire/job-record.ts';
import { clip } from '../../fakes/fake-downloads.ts';
import { json, text } from '../../fakes/fake-service.ts';
import { createJobWorld, order, recordOf, type JobWorld } from '../../fakes/job-world.ts';
import { noRoom } from '../../fakes/memory-journal.ts';
import { recorded } from '../../fakes/recorded.ts';

const shot = order();
const gone = new DownloadError('gone', 'HTTP 403');
const finished = json(200, { status: 'completed' });
const empty = recorded('result-without-output.json');
const three = recorded('result-videos-array.json');

async function ended(status: Attempt['status'], prepare: (world: JobWorld) => void) {
  const world = createJobWorld();
  prepare(world);
  let life = await world.life();
  const attempt = (): Attempt => presentAttempt(recordOf(life.owner, shot.jobKey));
  const until = (wanted: Attempt['status']) => world.clock.runUntil(() => attempt().status === wanted);
  await life.owner.put(shot.jobKey, shot.order);
  await until(status);
  return {
    world,
    attempt,
    until,
    owner: () => life.owner,
    look: () => life.owner.lookAgain(shot.jobKey),
    async restart(): Promise<void> {
      life.kill();
      life = await world.life();
      await world.clock.settle();
    },
  };
}
const lost = () => ended('lost', (world) => void world.downloads.script.push(gone, gone));
const noOutput = () =>
  ended('failed', (world) => {
    world.service.script('status', finished);
    world.service.script('result', ...Array.from({ length: 4 }, () => empty));
  });
/** Of three outputs the first cannot be fetched. */
const partly = () =>
  ended('succeeded', (world) => {
    world.service.script('status', finished);
    world.service.script('result', three, three);
    world.downloads.otherwise = (url) => (url.endsWith('a.mp4') ? gone : good(url));
  });
const good = (url: string) => clip(url, url.endsWith('.png') ? 'image/png' : 'video/mp4');

describe('J10 a person looks again for a file that was gone', () => {
  test('the service names it anew: it is fetched and stored, and nothing is sent', async () => {
    const job = await lost();
    expect(presentAttempt(await job.look())).toMatchObject({ status: 'downloading', requestId: 'req-1', cost: 0.75 });
    await job.until('succeeded');
    expect(job.attempt()).toMatchObject({ n: 1, outputs: [{ kind: 'video', n: 0 }], cost: 0.75 });
    expect(job.world.service.count('submit')).toBe(1);
  });

  test('a restart while it is fetched goes on with it', async () => {
    const job = await lost();
    await job.look();
    await job.restart();
    await job.until('succeeded');
    expect(job.world.service.count('submit')).toBe(1);
  });

  test('it is gone still: the job is lost as before, and may be looked for again', async () => {
    const job = await lost();
    job.world.downloads.script.push(gone, gone);
    await job.look();
    await job.until('lost');
    expect(job.attempt()).toMatchObject({ failure: { code: 'file-gone' }, requestId: 'req-1', cost: 0.75 });
    await job.world.clock.advance(5_000);
    await job.look();
    await job.until('succeeded');
    expect(job.world.service.count('submit')).toBe(1);
  });

  test.each([
    ['names no output', empty, 'still-no-output', 409, 'names no output'],
    ['is not done', recorded('result-in-progress.json'), 'still-no-output', 409, 'in_progress'],
    ['says it failed', json(200, { status: 'failed', error: 'too old' }), 'failed', 409, 'too old'],
    ['calls it cancelled', json(200, { status: 'cancelled' }), 'cancelled', 409, 'cancelled'],
    ['no longer knows it', text(404, 'who?'), 'result-gone', 410, 'req-1'],
    ['gives an error', text(500, 'oops'), 'not-answered', 503, 'oops'],
  ])('the service %s: that is said, and nothing has changed', async (_, answer, code, httpStatus, said) => {
    const job = await lost();
    const before = recordOf(job.owner(), shot.jobKey);
    job.world.service.script('result', answer);
    await expect(job.look()).rejects.toMatchObject({
      code,
      httpStatus,
      reason: expect.stringContaining(said) as string,
    });
    expect(recordOf(job.owner(), shot.jobKey)).toEqual(before);
    expect(job.world.service.count('submit')).toBe(1);
  });

  test('M6 bought again while it was asked about: what came belongs to the attempt before, and changes nothing', async () => {
    const job = await lost();
    job.world.service.script('result', async () => {
      await job.owner().put(shot.jobKey, { ...shot.order, attempt: 2 });
      return json(200, { status: 'succeeded', output: { video: 'https://files.runcomfy.net/late.mp4' } });
    });
    await expect(job.look()).rejects.toMatchObject({ code: 'changed-meanwhile' });
    expect(job.attempt().n).toBe(2);
    expect(job.world.downloads.opened).not.toContain('https://files.runcomfy.net/late.mp4');
  });

  test('J16 an address that may not be fetched is asked for anew once, by one loop, and the job is lost as before', async () => {
    const job = await lost();
    const inside = json(200, { status: 'succeeded', output: { video: 'javascript:alert(1)' } });
    job.world.service.script('result', ...Array.from({ length: 9 }, () => inside));
    const before = job.world.service.count('result');
    await job.look();
    await job.world.clock.advance(60_000);
    expect(job.attempt()).toMatchObject({ status: 'lost', failure: { code: 'address-refused' } });
    expect(job.world.service.count('result')).toBe(before + 2);
  });

  test('a disk that refuses is told, and the job is lost as before', async () => {
    const job = await lost();
    job.world.journal.refuses = noRoom;
    await expect(job.look()).rejects.toMatchObject({ httpStatus: 507 });
    job.world.journal.refuses = undefined;
    expect(job.attempt().status).toBe('lost');
  });
});

describe('J03 a person looks again for an output that was not named', () => {
  test('it is named now: fetched, stored, and what it cost stays', async () => {
    const job = await noOutput();
    const { cost } = job.attempt() as { cost?: number };
    job.world.service.script(
      'result',
      json(200, { status: 'succeeded', output: { video: 'https://files.runcomfy.net/late.mp4' } }),
    );
    await job.look();
    await job.until('succeeded');
    expect(job.attempt()).toMatchObject({ n: 1, requestId: 'req-1', cost });
    expect(cost).toBeGreaterThan(0);
    expect(job.world.service.count('submit')).toBe(1);
  });

  test('what the service called failed is not asked about again', async () => {
    const job = await ended('failed', (world) => {
      world.service.script('status', finished);
      world.service.script('result', json(200, { status: 'failed', error: 'no' }));
    });
    const asked = job.world.service.received.length;
    await expect(job.look()).rejects.toMatchObject({ code: 'nothing-missing' });
    expect(job.world.service.received.length).toBe(asked);
  });
});

describe('J15 a person looks again for an output that could not be fetched', () => {
  test('it is fetched: the outputs stand in the order of the service, and nothing is missing', async () => {
    const job = await partly();
    expect(job.attempt()).toMatchObject({ missing: [{ kind: 'video', n: 0 }] });
    job.world.service.script('result', three);
    job.world.downloads.otherwise = good;
    expect(presentAttempt(await job.look())).toMatchObject({
      status: 'succeeded',
      outputs: [
        { kind: 'video', n: 0 },
        { kind: 'video', n: 1 },
        { kind: 'image', n: 0 },
      ],
    });
    expect(job.attempt()).not.toHaveProperty('missing');
    expect(job.world.bytes.files.size).toBe(3);
    const record = recordOf(job.owner(), shot.jobKey);
    await job.restart();
    expect(recordOf(job.owner(), shot.jobKey).attempts).toEqual(record.attempts);
    await expect(job.look()).rejects.toMatchObject({ code: 'nothing-missing' });
    expect(job.world.service.count('submit')).toBe(1);
  });

  test('it cannot be fetched still, or is not named any more: why is said, and the record stays', async () => {
    const job = await partly();
    const before = recordOf(job.owner(), shot.jobKey);
    job.world.service.script(
      'result',
      three,
      json(200, { status: 'succeeded', output: { image: 'https://files.runcomfy.net/p.png' } }),
    );
    for (const said of ['HTTP 403', 'no longer names it']) {
      await expect(job.look()).rejects.toMatchObject({
        code: 'still-missing',
        reason: expect.stringContaining(said) as string,
      });
    }
    expect(recordOf(job.owner(), shot.jobKey)).toEqual(before);
  });
});

test('a job that lacks nothing, or that nobody knows, is not asked about', async () => {
  const job = await ended('succeeded', () => {});
  await expect(job.look()).rejects.toMatchObject({ code: 'nothing-missing' });
  await expect(job.owner().lookAgain('0'.repeat(64))).rejects.toMatchObject({ code: 'unknown-job' });
});
