import { describe, expect, test } from 'vitest';
import { DownloadError } from '../../../src/runtime/jobs/ports.ts';
import { presentAttempt, type Attempt } from '../../../src/runtime/wire/job-record.ts';
import { chunked, clip } from '../../fakes/fake-downloads.ts';
import { json, text } from '../../fakes/fake-service.ts';
import { createJobWorld, goOn, order, recordOf, statusOf, type JobWorld } from '../../fakes/job-world.ts';
import { noRoom } from '../../fakes/memory-journal.ts';
import { recorded } from '../../fakes/recorded.ts';

const shot = order();

async function begun(prepare: (world: JobWorld) => void = () => {}) {
  const world = createJobWorld();
  prepare(world);
  const { owner } = await world.life();
  await owner.put(shot.jobKey, shot.order);
  await world.clock.settle();
  const attempt = (): Attempt => presentAttempt(recordOf(owner, shot.jobKey));
  const until = (status: Attempt['status']) => world.clock.runUntil(() => attempt().status === status);
  return { world, owner, attempt, until };
}
const finished = json(200, { status: 'completed' });

describe('reading where a job stands', () => {
  test('H30 five failed polls are survived, shown after the third, and lead to no submit', async () => {
    const { world, attempt, until } = await begun((w) => {
      w.service.script('status', ...Array.from({ length: 5 }, () => text(500, 'oops')));
    });
    await world.clock.runUntil(() => world.service.count('status') === 2);
    expect(attempt()).not.toHaveProperty('trouble');
    await world.clock.runUntil(() => world.service.count('status') === 4);
    expect(attempt()).toMatchObject({ status: 'in_queue', trouble: expect.stringContaining('oops') as string });
    await world.clock.runUntil(() => world.service.count('status') === 6);
    await world.clock.settle();
    expect(attempt()).not.toHaveProperty('trouble');
    await until('succeeded');
    expect(world.service.count('submit')).toBe(1);
  });

  test('H31 an HTML page, wrong types and 429 are survived; Retry-After is a floor', async () => {
    const { world, until } = await begun((w) => {
      w.service.script(
        'status',
        recorded('gateway-timeout-504.html'),
        json(200, { status: 7 }),
        text(429, '', { 'retry-after': '30' }),
      );
    });
    await world.clock.runUntil(() => world.service.count('status') === 4);
    const at = world.service.of('status').map((received) => received.at);
    expect((at[3] ?? 0) - (at[2] ?? 0)).toBeGreaterThanOrEqual(30_000);
    await until('succeeded');
    expect(world.service.count('submit')).toBe(1);
  });

  test('M7 J01 polling never ends: after 30 minutes the job is slow and asked about once a minute', async () => {
    const { world, attempt, until } = await begun((w) => {
      w.service.queuedMs = 3 * 3_600_000;
    });
    await world.clock.advance(29 * 60_000);
    expect(attempt()).not.toHaveProperty('slow');
    await world.clock.advance(2 * 60_000);
    expect(attempt()).toMatchObject({ status: 'in_queue', slow: true });
    const before = world.service.count('status');
    await world.clock.advance(3_600_000);
    expect(world.service.count('status') - before).toBeLessThanOrEqual(60);
    await world.clock.runUntil(() => attempt().status === 'in_progress', 86_400_000);
    await until('succeeded');
    expect(world.service.count('submit')).toBe(1);
  });

  test('the queue counts down, and an unreadable position is not shown', async () => {
    const { world, attempt } = await begun((w) => {
      w.service.script(
        'status',
        recorded('status-in-queue-3.json'),
        recorded('status-in-queue-2.json'),
        json(200, { status: 'in_queue' }),
      );
    });
    const seen: unknown[] = [];
    for (let polls = 1; polls <= 3; polls += 1) {
      await world.clock.runUntil(() => world.service.count('status') === polls);
      await world.clock.settle();
      seen.push('queuePosition' in attempt() ? (attempt() as { queuePosition?: number }).queuePosition : undefined);
    }
    expect(seen).toEqual([3, 2, undefined]);
  });

  test('a 404 soon after the submit is tolerated; later it is shown, polled slowly, and never leads to a submit', async () => {
    const { world, attempt } = await begun((w) => {
      w.service.script('status', ...Array.from({ length: 1000 }, () => text(404, 'who?')));
    });
    await world.clock.advance(50_000);
    expect(attempt()).not.toHaveProperty('trouble');
    await world.clock.advance(7_200_000);
    expect(attempt()).toMatchObject({ status: 'in_queue', trouble: expect.stringContaining('Not found') as string });
    expect(world.service.count('status')).toBeLessThan(150);
    expect(world.service.count('submit')).toBe(1);
  });

  test('J02 a step back from in progress to in queue is taken as it is', async () => {
    const { attempt, until } = await begun((w) => {
      w.service.script(
        'status',
        json(200, { status: 'in_progress' }),
        json(200, { status: 'in_queue', queue_position: 4 }),
      );
    });
    await until('in_progress');
    await until('in_queue');
    await until('succeeded');
    expect(attempt().status).toBe('succeeded');
  });

  test('J06 an unknown status is shown as text and polled slowly', async () => {
    const { world, attempt, until } = await begun((w) => {
      w.service.script('status', json(200, { status: 'archived' }));
    });
    await world.clock.settle();
    expect(attempt()).toMatchObject({ status: 'in_queue', trouble: expect.stringContaining('archived') as string });
    await until('succeeded');
    expect(world.service.of('status').map(({ at }) => at)[1]).toBe((world.service.of('status')[0]?.at ?? 0) + 60_000);
  });

  test('J07 cancelled by the service is cancelled', async () => {
    const { until, attempt } = await begun((w) => w.service.script('status', json(200, { status: 'canceled' })));
    await until('cancelled');
    expect(attempt()).toMatchObject({ requestId: 'req-1' });
  });

  test('B08 after a sleep of 8 h there is one catch-up poll at once, and no slept time is held against the job', async () => {
    const { world, attempt, until } = await begun((w) => {
      w.service.queuedMs = 3 * 86_400_000;
    });
    await world.clock.advance(5_000);
    const before = world.service.count('status');
    world.clock.jump(8 * 3_600_000);
    await world.clock.advance(0);
    expect(world.service.count('status')).toBe(before + 1);
    await world.clock.advance(1_000);
    expect(world.service.count('status')).toBe(before + 1);
    expect(attempt()).toMatchObject({ status: 'in_queue' });
    expect(attempt()).not.toHaveProperty('slow');
    world.service.queuedMs = 0;
    await until('succeeded');
    expect(world.service.count('submit')).toBe(1);
  });

  test.each([
    ['a day on', 86_400_000],
    ['an hour back', -3_600_000],
  ])('B12 a clock set %s changes no state and no pace', async (_, ms) => {
    const { world, attempt, until } = await begun((w) => {
      w.service.queuedMs = 3 * 86_400_000;
    });
    await world.clock.advance(20_000);
    const before = world.service.count('status');
    world.clock.jump(ms);
    await world.clock.advance(20_000);
    const asked = world.service.count('status') - before;
    expect(asked).toBeGreaterThanOrEqual(6);
    expect(asked).toBeLessThanOrEqual(10);
    expect(attempt()).toMatchObject({ status: 'in_queue' });
    expect(attempt()).not.toHaveProperty('slow');
    // Also by a clock that stands before the submit.
    world.service.queuedMs = -7_200_000;
    world.service.workedMs = 0;
    await until('succeeded');
    expect(world.service.count('submit')).toBe(1);
  });

  test('B12 whoever is woken after the clock was set back does not wait for what it shows to come round again', async () => {
    const { world, owner, until } = await begun((w) => {
      w.service.queuedMs = 60_000;
    });
    await world.clock.advance(20_000);
    world.clock.jump(-3_600_000);
    // Wakes every job.
    await goOn(owner);
    const before = world.service.count('status');
    await world.clock.advance(20_000);
    expect(world.service.count('status') - before).toBeGreaterThanOrEqual(3);
    world.service.queuedMs = -7_200_000;
    world.service.workedMs = 0;
    await until('succeeded');
  });

  test('B12 a clock that is set back while an answer is being written down makes no look late by as much', async () => {
    const { world, until } = await begun((w) => {
      w.service.queuedMs = -7_200_000;
      w.service.workedMs = 0;
      w.journal.after = (entry) => {
        if ((entry['event'] as { type?: string }).type === 'accepted') w.clock.jump(-3_600_000);
      };
    });
    const setBack = world.clock.now();
    await until('succeeded');
    expect(world.clock.now() - setBack).toBeLessThan(60_000);
  });

  test('B12 Retry-After holds for as long as it says, also while the clock is set back', async () => {
    const { world, until } = await begun((w) => {
      w.service.script('status', text(429, '', { 'retry-after': '30' }));
      w.service.queuedMs = -7_200_000;
      w.service.workedMs = 0;
    });
    world.clock.jump(-3_600_000);
    const from = world.clock.now();
    await world.clock.runUntil(() => world.service.count('status') === 2);
    expect(world.clock.now() - from).toBeGreaterThanOrEqual(30_000);
    expect(world.clock.now() - from).toBeLessThanOrEqual(61_000);
    await until('succeeded');
  });

  test('B11 a machine six times as slow raises no false alarm and asks nothing twice', async () => {
    const { world, attempt, until } = await begun((w) => {
      w.service.workedMs = 60_000;
      const { sleep } = w.clock;
      w.clock.sleep = (ms, signal) => sleep(ms * 6, signal);
    });
    await until('in_progress');
    await world.clock.advance(20_000);
    expect(attempt()).not.toHaveProperty('slow');
    expect(attempt()).not.toHaveProperty('trouble');
    await until('succeeded');
    const at = world.service.of('status').map((received) => received.at);
    expect(new Set(at).size).toBe(at.length);
    expect(at.length).toBeLessThan(20);
    expect(world.service.count('submit')).toBe(1);
  });

  test('many jobs together ask at most five times a second', async () => {
    const world = createJobWorld();
    world.guard = '1000/min';
    const { owner } = await world.life();
    for (let take = 1; take <= 60; take += 1) {
      const one = order({ take });
      await owner.put(one.jobKey, one.order);
    }
    await world.clock.advance(60_000);
    const reads = world.service.received.filter(({ call }) => call !== 'submit').map(({ at }) => at);
    expect(reads.length).toBeGreaterThan(120);
    for (const from of reads) {
      const inWindow = reads.filter((at) => at >= from && at < from + 10_000).length;
      expect(inWindow).toBeLessThanOrEqual(5 * 10 + 5);
    }
  });
});

