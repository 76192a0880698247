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
/** Of three outputs the first ones cannot be fetched. */
const partly = (unfetched = 1) =>
  ended('succeeded', (world) => {
    world.service.script('status', finished);
    world.service.script('result', three, three);
    world.downloads.otherwise = (url) =>
      ['a.mp4', 'b.mp4'].slice(0, unfetched).some((name) => url.endsWith(name)) ? gone : good(url);
  });
const later = 'Look again later: that buys nothing.';
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
    ['names no output', empty, 'still-no-output', 409, 'names no output', later],
    ['is not done', recorded('result-in-progress.json'), 'still-no-output', 409, 'in_progress', later],
    ['says it failed', json(200, { status: 'failed', error: 'too old' }), 'failed', 409, 'too old', ''],
    ['calls it cancelled', json(200, { status: 'cancelled' }), 'cancelled', 409, 'cancelled', ''],
    ['no longer knows it', text(404, 'who?'), 'result-gone', 410, 'req-1', ''],
    ['gives an error', text(500, 'oops'), 'not-answered', 503, 'oops', later],
  ])('the service %s: that is said, and nothing has changed', async (_, answer, code, httpStatus, said, remedy) => {
    const job = await lost();
    const before = recordOf(job.owner(), shot.jobKey);
    job.world.service.script('result', answer);
    await expect(job.look()).rejects.toMatchObject({
      code,
      httpStatus,
      reason: expect.stringContaining(said) as string,
      remedy,
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
    await expect(job.look()).rejects.toMatchObject({
      code: 'changed-meanwhile',
      httpStatus: 409,
      reason: 'The job went on meanwhile.',
      remedy: 'Look at it as it is now.',
    });
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

  test('what it cost is taken from what it says now; of what may not be fetched it is said that it is missing', async () => {
    const job = await noOutput();
    const output = { videos: ['https://files.runcomfy.net/late.mp4', 'javascript:alert(1)'] };
    const named = json(200, { status: 'succeeded', output, cost: 1.25 });
    job.world.service.script('result', named, named);
    await job.look();
    await job.until('succeeded');
    expect(job.attempt()).toMatchObject({
      cost: 1.25,
      outputs: [{ kind: 'video', n: 0 }],
      missing: [{ kind: 'video', n: 1 }],
    });
    expect(job.world.log).toContainEqual({ event: 'looked_again', jobKey: shot.jobKey, found: 'made' });
  });

  test('what the service called failed is not asked about again', async () => {
    const job = await ended('failed', (world) => {
      world.service.script('status', finished);
      world.service.script('result', json(200, { status: 'failed', error: 'no' }));
    });
    const asked = job.world.service.received.length;
    await expect(job.look()).rejects.toMatchObject({
      code: 'nothing-missing',
      httpStatus: 409,
      reason: 'There is nothing of this job to look for at the service.',
      remedy: 'Look at it again.',
    });
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

  test('it cannot be fetched still, or is not named any more, or not at an address that may be fetched: why is said, and the record stays', async () => {
    const job = await partly();
    const before = recordOf(job.owner(), shot.jobKey);
    job.world.service.script(
      'result',
      three,
      json(200, { status: 'succeeded', output: { image: 'https://files.runcomfy.net/p.png' } }),
      json(200, { status: 'succeeded', output: { video: 'javascript:alert(1)' } }),
    );
    for (const why of ['HTTP 403', 'The service no longer names it.', 'Its address may not be fetched.']) {
      await expect(job.look()).rejects.toMatchObject({
        code: 'still-missing',
        httpStatus: 409,
        reason: `It still cannot be fetched. ${why}`,
        remedy: later,
      });
      await job.world.clock.advance(5_000);
    }
    expect(recordOf(job.owner(), shot.jobKey)).toEqual(before);
  });

  test('of many that cannot be fetched each reason is said once, and no more of them than a notice can hold', async () => {
    const job = await partly(2);
    job.world.service.script('result', three, three);
    job.world.downloads.otherwise = (url) => new DownloadError('gone', url.endsWith('a.mp4') ? 'HTTP 403' : 'HTTP 404');
    await expect(job.look()).rejects.toMatchObject({ reason: 'It still cannot be fetched. HTTP 403 HTTP 404' });
    job.world.downloads.otherwise = () => new DownloadError('gone', 'no '.repeat(1_000));
    await expect(job.look()).rejects.toMatchObject({
      reason: expect.toSatisfy((reason: string) => reason.length === 2_000) as string,
    });
  });

  test('a disk without room for its file is told; what came is told too, and may be deleted by hand', async () => {
    const job = await partly();
    const before = recordOf(job.owner(), shot.jobKey);
    job.world.downloads.otherwise = good;
    job.world.service.script('result', three, three);
    job.world.bytes.refuses = noRoom;
    await expect(job.look()).rejects.toMatchObject({ httpStatus: 507 });
    expect(recordOf(job.owner(), shot.jobKey)).toEqual(before);
    job.world.bytes.refuses = undefined;
    await job.look();
    const cleared = await job.owner().clear({
      outputs: [{ jobKey: shot.jobKey, kind: 'video', n: 0 }],
      paid: true,
      used: false,
    });
    expect(cleared.files).toBe(1);
    expect(job.world.bytes.files.size).toBe(2);
  });
});

test('a job of a service that this owner is not set up for is not asked about, which is said', async () => {
  const job = await lost();
  const { lines } = job.world.journal;
  for (const [at, line] of lines.entries())
    lines[at] = line.replaceAll(shot.order.service, 'https://elsewhere.example');
  await job.restart();
  const asked = job.world.service.received.length;
  await expect(job.look()).rejects.toMatchObject({
    code: 'wrong-service',
    httpStatus: 409,
    reason: 'This gateway is not set up to ask https://elsewhere.example.',
    remedy: 'Start it with that service, and look again.',
  });
  expect(job.world.service.received).toHaveLength(asked);
});

test('a job that lacks nothing, or that nobody knows, is not asked about', async () => {
  const job = await ended('succeeded', () => {});
  await expect(job.look()).rejects.toMatchObject({ code: 'nothing-missing' });
  await expect(job.owner().lookAgain('0'.repeat(64))).rejects.toMatchObject({
    code: 'unknown-job',
    httpStatus: 404,
    reason: 'There is no such job.',
    remedy: 'Look at the jobs again.',
  });
});
