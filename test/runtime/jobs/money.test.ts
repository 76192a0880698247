import { describe, expect, test } from 'vitest';
import { GatewayError } from '../../../src/runtime/wire/job-client.ts';
import { presentAttempt } from '../../../src/runtime/wire/job-record.ts';
import { json, text } from '../../fakes/fake-service.ts';
import { createJobWorld, goOn, live, model, order, recordOf, statusOf, startedWith } from '../../fakes/job-world.ts';
import { noRoom } from '../../fakes/memory-journal.ts';

const shot = order();

async function refusalOf(act: Promise<unknown>): Promise<GatewayError> {
  const error = await act.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof GatewayError)) throw new Error(`not refused: ${String(error)}`);
  return error;
}

describe('M1 no claim, no POST', () => {
  test('M1 S01 a disk that refuses the claim refuses the order with 507, and nothing is sent', async () => {
    const world = createJobWorld();
    world.journal.refuses = noRoom;
    const { owner } = await world.life();
    const error = await refusalOf(owner.put(shot.jobKey, shot.order));
    expect(error).toMatchObject({ httpStatus: 507, code: 'no-space', reason: 'No space left in /data.' });
    await world.clock.advance(3_600_000);
    expect(world.service.received).toEqual([]);
    expect(owner.known([shot.jobKey]).jobs).toEqual([]);
    world.journal.refuses = undefined;
    await owner.put(shot.jobKey, shot.order);
    await world.clock.runUntil(() => statusOf(owner, shot.jobKey) === 'succeeded');
    expect(world.service.charged.length).toBe(1);
  });

  test('M1 nothing is sent while the claim or the submitting is still on its way to the disk', async () => {
    const world = createJobWorld();
    const held: (() => void)[] = [];
    world.journal.after = () => new Promise<void>((resolve) => held.push(resolve));
    const { owner } = await world.life();
    const put = owner.put(shot.jobKey, shot.order);
    for (const step of ['claimed', 'submitting']) {
      await world.clock.advance(60_000);
      expect(JSON.stringify(world.journal.entries().at(-1))).toContain(step);
      expect(world.service.received).toEqual([]);
      held.shift()?.();
    }
    await put;
    await world.clock.settle();
    expect(world.service.count('submit')).toBe(1);
  });

  test('M2 a disk that refuses submitting sends nothing; the job waits for storage and goes on when there is room', async () => {
    const world = createJobWorld();
    const { owner } = await world.life();
    world.journal.after = () => {
      world.journal.refuses = noRoom;
      world.journal.after = undefined;
    };
    await owner.put(shot.jobKey, shot.order);
    await world.clock.advance(600_000);
    expect(world.service.received).toEqual([]);
    expect(recordOf(owner, shot.jobKey)).toMatchObject({
      waiting: { for: 'storage' },
      attempts: [{ status: 'claimed' }],
    });
    world.journal.refuses = undefined;
    await world.clock.runUntil(() => statusOf(owner, shot.jobKey) === 'succeeded');
    expect(world.service.count('submit')).toBe(1);
  });

  test('M2 the request id is durable before anything else is asked about it', async () => {
    const { world, owner } = await startedWith((w) => {
      w.journal.before = (entry) => {
        if (JSON.stringify(entry).includes('"accepted"')) w.journal.refuses = noRoom;
      };
    });
    await world.clock.advance(600_000);
    expect(world.service.received.map(({ call }) => call)).toEqual(['submit']);
    expect(recordOf(owner, shot.jobKey)).toMatchObject({
      waiting: { for: 'storage' },
      attempts: [{ status: 'submitting' }],
    });
    expect(JSON.stringify(world.log)).toContain('req-1');
    world.journal.before = undefined;
    world.journal.refuses = undefined;
    await world.clock.runUntil(() => statusOf(owner, shot.jobKey) === 'succeeded');
    expect(world.service.count('submit')).toBe(1);
  });
});