describe('reading the result', () => {
  test('a completed status with a failed result is failed, with the text of the service', async () => {
    const { attempt, until } = await begun((w) => {
      w.service.script('status', recorded('status-completed.json'));
      w.service.script('result', recorded('result-failed-after-completed.json'));
    });
    await until('failed');
    expect(attempt()).toMatchObject({
      requestId: 'req-1',
      cost: 0,
      failure: { message: expect.stringContaining('blocked') as string },
    });
  });

  test('J03 no output: read again three times over 30 s, then failed, charged, with the raw answer', async () => {
    const { world, attempt, until } = await begun((w) => {
      w.service.script('status', finished);
      w.service.script('result', ...Array.from({ length: 4 }, () => recorded('result-without-output.json')));
    });
    await until('failed');
    const at = world.service.of('result').map((received) => received.at);
    expect(at.length).toBe(4);
    expect((at[3] ?? 0) - (at[0] ?? 0)).toBe(30_000);
    const message = expect.stringMatching(/Charged, no output.*"output":\{\}/) as string;
    expect(attempt()).toMatchObject({ failure: { code: 'no-output', message }, cost: 1.25 });
    expect(world.service.count('submit')).toBe(1);
  });

  test('J04 a result that lags is waited for', async () => {
    const { world, until } = await begun((w) => {
      w.service.queuedMs = 0;
      w.service.workedMs = 0;
      w.service.script('result', ...Array.from({ length: 10 }, () => recorded('result-in-progress.json')));
    });
    await until('succeeded');
    expect(world.service.count('result')).toBe(11);
  });

  test('J04 B12 a clock that is set forward does not end the wait for a result that lags', async () => {
    const { world, until } = await begun((w) => {
      w.service.queuedMs = 0;
      w.service.workedMs = 0;
      const lagging = recorded('result-in-progress.json');
      const set = () => {
        w.clock.jump(600_000);
        return lagging;
      };
      w.service.script('result', lagging, set, ...Array.from({ length: 10 }, () => lagging));
    });
    await until('succeeded');
    expect(world.service.count('result')).toBe(13);
    expect(world.service.count('submit')).toBe(1);
  });

  test('J05 failed by the status is failed with its text, even if the result never says so', async () => {
    const { attempt, until } = await begun((w) => {
      w.service.script('status', json(200, { status: 'failed', error: 'nsfw' }));
      w.service.script('result', ...Array.from({ length: 100 }, () => recorded('result-in-progress.json')));
    });
    await until('failed');
    expect(attempt()).toMatchObject({ failure: { message: 'nsfw' } });
  });

  test('H32 trouble with the result does not fail the job', async () => {
    const { world, until } = await begun((w) => {
      w.service.script('result', text(500, ''), text(500, ''), text(500, ''));
    });
    await until('succeeded');
    expect(world.service.count('result')).toBe(4);
  });

  test('J15 every output is kept, in the order of the service', async () => {
    const { world, attempt, until } = await begun((w) => {
      w.service.script('status', finished);
      w.service.script('result', recorded('result-videos-array.json'));
      w.downloads.otherwise = (url) => clip(url, url.endsWith('.png') ? 'image/png' : 'video/mp4');
    });
    await until('succeeded');
    expect(attempt()).toMatchObject({
      outputs: [
        { kind: 'video', n: 0 },
        { kind: 'video', n: 1 },
        { kind: 'image', n: 0 },
      ],
    });
    expect(world.downloads.opened).toEqual(
      ['a.mp4', 'b.mp4', 'poster.png'].map((name) => `https://files.runcomfy.net/${name}`),
    );
  });
});

