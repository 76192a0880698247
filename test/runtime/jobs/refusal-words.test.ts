import { describe, expect, test } from 'vitest';
import { type JobOwner, StorageError } from '../../../src/runtime/jobs/ports.ts';
import { maxRates } from '../../../src/runtime/wire/messages.ts';
import type { Attempt } from '../../../src/runtime/wire/job-record.ts';
import { json, text } from '../../fakes/fake-service.ts';
import { createJobWorld, type JobWorld, live, order, startedWith, statusOf } from '../../fakes/job-world.ts';
import { noRoom } from '../../fakes/memory-journal.ts';

const shot = order();
const nobody = '0'.repeat(64);

/** An owner whose job stands so. */
async function standing(status: Attempt['status'], prepare: (world: JobWorld) => void = () => {}) {
  const started = await startedWith(prepare);
  await started.world.clock.runUntil(() => statusOf(started.owner, shot.jobKey) === status);
  return started;
}

type Asked = (owner: JobOwner) => Promise<unknown>;
/** What somebody is told whose order is refused. */
type Told = { code: string; reason: string; remedy: string; httpStatus: number };
const told = (httpStatus: number, code: string, reason: string, remedy: string): Told => ({
  code,
  reason,
  remedy,
  httpStatus,
});
const cancel: Asked = (owner) => owner.cancel(shot.jobKey, 1);
const decide =
  (decision: 'not_sent' | 'send_again' | 'attach'): Asked =>
  (owner) =>
    owner.resolve(
      shot.jobKey,
      decision === 'attach' ? { decision, requestId: 'req-9', attempt: 1 } : { decision, attempt: 1 },
    );
const goOnWith =
  (service: string): Asked =>
  (owner) =>
    owner.continueService(service, { spendGuard: false, jobs: [{ jobKey: shot.jobKey, attempt: 1 }] });
const lost = (world: JobWorld) => world.service.script('submit', text(502, 'bad gateway'));
const unknown = (world: JobWorld) =>
  world.service.script('status', ...Array.from({ length: 80 }, () => text(404, 'no such request')));

describe('who asks about a job that is not there is told so', () => {
  const noJob = told(404, 'unknown-job', 'There is no such job.', 'Look at the jobs again.');
  test.each<[string, Asked]>([
    ['cancel', (owner) => owner.cancel(nobody)],
    ['decide', (owner) => owner.resolve(nobody, { decision: 'send_again' })],
    ['stop watching', (owner) => owner.setWatched(nobody, false)],
    ['look again', (owner) => owner.lookAgain(nobody)],
  ])('%s', async (_, ask) => {
    const { owner } = await createJobWorld().life();
    await expect(ask(owner)).rejects.toMatchObject(noJob);
  });
});

describe('U07 a wish to cancel that comes too late is told why', () => {
  const nothing = (reason: string) => told(409, 'not-cancellable', reason, 'There is nothing to cancel.');
  test.each<[Attempt['status'], string, (world: JobWorld) => void]>([
    ['downloading', 'It is made already and is being downloaded.', (world) => (world.bytes.refuses = noRoom)],
    ['succeeded', 'It is made already.', () => {}],
    ['uncertain', 'Whether it was sent is unknown: decide that first.', lost],
    ['rejected', 'It has ended already.', (world) => world.service.script('submit', text(422, 'no'))],
    [
      'failed',
      'It has ended already.',
      (world) => {
        world.service.script('status', json(200, { status: 'completed' }));
        world.service.script('result', json(200, { status: 'failed', error: 'no' }));
      },
    ],
  ])('%s', async (status, reason, prepare) => {
    const { owner } = await standing(status, prepare);
    await expect(cancel(owner)).rejects.toMatchObject(nothing(reason));
  });
});

test('U07 a wish to cancel twice is one', async () => {
  const { world, owner } = await startedWith(({ service }) => {
    service.queuedMs = 3_600_000;
    service.script('cancel', () => new Promise(() => {}));
  });
  await cancel(owner);
  await world.clock.settle();
  const lines = world.journal.lines.length;
  expect(await cancel(owner)).toMatchObject({ attempts: [{ status: 'cancelling' }] });
  expect(world.journal.lines).toHaveLength(lines);
  expect(world.service.count('cancel')).toBe(1);
  const over = await standing('cancelled', ({ service }) =>
    service.script('status', json(200, { status: 'cancelled' })),
  );
  const before = over.world.journal.lines.length;
  expect(await cancel(over.owner)).toMatchObject({ attempts: [{ status: 'cancelled' }] });
  expect(over.world.journal.lines).toHaveLength(before);
});