describe('M3 M4 what is sent again, and what a person decides', () => {
  test('H10 429 with Retry-After 7 is sent again 7 to 10 s later in the same attempt, and other jobs obey it', async () => {
    const world = createJobWorld();
    world.service.script('submit', json(429, { error_message: 'slow' }, { 'retry-after': '7' }));
    const { owner } = await world.life();
    const other = order({ take: 2 });
    await owner.put(shot.jobKey, shot.order);
    await world.clock.settle();
    expect(recordOf(owner, shot.jobKey)).toMatchObject({
      waiting: { for: 'rate_limit', until: world.clock.now() + 7_000 },
      attempts: [{ status: 'claimed', n: 1 }],
    });
    await owner.put(other.jobKey, other.order);
    await world.clock.advance(6_999);
    expect(world.service.count('submit')).toBe(1);
    expect(recordOf(owner, other.jobKey).waiting).toMatchObject({ for: 'rate_limit' });
    await world.clock.advance(3_000);
    expect(world.service.count('submit')).toBe(3);
    expect(recordOf(owner, shot.jobKey)).toMatchObject({ attempts: [{ n: 1, status: 'in_queue' }] });
  });

  test('H12 429 without a header backs off to 60 s and after 20 tries waits for a person', async () => {
    const { world, owner } = await startedWith((w) => {
      w.service.script('submit', ...Array.from({ length: 20 }, () => text(429, 'slow')));
    });
    await world.clock.advance(3_600_000);
    const at = world.service.of('submit').map((received) => received.at);
    expect(at.length).toBe(20);
    const gaps = at.slice(1).map((instant, n) => instant - (at[n] ?? 0));
    expect(gaps.slice(0, 8)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
    expect(recordOf(owner, shot.jobKey)).toMatchObject({ waiting: { for: 'person' } });
    await goOn(owner);
    await world.clock.settle();
    expect(world.service.charged.length).toBe(1);
  });

  test('H24 what never left is sent again by itself with backoff, at no charge', async () => {
    const { world, owner } = await startedWith((w) => {
      w.service.script(
        'submit',
        { kind: 'not_sent', reason: 'ECONNREFUSED' },
        { kind: 'not_sent', reason: 'ENOTFOUND' },
      );
    });
    expect(recordOf(owner, shot.jobKey)).toMatchObject({ waiting: { for: 'network', reason: 'ECONNREFUSED' } });
    await world.clock.advance(10_000);
    expect(world.service.of('submit').map(({ at }, n, all) => at - (all[n - 1]?.at ?? at))).toEqual([0, 1_000, 2_000]);
    expect(world.service.charged.length).toBe(1);
  });

  test.each([
    ['H06 408', text(408, 'timeout')],
    ['H14 500', text(500, 'oops')],
    ['H14 504 HTML', text(504, '<html>')],
    ['H16 truncated', text(200, '{"request_id": "r')],
    ['H17 nothing useful', text(200, '{}')],
    ['H26 a lost answer', { kind: 'lost', reason: 'ECONNRESET' } as const],
  ])('M4 %s is uncertain, and never sent again by itself, accepted or not', async (_, answer) => {
    for (const accepted of [false, true]) {
      const { world, owner, kill } = await startedWith((w) => {
        w.service.script('submit', () => {
          if (accepted) w.service.accept();
          return answer;
        });
      });
      await world.clock.advance(86_400_000);
      expect(statusOf(owner, shot.jobKey)).toBe('uncertain');
      const next = order({ attempt: 2 });
      expect(await refusalOf(owner.put(next.jobKey, next.order))).toMatchObject({ httpStatus: 409 });
      await owner.put(shot.jobKey, shot.order);
      kill();
      const again = await world.life();
      await again.owner.put(shot.jobKey, shot.order);
      await world.clock.advance(86_400_000);
      expect(world.service.count('submit')).toBe(1);
      expect(world.service.charged.length).toBe(accepted ? 1 : 0);
    }
  });

  const uncertain = () => startedWith((w) => w.service.script('submit', () => (w.service.accept(), text(502, ''))));

  test('M4 attaching the request id goes on with it', async () => {
    const { world, owner } = await uncertain();
    await owner.resolve(shot.jobKey, { decision: 'attach', requestId: 'req-1' });
    await world.clock.runUntil(() => statusOf(owner, shot.jobKey) === 'succeeded');
    expect(world.service.count('submit')).toBe(1);
    expect(recordOf(owner, shot.jobKey).attempts.length).toBe(1);
  });

  test('M4 "it was not sent" sends the same attempt', async () => {
    const { world, owner } = await uncertain();
    await owner.resolve(shot.jobKey, { decision: 'not_sent' });
    await world.clock.runUntil(() => statusOf(owner, shot.jobKey) === 'succeeded');
    expect(world.service.count('submit')).toBe(2);
    expect(recordOf(owner, shot.jobKey).attempts).toMatchObject([{ n: 1, status: 'succeeded' }]);
  });

  test('M4 "send again" abandons the attempt, makes the next one and is logged', async () => {
    const { world, owner } = await uncertain();
    await owner.resolve(shot.jobKey, { decision: 'send_again' });
    await world.clock.runUntil(() => statusOf(owner, shot.jobKey) === 'succeeded');
    expect(recordOf(owner, shot.jobKey).attempts).toMatchObject([
      { n: 1, status: 'abandoned' },
      { n: 2, status: 'succeeded' },
    ]);
    expect(world.log).toContainEqual({ event: 'resolved', jobKey: shot.jobKey, decision: 'send_again' });
    const late = await refusalOf(owner.resolve(shot.jobKey, { decision: 'send_again' }));
    expect(late).toMatchObject({ httpStatus: 409, code: 'nothing-to-decide' });
  });

  describe('M4 a request id that the service does not know', () => {
    const elsewhere = text(404, 'no such request');
    /** Attached by a person, mistyped. */
    async function mistyped() {
      const { world, owner, kill } = await uncertain();
      world.service.script('status', elsewhere, elsewhere, elsewhere);
      await world.clock.advance(120_000);
      await owner.resolve(shot.jobKey, { decision: 'attach', requestId: 'req-one' });
      await world.clock.advance(10_000);
      return { world, owner, kill };
    }

    test('is shown as not found and waits for a person, and nothing is sent', async () => {
      const { world, owner } = await mistyped();
      const record = recordOf(owner, shot.jobKey);
      expect(presentAttempt(record)).toMatchObject({
        status: 'in_queue',
        requestId: 'req-one',
        attached: true,
        notFound: true,
      });
      expect(record.waiting).toMatchObject({ for: 'person' });
      expect(world.service.count('submit')).toBe(1);
    });

    test('another id can be attached', async () => {
      const { world, owner } = await mistyped();
      await owner.resolve(shot.jobKey, { decision: 'attach', requestId: 'req-1' });
      await world.clock.runUntil(() => statusOf(owner, shot.jobKey) === 'succeeded');
      expect(presentAttempt(recordOf(owner, shot.jobKey))).toMatchObject({ n: 1, requestId: 'req-1' });
      expect(world.service.count('submit')).toBe(1);
    });

    test('"it was not sent" and "send again" stand open as well, and the journal tells the same after a restart', async () => {
      for (const [decision, statuses] of [
        ['not_sent', ['succeeded']],
        ['send_again', ['abandoned', 'succeeded']],
      ] as const) {
        const { world, owner, kill } = await mistyped();
        await owner.resolve(shot.jobKey, { decision });
        await world.clock.runUntil(() => statusOf(owner, shot.jobKey) === 'succeeded');
        const said = recordOf(owner, shot.jobKey).attempts;
        expect(said.map(({ status }) => status)).toEqual(statuses);
        kill();
        expect(recordOf((await world.life()).owner, shot.jobKey).attempts).toEqual(said);
      }
    });

    test('while the service knows it there is nothing to decide, nor before it was asked', async () => {
      const { world, owner } = await uncertain();
      await owner.resolve(shot.jobKey, { decision: 'attach', requestId: 'req-1' });
      const refusal = await refusalOf(owner.resolve(shot.jobKey, { decision: 'send_again' }));
      expect(refusal).toMatchObject({ httpStatus: 409, code: 'nothing-to-decide' });
      await world.clock.advance(1_500);
      expect(presentAttempt(recordOf(owner, shot.jobKey))).not.toHaveProperty('notFound');
      await refusalOf(owner.resolve(shot.jobKey, { decision: 'not_sent' }));
    });

    test('one that the service gave itself was sent: that cannot be denied, but another attempt can be chosen', async () => {
      const { world, owner } = await startedWith(() => {});
      world.service.script('status', ...Array.from({ length: 40 }, () => elsewhere));
      await world.clock.advance(120_000);
      expect(presentAttempt(recordOf(owner, shot.jobKey))).toMatchObject({ notFound: true });
      expect(recordOf(owner, shot.jobKey).waiting?.for).not.toBe('person');
      const refusal = await refusalOf(owner.resolve(shot.jobKey, { decision: 'not_sent' }));
      expect(refusal).toMatchObject({ httpStatus: 409, code: 'was-accepted' });
      await owner.resolve(shot.jobKey, { decision: 'send_again' });
      await world.clock.settle();
      expect(world.service.count('submit')).toBe(2);
    });
  });

  test('M4 one that the service gave stays known behind another that a person attached: that it was sent is never forgotten', async () => {
    const { world, owner, kill } = await startedWith(() => {});
    const unknown = Array.from({ length: 80 }, () => text(404, 'no such request'));
    world.service.script('status', ...unknown);
    await world.clock.advance(120_000);
    await owner.resolve(shot.jobKey, { decision: 'attach', requestId: 'mistyped' });
    await world.clock.advance(120_000);
    expect(presentAttempt(recordOf(owner, shot.jobKey))).toMatchObject({ requestId: 'mistyped', notFound: true });
    kill();
    const next = await world.life();
    await world.clock.advance(120_000);
    const refusal = await refusalOf(next.owner.resolve(shot.jobKey, { decision: 'not_sent' }));
    expect(refusal).toMatchObject({ httpStatus: 409, code: 'was-accepted' });
    expect(refusal.reason).toContain('req-1');
    expect(presentAttempt(recordOf(next.owner, shot.jobKey))).toMatchObject({ acceptedAs: 'req-1' });
    expect(world.service.count('submit')).toBe(1);
  });

  test('M4 a request id of another job is not attached', async () => {
    const { world, owner } = await uncertain();
    const other = order({ take: 2 });
    await owner.put(other.jobKey, other.order);
    await world.clock.settle();
    const refusal = await refusalOf(owner.resolve(shot.jobKey, { decision: 'attach', requestId: 'req-2' }));
    expect(refusal).toMatchObject({ code: 'request-taken', httpStatus: 409 });
  });
});

describe('M5 what an owner finds when it starts', () => {
  test('M5 M11 a claim is not sent until an agreed Run asks for it again', async () => {
    const { world, kill } = await startedWith((w) => {
      w.token = undefined;
    });
    kill();
    world.token = 'token-2';
    const { owner } = await world.life();
    await goOn(owner);
    await world.clock.advance(86_400_000);
    expect(world.service.received).toEqual([]);
    expect(statusOf(owner, shot.jobKey)).toBe('claimed');
    await owner.put(shot.jobKey, shot.order);
    await world.clock.runUntil(() => statusOf(owner, shot.jobKey) === 'succeeded');
    expect(world.service.count('submit')).toBe(1);
  });

  test('S12 S14 an entry that cannot be read is set aside; the other jobs load, and a claim of unknown fate is uncertain', async () => {
    const { world, owner, kill } = await startedWith(() => {});
    const other = order({ take: 2 });
    await owner.put(other.jobKey, other.order);
    await world.clock.runUntil(() => statusOf(owner, other.jobKey) === 'succeeded');
    kill();
    const at = world.journal.lines.findIndex((line) => line.includes('submitting') && line.includes(shot.jobKey));
    world.journal.lines[at] = world.journal.lines[at]?.replace('submitting', 'sub#itting') ?? '';
    const next = await world.life();
    expect(statusOf(next.owner, other.jobKey)).toBe('succeeded');
    await world.clock.settle();
    expect(statusOf(next.owner, shot.jobKey)).toBe('uncertain');
    expect(JSON.stringify(world.log)).toContain('journal_damaged');
    expect(world.service.count('submit')).toBe(2);
  });
});

describe('S14 M5 a damaged line', () => {
  /** One whose claim stands before the damage and one whose claim stands after it, neither sent. */
  async function damaged() {
    const world = createJobWorld();
    world.guard = '0/day';
    const later = order({ take: 2 });
    const first = await world.life();
    await first.owner.put(shot.jobKey, shot.order);
    world.journal.lines.push('{"torn in the mid');
    await first.owner.put(later.jobKey, later.order);
    first.kill();
    const { owner } = await world.life();
    await world.clock.settle();
    return { world, owner, later };
  }

  test('may have held the submitting of a claim before it, never that of a claim after it', async () => {
    const { owner, later } = await damaged();
    expect(statusOf(owner, shot.jobKey)).toBe('uncertain');
    expect(statusOf(owner, later.jobKey)).toBe('claimed');
  });

  test('is as old at every later start: a claim made since is a claim', async () => {
    const { world, owner } = await damaged();
    const third = order({ take: 3 });
    await owner.put(third.jobKey, third.order);
    const again = await world.life();
    await world.clock.settle();
    expect(statusOf(again.owner, third.jobKey)).toBe('claimed');
    world.journal.lines.push('###');
    const last = await world.life();
    await world.clock.settle();
    expect(statusOf(last.owner, third.jobKey)).toBe('uncertain');
  });

  /** A job whose claim, of some attempt, cannot be read any more. */
  async function claimLost(attempts: number) {
    const world = createJobWorld();
    for (let n = 1; n < attempts; n += 1) world.service.script('submit', text(400, 'no'));
    const { owner, kill } = await world.life();
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      await owner.put(shot.jobKey, { ...shot.order, attempt });
      const end = attempt < attempts ? 'rejected' : 'succeeded';
      await world.clock.runUntil(() => statusOf(owner, shot.jobKey) === end);
    }
    kill();
    const at = world.journal.lines.findLastIndex((line) => line.includes('"claimed"'));
    world.journal.lines[at] = world.journal.lines[at]?.slice(0, -20) ?? '';
    const next = await world.life();
    return { world, owner: next.owner };
  }

  test.each([1, 2])('that held the claim of attempt %i never lets that be bought twice', async (attempt) => {
    const { world, owner } = await claimLost(attempt);
    const submits = world.service.count('submit');
    await expect(owner.put(shot.jobKey, { ...shot.order, attempt })).rejects.toMatchObject({
      code: 'damaged-record',
      httpStatus: 409,
    });
    await world.clock.advance(60_000);
    expect(world.service.count('submit')).toBe(submits);
    const take2 = order({ take: 2 });
    await owner.put(take2.jobKey, take2.order);
    await world.clock.runUntil(() => statusOf(owner, take2.jobKey) === 'succeeded');
  });

  test('that tells of a job without saying of which counts for every claim before it', async () => {
    const world = createJobWorld();
    world.guard = '0/day';
    const { owner, kill } = await world.life();
    await owner.put(shot.jobKey, shot.order);
    kill();
    world.journal.lines.push(JSON.stringify({ kind: 'job', seq: 9, event: { type: 'submitting' } }));
    const next = await world.life();
    await world.clock.settle();
    expect(statusOf(next.owner, shot.jobKey)).toBe('uncertain');
  });
});