describe('J15 M8 one bad output among good ones', () => {
  const names = (w: JobWorld): string[] => w.downloads.opened.map((url) => url.slice(url.lastIndexOf('/') + 1));
  const several = (result: JobWorld['downloads']['otherwise'], answer = recorded('result-videos-array.json')) =>
    begun((w) => {
      w.service.script('status', finished);
      w.service.script('result', answer, answer);
      w.downloads.otherwise = result;
    });
  const good = (url: string) => clip(url, url.endsWith('.png') ? 'image/png' : 'video/mp4');

  test('the first is gone: the others are stored, and the record tells what is missing and why', async () => {
    const { world, attempt, until } = await several((url) =>
      url.endsWith('a.mp4') ? new DownloadError('gone', 'HTTP 404') : good(url),
    );
    await until('succeeded');
    expect(attempt()).toMatchObject({
      outputs: [
        { kind: 'video', n: 1 },
        { kind: 'image', n: 0 },
      ],
      missing: [{ kind: 'video', n: 0, reason: expect.stringContaining('HTTP 404') as string }],
    });
    expect(world.bytes.files.size).toBe(2);
    // What was stored is not fetched again for the sake of the one that is gone.
    expect(names(world)).toEqual(['a.mp4', 'b.mp4', 'poster.png', 'a.mp4']);
  });

  test('one that breaks is fetched again and the others only once; nothing is missing then', async () => {
    let breaks = 3;
    const { world, attempt, until } = await several((url) =>
      url.endsWith('b.mp4') && breaks-- > 0 ? new DownloadError('broken', 'reset') : good(url),
    );
    await until('succeeded');
    expect(attempt()).toMatchObject({ outputs: [{ n: 0 }, { n: 1 }, { kind: 'image' }] });
    expect(attempt()).not.toHaveProperty('missing');
    expect(names(world).filter((name) => name !== 'b.mp4')).toEqual(['a.mp4', 'poster.png']);
  });

  test('good ones that are gone after the addresses were read again are kept', async () => {
    const seen = new Set<string>();
    const { attempt, until } = await several((url) => {
      const again = seen.has(url);
      seen.add(url);
      return again || url.endsWith('a.mp4') ? new DownloadError('gone', 'HTTP 410') : good(url);
    });
    await until('succeeded');
    expect(attempt()).toMatchObject({ outputs: [{ n: 1 }, { kind: 'image' }], missing: [{ kind: 'video', n: 0 }] });
  });

  test('J16 an address of a refused form beside a good one is told as missing', async () => {
    const videos = ['javascript:alert(1)', 'https://files.runcomfy.net/b.mp4'];
    const { world, attempt, until } = await several(good, json(200, { status: 'succeeded', output: { videos } }));
    await until('succeeded');
    expect(attempt()).toMatchObject({
      outputs: [{ kind: 'video', n: 1 }],
      missing: [{ kind: 'video', n: 0, reason: expect.stringContaining('address') as string }],
    });
    expect(world.journal.lines.join()).not.toContain('javascript:');
  });

  test('none could be stored: lost, with the reason of the first', async () => {
    const { attempt, until } = await several(() => new DownloadError('gone', 'HTTP 404'));
    await until('lost');
    expect(attempt()).toMatchObject({ failure: { code: 'file-gone' } });
  });
});

