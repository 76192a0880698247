import { describe, expect, test } from 'vitest';
import { DownloadError } from '../../../src/runtime/jobs/ports.ts';
import { storedClips } from '../../../src/runtime/jobs/stored-clips.ts';
import { presentAttempt, type Attempt } from '../../../src/runtime/wire/job-record.ts';
import { clip } from '../../fakes/fake-downloads.ts';
import { json, text } from '../../fakes/fake-service.ts';
import { jobOf } from '../../fakes/job-of.ts';
import { type JobWorld, order, recordOf, startedWith, statusOf } from '../../fakes/job-world.ts';
import { recorded } from '../../fakes/recorded.ts';

const shot = order();
const over = json(200, { status: 'completed' });

/** How a job ended in a world. */
async function ended(prepare: (world: JobWorld) => void): Promise<Attempt> {
  const { world, owner } = await startedWith(prepare);
  const ends = ['succeeded', 'lost', 'failed', 'cancelled'];
  await world.clock.runUntil(() => ends.includes(statusOf(owner, shot.jobKey)), 3_600_000);
  expect(world.service.charged).toEqual(['req-1']);
  return presentAttempt(recordOf(owner, shot.jobKey));
}

describe('J10 where the file of a result is gone, the result is read once more', () => {
  test.each([
    ['and no longer known', text(404, 'who?'), /who\?$/],
    ['and names no output', json(200, { status: 'completed', output: {} }), /The service no longer names an output\.$/],
    ['and is not there yet', json(200, { status: 'in_progress' }), /The service no longer names an output\.$/],
    ['and called failed', json(200, { status: 'failed', error: 'too old' }), /too old$/],
    ['and called cancelled', json(200, { status: 'cancelled' }), /The service calls it cancelled now\.$/],
  ])('%s: it is lost, with why; what came of the others is kept', async (_, answer, why) => {
    const gone = new DownloadError('gone', 'HTTP 403');
    const lost = await ended((world) => {
      world.service.script('status', over);
      world.service.script('result', recorded('result-videos-array.json'), answer);
      world.downloads.otherwise = () => gone;
    });
    const reason = expect.stringMatching(why) as string;
    expect(lost).toMatchObject({ status: 'lost', failure: { code: 'file-gone', message: reason } });
    expect(lost).toMatchObject({
      failure: { message: expect.stringMatching(/^The clip was made, but its file is gone\. /) as string },
    });
    const partly = await ended((world) => {
      world.service.script('status', over);
      world.service.script('result', recorded('result-videos-array.json'), answer);
      world.downloads.otherwise = (url) =>
        url.endsWith('b.mp4') ? gone : clip(url, url.endsWith('.png') ? 'image/png' : 'video/mp4');
    });
    expect(partly).toMatchObject({
      status: 'succeeded',
      outputs: [
        { kind: 'video', n: 0 },
        { kind: 'image', n: 0 },
      ],
      missing: [{ kind: 'video', n: 1, reason }],
    });
  });
});

test('J07 a result that is called cancelled ends the job so', async () => {
  const attempt = await ended(({ service }) => {
    service.script('status', over);
    service.script('result', json(200, { status: 'cancelled' }));
  });
  expect(attempt).toMatchObject({ status: 'cancelled', requestId: 'req-1' });
});

test('J05 what a failed one cost is told where the service says it, and only there', async () => {
  const failed = (more: object) =>
    ended(({ service }) => {
      service.script('status', over);
      service.script('result', json(200, { status: 'failed', error: 'no', ...more }));
    });
  expect(await failed({ cost: 0.25 })).toMatchObject({ status: 'failed', cost: 0.25 });
  expect(await failed({})).not.toHaveProperty('cost');
});

test('H02 a result that may not be read with this token is read within seconds of another one', async () => {
  const { world, owner } = await startedWith(({ service }) => {
    service.script('status', over);
    service.script('result', ...Array.from({ length: 12 }, () => text(401, 'who?')));
  });
  await world.clock.advance(300_000);
  expect(recordOf(owner, shot.jobKey)).toMatchObject({ waiting: { for: 'token' }, attempts: [{ status: 'in_queue' }] });
  const asked = world.service.count('result');
  await world.clock.advance(10_000);
  expect(world.service.count('result') - asked).toBeLessThanOrEqual(1);
  for (let left = 12 - world.service.count('result'); left > 0; left -= 1) await world.clock.advance(120_000);
  world.token = 'token-2';
  await world.clock.advance(10_000);
  expect(statusOf(owner, shot.jobKey)).toBe('succeeded');
});

describe('M8 the clips that are stored', () => {
  const known = { n: 1, claimedAt: 7, since: 0, submittedAt: 0, requestId: 'r' };
  const file = (hash: string, n = 0) =>
    ({ kind: 'video', n, sha256: hash.repeat(64), size: 5, mediaType: 'video/mp4' }) as const;
  const made = (take: number, outputs: readonly ReturnType<typeof file>[], change: object = {}) => {
    const wanted = order({ take, ...change });
    return jobOf([{ ...known, status: 'succeeded', outputs: [...outputs] }], {}, wanted);
  };
  const used = (...jobs: readonly ReturnType<typeof made>[]) => storedClips(jobs).map((one) => one.used);

  test('are told with what they are, and where they come from', () => {
    const job = made(3, [file('a')]);
    expect(storedClips([job])).toEqual([
      {
        jobKey: job.jobKey,
        kind: 'video',
        n: 0,
        size: 5,
        service: 'live',
        graph: 'storyboard',
        title: 'Shot 1',
        take: 3,
        at: 7,
        used: false,
        foreign: false,
      },
    ]);
    const foreign = { ...known, status: 'succeeded', outputs: [file('a')], foreign: { at: 0 } } as Attempt;
    expect(storedClips([jobOf([foreign], {}, order({ service: 'sandbox' }))])).toMatchObject([
      { service: 'sandbox', foreign: true },
    ]);
    expect(storedClips([jobOf([{ ...known, status: 'in_queue' }])])).toEqual([]);
  });

  test('are used where another job has the same bytes, was made of them, or continues that job', () => {
    const one = made(1, [file('a')]);
    expect(used(one, made(2, [file('b')]))).toEqual([false, false]);
    expect(used(one, made(2, [file('a')]))).toEqual([true, true]);
    const travels = [{ ref: { sha256: 'a'.repeat(64) }, travels: 'inline', sha256: 'a'.repeat(64) }];
    expect(used(one, made(2, [file('b')], { media: travels }))).toEqual([true, false]);
    const bare = [{ ref: { url: 'https://example.org/a.mp4' }, travels: 'url' }];
    expect(used(one, made(2, [file('b')], { media: bare }))).toEqual([false, false]);
    const within = { prompt: 'on', images: [{ $ref: { sha256: 'a'.repeat(64) } }] };
    expect(used(one, made(2, [file('b')], { request: within }))).toEqual([true, false]);
    const onwards = { prompt: 'on', videos: [{ $ref: { jobKey: one.jobKey, kind: 'video', n: 0 } }] };
    expect(used(one, made(2, [file('b')], { request: onwards }))).toEqual([true, false]);
    expect(used(made(1, [file('a'), file('c', 1)]), made(2, [file('c')]))).toEqual([false, true, true]);
  });
});