describe('M4 a decision that cannot be made is told why', () => {
  test('about a job that is not in doubt', async () => {
    const { owner } = await standing('succeeded');
    for (const decision of ['not_sent', 'send_again', 'attach'] as const)
      await expect(decide(decision)(owner)).rejects.toMatchObject(
        told(409, 'nothing-to-decide', 'The job is succeeded: there is nothing to decide.', 'Look at it again.'),
      );
  });

  test('that it was not sent, about what the service accepted', async () => {
    const { world, owner } = await startedWith(unknown);
    await world.clock.advance(120_000);
    await expect(decide('not_sent')(owner)).rejects.toMatchObject(
      told(
        409,
        'was-accepted',
        'RunComfy accepted this as request req-1: it was sent.',
        'Wait, attach another id, or send again, which may charge twice.',
      ),
    );
  });

  test('that it was not sent, about a record that is damaged', async () => {
    const { world, owner: before, kill } = await standing('uncertain', lost);
    lost(world);
    await decide('send_again')(before);
    await world.clock.settle();
    kill();
    const at = world.journal.lines.findIndex((line) => line.includes('"sent_again"'));
    world.journal.lines[at] = '{"torn';
    const { owner } = await world.life();
    await world.clock.settle();
    await expect(decide('not_sent')(owner)).rejects.toMatchObject(
      told(
        409,
        'damaged-record',
        'The record of this job is damaged: it may have been sent, or sent again.',
        'Attach its request id, or send again, which may charge twice.',
      ),
    );
  });

  test('with a request id that is another job’s', async () => {
    const { world, owner } = await standing('succeeded');
    const other = order({ take: 2 });
    lost(world);
    await owner.put(other.jobKey, other.order);
    await world.clock.runUntil(() => statusOf(owner, other.jobKey) === 'uncertain');
    const attach = owner.resolve(other.jobKey, { decision: 'attach', requestId: 'req-1', attempt: 1 });
    await expect(attach).rejects.toMatchObject(
      told(
        409,
        'request-taken',
        'That request id belongs to another job already.',
        'Look up the id that RunComfy shows for this one.',
      ),
    );
  });
});

describe('M14 a Continue that lets nothing go is told why', () => {
  test('a service that is not here', async () => {
    const { owner } = await createJobWorld().life();
    await expect(goOnWith('https://elsewhere.example')(owner)).rejects.toMatchObject(
      told(422, 'unknown-service', 'There is no such service here.', 'Continue a service that exists.'),
    );
  });

  test('H02 no token yet, or the one that was refused', async () => {
    const { world, owner } = await startedWith((w) => {
      w.token = undefined;
      w.service.script('submit', text(401, 'who?'));
    });
    await expect(goOnWith(live)(owner)).rejects.toMatchObject(
      told(409, 'no-token', 'There is still no token.', 'Log in first: shotgraph login.'),
    );
    world.token = 'token-2';
    await goOnWith(live)(owner);
    await world.clock.settle();
    await expect(goOnWith(live)(owner)).rejects.toMatchObject(
      told(
        409,
        'token-unchanged',
        'The token is the one that the service refused.',
        'Log in with another one first: shotgraph login.',
      ),
    );
    expect(world.service.charged).toEqual([]);
  });
});