describe('M8 downloads', () => {
  const download = (...files: JobWorld['downloads']['script']) =>
    begun((w) => {
      w.service.queuedMs = 0;
      w.service.workedMs = 0;
      w.downloads.script.push(...files);
    });
  const wrong = () => clip('page', 'text/html');

  test('J10 an expired address is read anew once', async () => {
    const { world, until } = await download(new DownloadError('gone', 'HTTP 403'));
    await until('succeeded');
    expect(world.service.count('result')).toBe(2);
    expect(world.service.count('submit')).toBe(1);
  });

  test('J10 an address that is gone for good leaves the job lost, with its request id and cost, and buys nothing', async () => {
    const { world, owner, attempt, until } = await download(
      new DownloadError('gone', 'HTTP 410'),
      new DownloadError('gone', 'HTTP 410'),
    );
    await until('lost');
    expect(attempt()).toMatchObject({ requestId: 'req-1', cost: 0.75, failure: { code: 'file-gone' } });
    await world.clock.advance(86_400_000);
    expect(world.service.count('submit')).toBe(1);
    await owner.resolve(shot.jobKey, { decision: 'attach', requestId: 'req-1' });
    await until('succeeded');
    expect(world.service.count('submit')).toBe(1);
  });

  test('J11 what says that it is a page is not stored; after three more tries the job is lost as of a wrong type', async () => {
    const { world, attempt, until } = await download(wrong(), wrong(), wrong(), wrong());
    await until('lost');
    expect(attempt()).toMatchObject({
      failure: { code: 'wrong-type', message: expect.stringContaining('text/html') as string },
    });
    expect(world.downloads.opened.length).toBe(4);
    expect(world.bytes.files.size).toBe(0);
  });

  test('J11 the connection of what is refused unread is let go', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const { until } = await begun((w) => {
      [w.service.queuedMs, w.service.workedMs] = [0, 0];
      const { open } = w.downloads;
      w.downloads.open = async (url, signal) => {
        signals.push(signal);
        return signals.length === 1 ? wrong() : open(url, signal);
      };
    });
    await until('succeeded');
    expect(signals).toHaveLength(2);
    expect(signals[0]?.aborted).toBe(true);
  });

  test('J11 bytes that are no clip are not stored, whatever they say they are', async () => {
    const page = new TextEncoder().encode('<html>');
    const { world, until } = await download({ mediaType: 'video/mp4', length: 6, chunks: chunked([page]) });
    await until('succeeded');
    expect(world.downloads.opened.length).toBe(2);
    expect(world.bytes.files.size).toBe(1);
  });

  test('J12 an empty file is tried again three times, then lost', async () => {
    const empty = () => ({ mediaType: 'video/mp4', length: 0, chunks: chunked([]) });
    const { world, until } = await download(empty(), empty(), empty(), empty());
    await until('lost');
    expect(world.downloads.opened.length).toBe(4);
    expect(world.bytes.files.size).toBe(0);
  });

  test('J13 a truncated clip is not stored and is fetched again for as long as it takes', async () => {
    const short = () => ({ ...clip('cut'), length: 1000 });
    const { world, attempt, until } = await download(...Array.from({ length: 8 }, short));
    await world.clock.runUntil(() => world.downloads.opened.length === 5);
    await world.clock.settle();
    expect(world.bytes.files.size).toBe(0);
    expect(attempt()).toMatchObject({
      status: 'downloading',
      trouble: expect.stringContaining('of 1000 bytes') as string,
    });
    await until('succeeded');
    expect(world.downloads.opened.length).toBe(9);
  });

  test('J16 an address of a refused form is never opened; the job is lost, its id kept', async () => {
    const { world, attempt, until } = await begun((w) => {
      w.service.script('status', finished);
      const evil = () => json(200, { status: 'succeeded', output: { video: 'javascript:alert(1)' } });
      w.service.script('result', evil(), evil());
    });
    await until('lost');
    expect(world.downloads.opened).toEqual([]);
    expect(attempt()).toMatchObject({ requestId: 'req-1', failure: { code: 'address-refused' } });
    expect(world.journal.lines.join()).not.toContain('javascript:');
  });

  test('S02 a full disk leaves the job downloading, waiting for storage, and goes on when there is room', async () => {
    const { world, owner, attempt, until } = await begun((w) => {
      w.bytes.refuses = noRoom;
    });
    await until('downloading');
    await world.clock.advance(600_000);
    expect(recordOf(owner, shot.jobKey)).toMatchObject({
      waiting: { for: 'storage' },
      attempts: [{ status: 'downloading' }],
    });
    world.bytes.refuses = undefined;
    await until('succeeded');
    expect(attempt()).toMatchObject({ cost: 0.75 });
    expect(recordOf(owner, shot.jobKey)).not.toHaveProperty('waiting');
  });
});