describe('M6 SEC13 one JobKey is bought once', () => {
  test('M6 U03 twenty orders at once are one job and one charge', async () => {
    const world = createJobWorld();
    const { owner } = await world.life();
    const records = await Promise.all(Array.from({ length: 20 }, () => owner.put(shot.jobKey, shot.order)));
    expect(new Set(records.map((record) => presentAttempt(record).claimedAt)).size).toBe(1);
    await world.clock.runUntil(() => statusOf(owner, shot.jobKey) === 'succeeded');
    await owner.put(shot.jobKey, shot.order);
    await world.clock.advance(600_000);
    expect(world.service.charged.length).toBe(1);
    expect(recordOf(owner, shot.jobKey).attempts.length).toBe(1);
  });

  test('M6 a second attempt of what lives or is made is refused with the reason', async () => {
    const { world, owner } = await startedWith(() => {});
    const next = order({ attempt: 2 });
    const alive = await refusalOf(owner.put(next.jobKey, next.order));
    expect(alive).toMatchObject({ httpStatus: 409, code: 'attempt-conflict' });
    expect(alive.reason).toContain('attempt 1');
    await world.clock.runUntil(() => statusOf(owner, shot.jobKey) === 'succeeded');
    expect((await refusalOf(owner.put(next.jobKey, next.order))).reason).toContain('has a result');
    const far = order({ attempt: 3 });
    expect(await refusalOf(owner.put(far.jobKey, far.order))).toMatchObject({ httpStatus: 409 });
    expect(world.service.charged.length).toBe(1);
  });

  test('M6 after an attempt that was refused, a new agreed attempt is sent, and twice at once is one', async () => {
    const { world, owner } = await startedWith((w) => w.service.script('submit', text(400, 'bad prompt')));
    expect(presentAttempt(recordOf(owner, shot.jobKey))).toMatchObject({
      status: 'rejected',
      failure: { message: 'bad prompt' },
    });
    await owner.put(shot.jobKey, shot.order);
    await world.clock.advance(60_000);
    expect(world.service.count('submit')).toBe(1);
    const next = order({ attempt: 2 });
    await Promise.all([owner.put(next.jobKey, next.order), owner.put(next.jobKey, next.order)]);
    await world.clock.runUntil(() => statusOf(owner, shot.jobKey) === 'succeeded');
    expect(world.service.count('submit')).toBe(2);
    expect(recordOf(owner, shot.jobKey).attempts).toMatchObject([
      { status: 'rejected' },
      { status: 'succeeded', n: 2 },
    ]);
  });

  test('M6 another take is another job', async () => {
    const { world, owner } = await startedWith(() => {});
    const second = order({ take: 2 });
    await owner.put(second.jobKey, second.order);
    await world.clock.runUntil(() => statusOf(owner, second.jobKey) === 'succeeded');
    expect(world.service.charged.length).toBe(2);
  });

  test('SEC13 a key that is not the hash of its order, and a service that is not configured, are refused with 422', async () => {
    const world = createJobWorld();
    const { owner } = await world.life();
    const wrong = await refusalOf(owner.put(order({ take: 2 }).jobKey, shot.order));
    expect(wrong).toMatchObject({ httpStatus: 422, code: 'key-mismatch' });
    const elsewhere = order({ service: 'https://evil.example' });
    const foreign = await refusalOf(owner.put(elsewhere.jobKey, elsewhere.order));
    expect(foreign).toMatchObject({ httpStatus: 422, code: 'unknown-service' });
    expect(world.journal.lines).toEqual([]);
  });

  test('M13 the same inputs in the sandbox are another job, and never touch the paid service', async () => {
    const world = createJobWorld();
    const { owner } = await world.life();
    const rehearsal = order({ service: 'sandbox' });
    expect(rehearsal.jobKey).not.toBe(shot.jobKey);
    await owner.put(rehearsal.jobKey, rehearsal.order);
    await world.clock.runUntil(() => statusOf(owner, rehearsal.jobKey) === 'succeeded');
    expect(world.service.received).toEqual([]);
    expect(owner.known([shot.jobKey]).jobs).toEqual([]);
  });
});

