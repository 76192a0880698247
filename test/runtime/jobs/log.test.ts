import { expect, test } from 'vitest';
import { DownloadError, StorageError } from '../../../src/runtime/jobs/ports.ts';
import { json, text } from '../../fakes/fake-service.ts';
import { clip } from '../../fakes/fake-downloads.ts';
import { createJobWorld, live, order, type JobWorld, startedWith, statusOf } from '../../fakes/job-world.ts';
import { noRoom } from '../../fakes/memory-journal.ts';

const shot = order();
const { jobKey } = shot;
const submit = { event: 'submit', jobKey, service: live, outcome: 'accepted' };
const broken = new StorageError('broken', 'EIO');

/** Lives with a job until that stands so, and answers with the log. */
async function logUntil(status: string, prepare: (world: JobWorld) => void = () => {}) {
  const started = await startedWith(prepare);
  await started.world.clock.runUntil(() => statusOf(started.owner, jobKey) === status);
  return { ...started, log: started.world.log };
}

test('a job that goes well leaves one line', async () => {
  expect((await logUntil('succeeded')).log).toEqual([submit]);
});

test('what a submit led to is in the log', async () => {
  for (const [answer, outcome, status] of [
    [text(502, 'bad gateway'), 'uncertain', 'uncertain'],
    [text(422, 'no'), 'rejected', 'rejected'],
    [text(402, 'no balance'), 'stopped', 'claimed'],
    [text(429, 'slow down'), 'rate_limited', 'claimed'],
  ] as const) {
    const { log } = await logUntil(status, (world) => world.service.script('submit', answer));
    expect(log).toEqual([{ ...submit, outcome }]);
  }
});

test('M2 a fact that the disk does not take is in the log each time, an accepted id with it', async () => {
  const started = await startedWith((w) =>
    w.service.script('submit', () => {
      w.journal.refuses = noRoom;
      return w.service.accept();
    }),
  );
  const { world, owner } = started;
  await world.clock.advance(2_000);
  world.journal.refuses = undefined;
  await world.clock.runUntil(() => statusOf(owner, jobKey) === 'in_queue');
  const line = { event: 'not_stored', jobKey, fact: 'accepted', reason: noRoom.message, requestId: 'req-1' };
  expect(world.log).toEqual([submit, line, line]);
});

test('what could not be fetched is in the log, with why and what comes next', async () => {
  const gone = new DownloadError('gone', 'HTTP 403');
  const { log } = await logUntil('lost', (world) => void world.downloads.script.push(gone, gone));
  expect(log).toEqual([
    submit,
    { event: 'download_failed', jobKey, why: 'gone', next: 'fresh_address' },
    { event: 'download_failed', jobKey, why: 'gone', next: 'end' },
  ]);
});

test('J15 J16 what is missing in the end, and addresses that may not be fetched, are counted', async () => {
  const output = { videos: ['https://files.runcomfy.net/a.mp4', 'javascript:alert(1)', 'file:///etc/passwd'] };
  const { log } = await logUntil('succeeded', (world) => {
    world.service.script('status', json(200, { status: 'completed' }));
    const made = json(200, { status: 'succeeded', output });
    world.service.script('result', made, made);
    world.downloads.otherwise = (url) => clip(url);
  });
  expect(log).toEqual([
    submit,
    { event: 'address_refused', jobKey, count: 2 },
    { event: 'download_failed', jobKey, why: 'refused', next: 'fresh_address' },
    { event: 'address_refused', jobKey, count: 2 },
    { event: 'download_failed', jobKey, why: 'refused', next: 'end' },
    { event: 'outputs_missing', jobKey, count: 2 },
  ]);
});

test('SEC12 a submit that the spend guard holds back is in the log', async () => {
  const world = createJobWorld();
  world.guard = '0/day';
  const { owner } = await world.life();
  await owner.put(jobKey, shot.order);
  await world.clock.settle();
  expect(world.log).toEqual([{ event: 'spend_guard', service: live, limit: '0/day' }]);
});

test('H02 a hold that the disk does not take is in the log', async () => {
  const started = await startedWith((w) => {
    w.token = undefined;
    w.journal.before = (entry) => {
      w.journal.refuses = entry.kind === 'held' ? broken : undefined;
    };
  });
  expect(started.world.log).toEqual([{ event: 'hold_not_stored', service: live, reason: 'EIO' }]);
});

test('S14 M5 what an owner finds when it starts is in the log: damage, doubt, a service that it does not know', async () => {
  const world = createJobWorld();
  world.service.script('submit', () => new Promise(() => {}));
  const first = await world.life();
  await first.owner.put(jobKey, shot.order);
  const elsewhere = order({ take: 2 });
  await first.owner.put(elsewhere.jobKey, elsewhere.order);
  await world.clock.settle();
  first.kill();
  world.journal.lines.splice(1, 0, '{"torn');
  await world.life();
  await world.clock.settle();
  expect(world.log).toContainEqual({ event: 'journal_damaged', setAside: 1, torn: false });
  expect(world.log).toContainEqual({ event: 'found_unclear', jobKey });
});

test('a job of a service that this owner is not set up for rests, and is in the log', async () => {
  const { world, kill } = await logUntil('in_queue');
  kill();
  const elsewhere = 'https://elsewhere.example';
  for (const [at, line] of world.journal.lines.entries()) world.journal.lines[at] = line.replaceAll(live, elsewhere);
  const asked = world.service.received.length;
  const { owner } = await world.life();
  await world.clock.advance(3_600_000);
  expect(statusOf(owner, jobKey)).toBe('in_queue');
  expect(world.service.received).toHaveLength(asked);
  const reason = `This owner is not set up for ${elsewhere}.`;
  expect(world.log.slice(1)).toEqual([{ event: 'unknown_service', jobKey, reason }]);
});

test('a deletion that the disk does not let an owner finish when it starts is in the log', async () => {
  const { world, owner, kill } = await logUntil('succeeded');
  world.bytes.removing = () => Promise.reject(broken);
  const wish = { outputs: [{ jobKey, kind: 'video' as const, n: 0 }], paid: true, used: false };
  await expect(owner.clear(wish)).rejects.toMatchObject({ httpStatus: 507 });
  kill();
  await world.life();
  await world.clock.settle();
  expect(world.log.slice(1)).toEqual([{ event: 'clearing_unfinished', reason: 'EIO' }]);
});

test('a mistake of ours is in the log, shown at the job, and ends nothing', async () => {
  const { world, owner, log } = await logUntil('in_queue');
  world.service.script('status', () => {
    throw new TypeError('x is not a function');
  });
  await world.clock.advance(10_000);
  const [record] = owner.known([jobKey]).jobs;
  expect(record?.attempts.at(-1)).toMatchObject({
    status: 'in_queue',
    trouble: 'Something went wrong here: x is not a function',
  });
  expect(log).toContainEqual({ event: 'effect_failed', jobKey, effect: 'poll', reason: 'x is not a function' });
  await world.clock.runUntil(() => statusOf(owner, jobKey) === 'succeeded');
});