describe('M9 U07 cancel', () => {
  test('claimed: nothing is sent, ever', async () => {
    const { world, owner, attempt } = await begun((w) => {
      w.token = undefined;
    });
    await owner.cancel(shot.jobKey);
    world.token = 'token-2';
    await goOn(owner, false, shot.order.service);
    await world.clock.advance(600_000);
    expect(attempt()).toMatchObject({ status: 'cancelled' });
    expect(world.service.received).toEqual([]);
  });

  test('submitting: the answer is waited for, then it is cancelled', async () => {
    let answer: () => void = () => {};
    const { world, owner, attempt, until } = await begun((w) => {
      w.service.script('submit', async () => {
        await new Promise<void>((resolve) => (answer = resolve));
        return w.service.accept();
      });
    });
    await owner.cancel(shot.jobKey);
    await owner.cancel(shot.jobKey);
    expect(attempt()).toMatchObject({ status: 'submitting', cancelRequested: true });
    answer();
    await until('cancelled');
    expect(world.service.count('cancel')).toBe(1);
  });

  test('submitting, then turned away: cancelled, and not sent again', async () => {
    let answer: () => void = () => {};
    const { world, owner, until } = await begun((w) => {
      w.service.script('submit', async () => {
        await new Promise<void>((resolve) => (answer = resolve));
        return text(429, '');
      });
    });
    await owner.cancel(shot.jobKey);
    answer();
    await until('cancelled');
    await world.clock.advance(600_000);
    expect(world.service.count('submit')).toBe(1);
  });

  test('J08 in the queue: one request to cancel, and cancelled only when the status says so', async () => {
    const { world, owner, attempt, until } = await begun((w) => {
      w.service.script('cancel', () => recorded('cancel-contradicting-status.json'));
      w.service.queuedMs = 600_000;
    });
    await world.clock.advance(2_000);
    await owner.cancel(shot.jobKey);
    await world.clock.advance(10_000);
    expect(attempt()).toMatchObject({ status: 'cancelling' });
    world.service.script('status', json(200, { status: 'cancelled' }));
    await until('cancelled');
    expect(world.service.count('cancel')).toBe(1);
  });

  test('J09 in progress: told that it will be charged, and the result is still collected', async () => {
    const { world, owner, attempt, until } = await begun();
    await until('in_progress');
    await owner.cancel(shot.jobKey);
    await world.clock.settle();
    expect(attempt()).toMatchObject({ status: 'in_progress', trouble: expect.stringContaining('charged') as string });
    await until('succeeded');
    expect(world.service.count('cancel')).toBe(1);
  });

  test.each([
    ['409', text(409, 'running')],
    ['404', text(404, '')],
    ['500', text(500, '')],
    ['a drop', { kind: 'lost', reason: 'reset' } as const],
  ])('H33 %s: the job keeps its real state, the text says so, and polling goes on', async (_, answer) => {
    const { world, owner, attempt, until } = await begun((w) => w.service.script('cancel', answer));
    await world.clock.advance(1_000);
    await owner.cancel(shot.jobKey);
    await world.clock.settle();
    expect(attempt()).toMatchObject({
      status: 'in_queue',
      trouble: expect.stringMatching(/refused|unknown/) as string,
    });
    await until('succeeded');
    expect(world.service.count('cancel')).toBe(1);
  });

  test('a result that comes anyway wins over the wish to cancel', async () => {
    const { world, owner, until } = await begun((w) => {
      w.service.script('cancel', () => recorded('cancel-contradicting-status.json'));
    });
    await owner.cancel(shot.jobKey);
    await until('succeeded');
    expect(world.service.count('submit')).toBe(1);
  });

  test('later there is nothing to cancel, and that is said', async () => {
    const { owner, until } = await begun();
    await until('succeeded');
    await expect(owner.cancel(shot.jobKey)).rejects.toMatchObject({ code: 'not-cancellable', httpStatus: 409 });
    await expect(owner.cancel('0'.repeat(64))).rejects.toMatchObject({ code: 'unknown-job', httpStatus: 404 });
    expect(statusOf(owner, shot.jobKey)).toBe('succeeded');
  });
});

test('M10 a failed job leaves the others alone', async () => {
  const { world, owner } = await begun((w) => w.service.script('submit', text(400, 'no')));
  const other = order({ take: 2 });
  await owner.put(other.jobKey, other.order);
  await world.clock.runUntil(() => statusOf(owner, other.jobKey) === 'succeeded');
  expect(statusOf(owner, shot.jobKey)).toBe('rejected');
});