describe('answers that stop every submit of a service', () => {
  const other = order({ take: 2 });

  test('H02 U01 U02 401: back to claimed, no POST until another token and a person’s Continue; polls resume by themselves', async () => {
    const world = createJobWorld();
    const { owner } = await world.life();
    const running = order({ take: 3 });
    await owner.put(running.jobKey, running.order);
    await world.clock.settle();
    const refuse = () => (world.token === 'token-1' ? text(401, 'bad token') : undefined);
    world.service.script('submit', text(401, 'bad token'));
    world.service.script('status', ...Array.from({ length: 3 }, () => refuse() ?? text(500, '')));
    await Promise.all([owner.put(shot.jobKey, shot.order), owner.put(other.jobKey, other.order)]);
    await world.clock.advance(3_600_000);
    expect(world.service.count('submit')).toBe(2);
    for (const { jobKey } of [shot, other]) {
      expect(recordOf(owner, jobKey)).toMatchObject({
        waiting: { for: 'token' },
        attempts: [{ status: 'claimed', n: 1 }],
      });
    }
    expect(await refusalOf(goOn(owner))).toMatchObject({
      httpStatus: 409,
      code: 'token-unchanged',
    });
    world.token = 'token-2';
    await world.clock.advance(60_000);
    expect(statusOf(owner, running.jobKey)).toBe('succeeded');
    expect(world.service.count('submit')).toBe(2);
    await goOn(owner);
    await world.clock.runUntil(() => [shot, other].every(({ jobKey }) => statusOf(owner, jobKey) === 'succeeded'));
    expect(world.service.count('submit')).toBe(4);
    expect(JSON.stringify([world.log, world.journal.lines, owner.changes(0)])).not.toMatch(/token-[12]/);
  });

  test('H02 a poll that is refused resumes within seconds of a new token', async () => {
    const { world, owner } = await startedWith((w) => {
      w.service.queuedMs = 0;
      const status = () => (w.token === 'token-1' ? text(401, '') : json(200, { status: 'completed' }));
      w.service.script('status', ...Array.from({ length: 200 }, () => status));
    });
    await world.clock.advance(1_800_000);
    expect(recordOf(owner, shot.jobKey)).toMatchObject({
      waiting: { for: 'token' },
      attempts: [{ status: 'in_queue' }],
    });
    world.token = 'token-2';
    await world.clock.advance(4_000);
    expect(statusOf(owner, shot.jobKey)).toBe('succeeded');
    expect(world.service.count('submit')).toBe(1);
  });

  test('H03 402: back to claimed, and no other job is sent until Continue, also after a restart', async () => {
    const { world, owner, kill } = await startedWith((w) => w.service.script('submit', text(402, 'no balance')));
    await owner.put(other.jobKey, other.order);
    await world.clock.advance(3_600_000);
    expect(world.service.count('submit')).toBe(1);
    expect(recordOf(owner, other.jobKey)).toMatchObject({ waiting: { for: 'credit', reason: 'no balance' } });
    kill();
    const next = await world.life();
    await next.owner.put(other.jobKey, other.order);
    await world.clock.advance(3_600_000);
    expect(world.service.count('submit')).toBe(1);
    await goOn(next.owner);
    await world.clock.runUntil(() => statusOf(next.owner, other.jobKey) === 'succeeded');
    expect(statusOf(next.owner, shot.jobKey)).toBe('claimed');
    expect(world.service.charged.length).toBe(1);
  });

  test('without a token nothing is sent and the job waits for one; rehearsal goes on', async () => {
    const { world, owner } = await startedWith((w) => {
      w.token = undefined;
    });
    const rehearsal = order({ service: 'sandbox' });
    await owner.put(rehearsal.jobKey, rehearsal.order);
    await world.clock.runUntil(() => statusOf(owner, rehearsal.jobKey) === 'succeeded');
    expect(recordOf(owner, shot.jobKey)).toMatchObject({
      waiting: { for: 'token' },
      attempts: [{ status: 'claimed' }],
    });
    expect(await refusalOf(goOn(owner))).toMatchObject({ code: 'no-token' });
    expect(world.service.received).toEqual([]);
  });
});

