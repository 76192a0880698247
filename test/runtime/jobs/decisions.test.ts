import { describe, expect, test } from 'vitest';
import { presentAttempt } from '../../../src/runtime/wire/job-record.ts';
import { json, text } from '../../fakes/fake-service.ts';
import { createJobWorld, live, order, recordOf, statusOf, startedWith } from '../../fakes/job-world.ts';
import { noRoom } from '../../fakes/memory-journal.ts';

const shot = order();

const uncertain = () => startedWith((world) => world.service.script('submit', text(502, 'bad gateway')));

/** A job whose request id the service gave, and does not know any more. */
async function unknownId() {
  const started = await startedWith((world) => {
    world.service.script('status', ...Array.from({ length: 80 }, () => text(404, 'no such request')));
  });
  await started.world.clock.advance(120_000);
  expect(presentAttempt(recordOf(started.owner, shot.jobKey))).toMatchObject({ notFound: true });
  return started;
}

describe('M4 a decision', () => {
  test('M4 S01 about an id that the service does not know is one write: a full disk leaves the job accepted', async () => {
    const { world, owner, kill } = await unknownId();
    let writes = 0;
    world.journal.before = () => {
      writes += 1;
      world.journal.refuses = writes > 1 ? noRoom : undefined;
    };
    await owner.resolve(shot.jobKey, { decision: 'attach', requestId: 'req-other', attempt: 1 });
    expect(writes).toBe(1);
    expect(world.journal.entries().at(-1)).toMatchObject({
      event: { doubt: { code: 'request-not-found', message: 'RunComfy does not know the request req-1.' } },
    });
    expect(presentAttempt(recordOf(owner, shot.jobKey))).toMatchObject({
      status: 'in_queue',
      requestId: 'req-other',
      acceptedAs: 'req-1',
    });
    world.journal.before = undefined;
    world.journal.refuses = undefined;
    kill();
    const next = await world.life();
    expect(presentAttempt(recordOf(next.owner, shot.jobKey))).toMatchObject({ requestId: 'req-other' });
    const refused = await unknownId();
    refused.world.journal.refuses = noRoom;
    const before = presentAttempt(recordOf(refused.owner, shot.jobKey));
    const decision = refused.owner.resolve(shot.jobKey, { decision: 'send_again', attempt: 1 });
    await expect(decision).rejects.toMatchObject({ httpStatus: 507 });
    expect(presentAttempt(recordOf(refused.owner, shot.jobKey))).toMatchObject(before);
  });

  test('M4 a request id that the service gave to another job is not attached, also where that is asked about by another', async () => {
    const { world, owner } = await unknownId();
    await owner.resolve(shot.jobKey, { decision: 'attach', requestId: 'req-mine', attempt: 1 });
    const other = order({ take: 2 });
    world.service.script('submit', text(502, 'bad gateway'));
    await owner.put(other.jobKey, other.order);
    await world.clock.runUntil(() => statusOf(owner, other.jobKey) === 'uncertain');
    const attach = owner.resolve(other.jobKey, { decision: 'attach', requestId: 'req-1', attempt: 1 });
    await expect(attach).rejects.toMatchObject({ code: 'request-taken', httpStatus: 409 });
  });

  test('M4 M9 that was meant for another attempt changes nothing of the present one', async () => {
    const { world, owner } = await uncertain();
    world.service.script('submit', text(502, 'bad gateway'));
    await owner.resolve(shot.jobKey, { decision: 'send_again', attempt: 1 });
    await world.clock.settle();
    expect(presentAttempt(recordOf(owner, shot.jobKey))).toMatchObject({ n: 2, status: 'uncertain' });
    const before = recordOf(owner, shot.jobKey);
    const stale = { code: 'other-attempt', httpStatus: 409, reason: expect.stringContaining('attempt 2') as string };
    for (const decision of ['not_sent', 'send_again'] as const)
      await expect(owner.resolve(shot.jobKey, { decision, attempt: 1 })).rejects.toMatchObject(stale);
    const attach = { decision: 'attach', requestId: 'req-1', attempt: 1 } as const;
    await expect(owner.resolve(shot.jobKey, attach)).rejects.toMatchObject(stale);
    await expect(owner.cancel(shot.jobKey, 1)).rejects.toMatchObject(stale);
    expect(recordOf(owner, shot.jobKey)).toEqual(before);
    await world.clock.advance(60_000);
    expect(world.service.count('submit')).toBe(2);
  });
});