describe('an order that leads to no claim is told why', () => {
  test('a service that is not here', async () => {
    const { owner } = await createJobWorld().life();
    const elsewhere = order({ service: 'https://elsewhere.example' });
    await expect(owner.put(elsewhere.jobKey, elsewhere.order)).rejects.toMatchObject(
      told(
        422,
        'unknown-service',
        'No job can go to https://elsewhere.example from here.',
        'Choose a configured service.',
      ),
    );
  });

  test('something that looks like a medium and is none', async () => {
    const { owner } = await createJobWorld().life();
    const strange = order({ request: { images: [{ $ref: { path: '/etc/passwd' } }] } });
    await expect(owner.put(strange.jobKey, strange.order)).rejects.toMatchObject({
      code: 'not-a-medium',
      remedy: 'Reload the page: it may be older than the gateway.',
    });
  });

  test('a medium that is not here, or media that are too large together', async () => {
    const { owner, world } = await standing('succeeded');
    await owner.saveSettings({ inlineMedia: true });
    const withMedia = (...hashes: readonly string[]) =>
      order({ request: { videos: hashes.map((sha256) => ({ $ref: { sha256 } })) } as never });
    const missing = withMedia('f'.repeat(64));
    await expect(owner.put(missing.jobKey, missing.order)).rejects.toMatchObject(
      told(
        422,
        'missing-file',
        'The bytes of a local medium (SHA-256 ffffffffffff…) are not here.',
        'Pick the file again.',
      ),
    );
    const hashes = ['1', '2', '3'].map((digit) => digit.repeat(64));
    for (const sha256 of hashes)
      world.bytes.files.set(sha256, { bytes: new Uint8Array(22 * 1024 * 1024), mediaType: 'video/mp4' });
    const large = withMedia(...hashes);
    await expect(owner.put(large.jobKey, large.order)).rejects.toMatchObject({
      code: 'needs-public-url',
      reason: 'All inline media together are larger than the 64 MiB that can be sent.',
    });
  });

  test('S14 a folder that cannot be written to', async () => {
    const world = createJobWorld();
    const { owner } = await world.life();
    world.journal.refuses = new StorageError('read_only', 'The folder cannot be written to.');
    await expect(owner.put(shot.jobKey, shot.order)).rejects.toMatchObject({
      code: 'not-storable',
      httpStatus: 507,
      reason: 'The folder cannot be written to.',
    });
  });

  test('S01 a disk without room', async () => {
    const world = createJobWorld();
    const { owner } = await world.life();
    world.journal.refuses = noRoom;
    await expect(owner.put(shot.jobKey, shot.order)).rejects.toMatchObject(
      told(
        507,
        'no-space',
        noRoom.message,
        'Nothing was sent. Make room in the data folder, or make it writable, and try again.',
      ),
    );
  });
});

describe('settings that cannot be kept are told why', () => {
  test('a model id that is none', async () => {
    const { owner } = await createJobWorld().life();
    for (const acceptedModels of [{ '../admin': 'a/b' }, { 'a/b': '../admin' }])
      await expect(owner.saveSettings({ acceptedModels })).rejects.toMatchObject(
        told(422, 'not-a-model', 'An accepted model is not a model id.', 'Choose the id that was offered.'),
      );
    expect(owner.settings().acceptedModels).toEqual({});
  });

  test('more rates than are kept', async () => {
    const { owner } = await createJobWorld().life();
    const rate = (n: number) => ({ model: `a/b${n}`, resolution: '480p', usdPerSecond: 1, at: 0 });
    const full = Array.from({ length: maxRates }, (_, n) => rate(n));
    expect((await owner.saveSettings({ rates: full })).rates).toHaveLength(maxRates);
    await expect(owner.saveSettings({ rates: [rate(maxRates)] })).rejects.toMatchObject(
      told(422, 'too-many-rates', `There are ${maxRates} rates already.`, 'Take one away that is not needed any more.'),
    );
  });
});

test('an owner that stops takes no order any more, and says so', async () => {
  const { owner } = await standing('succeeded');
  await owner.stop();
  const stopping = told(503, 'stopping', 'The owner of the jobs is stopping.', 'Start it again.');
  const asked: readonly Asked[] = [
    (one) => one.put(shot.jobKey, shot.order),
    cancel,
    decide('send_again'),
    (one) => one.setWatched(shot.jobKey, false),
    (one) => one.lookAgain(shot.jobKey),
    (one) => one.restore(shot.jobKey, 'video', 0),
    (one) => one.clear({ outputs: [], paid: false, used: false }),
    (one) => one.importJobs({ jobs: [] }),
    goOnWith(live),
    (one) => one.saveSettings({ inlineMedia: true }),
  ];
  for (const ask of asked) await expect(ask(owner)).rejects.toMatchObject(stopping);
});