describe('M14 SEC12 the spend guard', () => {
  const orders = Array.from({ length: 5 }, (_, n) => order({ take: n + 1 }));

  async function burst() {
    const world = createJobWorld();
    world.guard = '3/min,300/day';
    const { owner, kill } = await world.life();
    const began = world.clock.now();
    await Promise.all(orders.map(({ jobKey, order: wanted }) => owner.put(jobKey, wanted)));
    await world.clock.advance(30_000);
    const waiting = () => orders.filter(({ jobKey }) => recordOf(owner, jobKey).waiting?.for === 'person');
    return { world, owner, kill, began, waiting };
  }

  test('a burst stops at the limit until a person continues', async () => {
    const { world, owner, waiting } = await burst();
    expect(world.service.count('submit')).toBe(3);
    expect(waiting().length).toBe(2);
    await goOn(owner, true);
    await world.clock.settle();
    expect(world.service.count('submit')).toBe(5);
  });

  test('B12 a person lifts it also after the clock was set back, and after a restart it counts from there', async () => {
    const { world, owner, kill } = await burst();
    world.clock.jump(-3_600_000);
    await goOn(owner, true);
    await world.clock.settle();
    expect(world.service.count('submit')).toBe(5);
    kill();
    const next = await world.life();
    const more = [6, 7].map((take) => order({ take }));
    for (const { jobKey, order: wanted } of more) await next.owner.put(jobKey, wanted);
    await world.clock.advance(1_000);
    expect(world.service.count('submit')).toBe(6);
  });

  test('it ends by itself when its window has passed, says when, and lets no more than its number through', async () => {
    const { world, owner, began, waiting } = await burst();
    const [held] = waiting();
    expect(recordOf(owner, held?.jobKey ?? '').waiting).toMatchObject({ for: 'person', until: began + 60_000 });
    await world.clock.advance(29_000);
    expect(world.service.count('submit')).toBe(3);
    const more = [6, 7].map((take) => order({ take }));
    for (const { jobKey, order: wanted } of more) await owner.put(jobKey, wanted);
    await world.clock.advance(5_000);
    expect(world.service.count('submit')).toBe(6);
    await world.clock.advance(120_000);
    expect(world.service.count('submit')).toBe(7);
  });

  test('a Continue after token or credit never lifts it, also after a restart', async () => {
    const { world, owner, kill, waiting } = await burst();
    await goOn(owner);
    await world.clock.advance(5_000);
    expect(world.service.count('submit')).toBe(3);
    expect(waiting().length).toBe(2);
    kill();
    const next = await world.life();
    await goOn(next.owner);
    for (const { jobKey, order: wanted } of orders) await next.owner.put(jobKey, wanted);
    await goOn(next.owner);
    await world.clock.advance(5_000);
    expect(world.service.count('submit')).toBe(3);
  });

  test('a person who lifts it while no job waits because of it lifts nothing', async () => {
    const { world, owner, waiting } = await burst();
    for (const { jobKey } of waiting()) await owner.cancel(jobKey);
    await goOn(owner, true);
    const later = order({ take: 9 });
    await owner.put(later.jobKey, later.order);
    await world.clock.advance(5_000);
    expect(world.service.count('submit')).toBe(3);
  });

  test('what was sent before a restart counts, and rehearsals do not', async () => {
    const world = createJobWorld();
    world.guard = '2/day';
    const first = await world.life();
    for (const { jobKey, order: wanted } of orders.slice(0, 2)) await first.owner.put(jobKey, wanted);
    await world.clock.settle();
    first.kill();
    const { owner } = await world.life();
    const third = orders[2] ?? shot;
    await owner.put(third.jobKey, third.order);
    for (let take = 1; take < 5; take += 1) {
      const rehearsal = order({ service: 'sandbox', take });
      await owner.put(rehearsal.jobKey, rehearsal.order);
    }
    await world.clock.advance(600_000);
    expect(world.service.count('submit')).toBe(2);
    expect(recordOf(owner, third.jobKey).waiting).toMatchObject({ for: 'person' });
    expect(world.sandbox.count('submit')).toBe(4);
  });

  test('what created nothing does not count', async () => {
    const world = createJobWorld();
    world.guard = '1/day';
    world.service.script('submit', { kind: 'not_sent', reason: 'x' }, text(429, ''), text(429, ''));
    const { owner } = await world.life();
    await owner.put(shot.jobKey, shot.order);
    await world.clock.runUntil(() => statusOf(owner, shot.jobKey) === 'succeeded');
    expect(world.service.charged.length).toBe(1);
  });
});