describe('M4 an answer about the request before a decision, which comes in after it', () => {
  const madeOld = json(200, { status: 'succeeded', output: { video: 'https://files.runcomfy.net/old.mp4' }, cost: 9 });
  const answers = [
    ['cancelled', 'status', json(200, { status: 'cancelled' })],
    ['over', 'status', json(200, { status: 'completed' })],
    ['failed', 'status', json(200, { status: 'failed', error: 'old' })],
    ['in work', 'status', json(200, { status: 'in_progress' })],
    ['unknown', 'status', text(404, 'who?')],
    ['made', 'result', madeOld],
    ['failed as well', 'result', json(200, { status: 'failed', error: 'old' })],
    ['cancelled as well', 'result', json(200, { status: 'cancelled' })],
    ['empty', 'result', json(200, { status: 'completed', output: {} })],
  ] as const;

  /** A request that the service does not know, which it is just being asked about. */
  async function asked(call: 'status' | 'result', answer: ReturnType<typeof json>) {
    let tell: () => void = () => {};
    const told = new Promise<void>((resolve) => (tell = resolve));
    const late = async () => told.then(() => answer);
    const unknown = Array.from({ length: 20 }, () => text(404, 'who?'));
    const started = await startedWith(({ service }) => {
      if (call === 'result') service.script('status', json(200, { status: 'completed' }));
      service.script(call, ...unknown, late);
    });
    const { world, owner } = started;
    await world.clock.runUntil(() => world.service.count(call) === unknown.length + 1, 3_600_000);
    expect(presentAttempt(recordOf(owner, shot.jobKey))).toMatchObject({ notFound: true, requestId: 'req-1' });
    const tellIt = async () => {
      tell();
      await world.clock.settle();
    };
    return { world, owner, tellIt };
  }

  test.each(answers)('%s: says nothing of the request that was attached', async (_, call, answer) => {
    const { world, owner, tellIt } = await asked(call, answer);
    const other = order({ take: 2 });
    await owner.put(other.jobKey, other.order);
    await world.clock.settle();
    // Another one that the service has, and that is no job's here: its own is forgotten.
    world.service.accept();
    await owner.resolve(shot.jobKey, { decision: 'attach', requestId: 'req-3', attempt: 1 });
    const decided = presentAttempt(recordOf(owner, shot.jobKey));
    expect(decided).toMatchObject({ status: 'in_queue', requestId: 'req-3' });
    const before = world.service.received.length;
    await tellIt();
    expect(presentAttempt(recordOf(owner, shot.jobKey))).toMatchObject({ status: 'in_queue', requestId: 'req-3' });
    await world.clock.runUntil(() => statusOf(owner, shot.jobKey) === 'succeeded', 3_600_000);
    const own = world.service.received.slice(before).filter(({ requestId }) => requestId === 'req-3');
    expect(own[0]?.call).toBe('status');
    expect(presentAttempt(recordOf(owner, shot.jobKey))).toMatchObject({ requestId: 'req-3', cost: 0.75 });
    expect(world.downloads.opened).not.toContain('https://files.runcomfy.net/old.mp4');
  });

  test.each(answers)('%s: says nothing of what is sent again', async (_, call, answer) => {
    const { world, owner, tellIt } = await asked(call, answer);
    await owner.resolve(shot.jobKey, { decision: 'send_again', attempt: 1 });
    await tellIt();
    await world.clock.runUntil(() => statusOf(owner, shot.jobKey) === 'succeeded', 3_600_000);
    expect(presentAttempt(recordOf(owner, shot.jobKey))).toMatchObject({ n: 2, requestId: 'req-2', cost: 0.75 });
    expect(world.service.charged).toEqual(['req-1', 'req-2']);
    expect(world.downloads.opened).not.toContain('https://files.runcomfy.net/old.mp4');
  });

  test('M9 that it cannot be cancelled: says nothing of the request that was attached', async () => {
    const { world, owner } = await unknownId();
    let tell: () => void = () => {};
    const told = new Promise<void>((resolve) => (tell = resolve));
    world.service.script('cancel', async () => told.then(() => text(409, 'too late')));
    await owner.cancel(shot.jobKey, 1);
    await world.clock.settle();
    expect(world.service.count('cancel')).toBe(1);
    await owner.resolve(shot.jobKey, { decision: 'attach', requestId: 'req-other', attempt: 1 });
    tell();
    await world.clock.settle();
    const attempt = presentAttempt(recordOf(owner, shot.jobKey));
    expect(attempt).toMatchObject({ status: 'in_queue', requestId: 'req-other' });
    expect(attempt).not.toHaveProperty('cancel');
  });
});