describe('the moved model id', () => {
  test('H05 is sent after consent, recorded, and changes no key', async () => {
    const { world, owner, kill } = await startedWith((w) => {
      w.service.script('submit', json(404, { error_code: 404001, error_message: 'no such model' }));
    });
    expect(presentAttempt(recordOf(owner, shot.jobKey))).toMatchObject({
      status: 'rejected',
      failure: { code: 'model-not-found', message: expect.stringContaining(`${live}/v1/models/${model}`) as string },
    });
    await owner.saveSettings({ acceptedModels: { [model]: 'bytedance/seedance-2.0/pro' }, inlineMedia: false });
    kill();
    const next = await world.life();
    expect(next.owner.settings().acceptedModels).toEqual({ [model]: 'bytedance/seedance-2.0/pro' });
    const second = order({ attempt: 2 });
    await next.owner.put(second.jobKey, second.order);
    await world.clock.runUntil(() => statusOf(next.owner, shot.jobKey) === 'succeeded');
    expect(world.service.of('submit').map(({ request }) => request.url.split('/models/')[1])).toEqual([
      model,
      'bytedance/seedance-2.0/pro',
    ]);
    expect(recordOf(next.owner, shot.jobKey)).toMatchObject({ model, sentModel: 'bytedance/seedance-2.0/pro' });
  });
});