describe('S14 M4 a damaged record of "send again"', () => {
  test.each([
    ['S14 M4 torn in the middle', (line: string) => line.slice(0, -20)],
    ['S14 M4 whose event is no event', (line: string) => line.replace('"sent_again"', '"sent_agann"')],
  ])('%s: it never leads to the offer that it was not sent', async (_, damage) => {
    const { world, owner, kill } = await uncertain();
    world.service.script('submit', text(502, 'bad gateway'));
    await owner.resolve(shot.jobKey, { decision: 'send_again', attempt: 1 });
    await world.clock.settle();
    kill();
    const at = world.journal.lines.findIndex((line) => line.includes('"sent_again"'));
    world.journal.lines[at] = damage(world.journal.lines[at] ?? '');
    for (const life of [1, 2]) {
      const { owner: next, kill: end } = await world.life();
      await world.clock.settle();
      const attempt = presentAttempt(recordOf(next, shot.jobKey));
      expect(attempt, `life ${life}`).toMatchObject({ status: 'uncertain', failure: { code: 'damaged-record' } });
      await expect(next.resolve(shot.jobKey, { decision: 'not_sent', attempt: 1 })).rejects.toMatchObject({
        code: 'damaged-record',
        httpStatus: 409,
      });
      end();
    }
    await world.clock.advance(60_000);
    expect(world.service.count('submit')).toBe(2);
    const last = await world.life();
    const lines = world.journal.lines.length;
    expect(JSON.stringify(world.journal.lines).split('it may have been sent again').length).toBe(2);
    await last.owner.resolve(shot.jobKey, { decision: 'send_again', attempt: 1 });
    expect(world.journal.lines.length).toBeGreaterThan(lines);
  });
});

test('M9 a wish to cancel outlives a token that cannot be read', async () => {
  const { world, owner } = await startedWith((w) => (w.service.queuedMs = 7_200_000));
  let broken = true;
  Object.defineProperty(world, 'token', {
    get() {
      if (broken) throw new Error('EIO');
      return 'token-1';
    },
  });
  await owner.cancel(shot.jobKey, 1);
  await world.clock.advance(1_000);
  expect(world.service.count('cancel')).toBe(0);
  broken = false;
  await world.clock.runUntil(() => statusOf(owner, shot.jobKey) === 'cancelled');
  expect(world.service.count('cancel')).toBe(1);
});

test('M14 SEC12 a spend guard that lets nothing through says so, and a Continue does not pretend to lift it', async () => {
  const world = createJobWorld();
  world.guard = '0/day';
  const { owner } = await world.life();
  await owner.put(shot.jobKey, shot.order);
  await world.clock.settle();
  const { waiting } = recordOf(owner, shot.jobKey);
  expect(waiting?.reason).toBe(
    'The spend guard allows no live submits (0/day). To send, start Shotgraph with another SHOTGRAPH_MAX_SUBMITS.',
  );
  const wish = { spendGuard: true, jobs: [{ jobKey: shot.jobKey, attempt: 1 }] };
  await expect(owner.continueService(live, wish)).rejects.toMatchObject({ code: 'guard-closed', httpStatus: 409 });
  world.guard = '1/min';
  const other = createJobWorld();
  other.guard = '1/min';
  const busy = await other.life();
  for (const { jobKey, order: wanted } of [shot, order({ take: 2 })]) await busy.owner.put(jobKey, wanted);
  await other.clock.advance(1_000);
  expect(recordOf(busy.owner, order({ take: 2 }).jobKey).waiting?.reason).toContain(
    'The spend guard allows 1 live submit a minute (1/min); this would be one more.',
  );
});

test('B12 the number of a change never falls below one that was given out, though the clock was set back before a restart', async () => {
  const { world, owner, kill } = await startedWith((w) => {
    // Places in the queue are told and not written down: each is a change.
    w.service.queuedMs = 600_000;
    w.service.times = () => ({ queuedMs: 600_000, workedMs: 10_000, places: 50 });
  });
  await world.clock.advance(300_000);
  const { seq } = owner.changes(0);
  const written = Math.max(...world.journal.entries().map((entry) => Number(entry['seq'])));
  expect(seq).toBeGreaterThan(written);
  kill();
  const now = world.clock.now.bind(world.clock);
  world.clock.now = () => now() - 86_400_000;
  const next = await world.life();
  expect(next.owner.changes(0).seq).toBeGreaterThan(seq);
});

test('B03 an owner that wrote nothing gives no number that the next one gives again', async () => {
  const { world, kill } = await startedWith((w) => {
    w.service.queuedMs = 600_000;
    w.service.times = () => ({ queuedMs: 600_000, workedMs: 10_000, places: 50 });
  });
  kill();
  const lines = world.journal.entries().length;
  const silent = await world.life();
  await world.clock.advance(10_000);
  const { seq } = silent.owner.changes(0);
  expect(world.journal.entries()).toHaveLength(lines);
  silent.kill();
  expect((await world.life()).owner.changes(0).jobs.every((record) => record.seq > seq)).toBe(true);
});