test('SEC07 a model id that could leave its path is never sent, as written or as accepted', async () => {
  const { world, owner } = await startedWith(() => {});
  const odd = order({ model: 'bytedance/../requests' });
  await owner.put(odd.jobKey, odd.order);
  await world.clock.settle();
  expect(statusOf(owner, odd.jobKey)).toBe('rejected');
  expect(world.service.count('submit')).toBe(1);
  const settings = { acceptedModels: { [model]: '../../evil' }, inlineMedia: true };
  expect(await refusalOf(owner.saveSettings(settings))).toMatchObject({ code: 'not-a-model', httpStatus: 422 });
  expect(owner.settings().inlineMedia).toBe(false);
});

test('M2 a journal that fails in a way nobody knows is a disk that refused', async () => {
  const { world, owner } = await startedWith((w) => {
    w.journal.before = (entry) => {
      if (JSON.stringify(entry).includes('"accepted"')) throw new TypeError('bug in the journal');
    };
  });
  await world.clock.advance(60_000);
  expect(recordOf(owner, shot.jobKey)).toMatchObject({ waiting: { for: 'storage', reason: 'bug in the journal' } });
  world.journal.before = undefined;
  await world.clock.runUntil(() => statusOf(owner, shot.jobKey) === 'succeeded');
  expect(world.service.count('submit')).toBe(1);
});
