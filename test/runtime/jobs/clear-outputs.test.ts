import { describe, expect, test } from 'vitest';
import { StorageError } from '../../../src/runtime/jobs/ports.ts';
import { presentAttempt } from '../../../src/runtime/wire/job-record.ts';
import { clip } from '../../fakes/fake-downloads.ts';
import { json } from '../../fakes/fake-service.ts';
import { createJobWorld, type JobWorld, type Life, order, recordOf, statusOf } from '../../fakes/job-world.ts';
import { noRoom } from '../../fakes/memory-journal.ts';

const shot = order();
const rehearsal = order({ service: 'sandbox' });
const other = order({ service: 'sandbox', take: 2 });
const place = (jobKey: string) => ({ jobKey, kind: 'video' as const, n: 0 });
const hashOf = (life: Life, jobKey: string): string => {
  const attempt = presentAttempt(recordOf(life.owner, jobKey));
  return 'outputs' in attempt ? (attempt.outputs[0]?.sha256 ?? '') : '';
};

const clearedAt = (life: Life, jobKey: string): number | undefined => {
  const attempt = presentAttempt(recordOf(life.owner, jobKey));
  return 'outputs' in attempt ? attempt.outputs[0]?.cleared : undefined;
};

async function made(world: JobWorld, ...orders: readonly ReturnType<typeof order>[]): Promise<Life> {
  const life = await world.life();
  for (const one of orders) {
    await life.owner.put(one.jobKey, one.order);
    await world.clock.runUntil(() => statusOf(life.owner, one.jobKey) === 'succeeded');
  }
  return life;
}

describe('M8 files that a person deletes by hand', () => {
  test('S13 go, and their record stays with its request id and what it cost', async () => {
    const world = createJobWorld();
    const life = await made(world, rehearsal, shot);
    const [first] = life.owner.clips().filter(({ service }) => service === 'sandbox');
    expect(first).toMatchObject({ jobKey: rehearsal.jobKey, title: 'Shot 1', used: false, foreign: false });
    const hash = hashOf(life, rehearsal.jobKey);
    const gone = await life.owner.clear({ outputs: [place(rehearsal.jobKey)], paid: false, used: false });
    expect(gone).toEqual({ files: 1, bytes: first?.size });
    expect(world.bytes.files.has(hash)).toBe(false);
    expect(world.bytes.files.size).toBe(1);
    expect(presentAttempt(recordOf(life.owner, rehearsal.jobKey))).toMatchObject({
      status: 'succeeded',
      requestId: 'sandbox-1',
      outputs: [{ sha256: hash, cleared: world.clock.now() }],
    });
    expect(life.owner.clips().map(({ jobKey }) => jobKey)).toEqual([shot.jobKey]);
  });

  test('are fetched again by their request id when they are asked for, and nothing is submitted', async () => {
    const world = createJobWorld();
    const life = await made(world, shot);
    const hash = hashOf(life, shot.jobKey);
    await life.owner.clear({ outputs: [place(shot.jobKey)], paid: true, used: false });
    await life.owner.restore(shot.jobKey, 'video', 0);
    expect(world.bytes.files.has(hash)).toBe(true);
    expect(presentAttempt(recordOf(life.owner, shot.jobKey))).not.toMatchObject({
      outputs: [{ cleared: expect.anything() }],
    });
    expect(world.service.count('submit')).toBe(1);
    const next = await world.life();
    expect(recordOf(next.owner, shot.jobKey).attempts).toEqual(recordOf(life.owner, shot.jobKey).attempts);
  });

  test('stay when they were paid for and nobody agreed to that', async () => {
    const world = createJobWorld();
    const life = await made(world, shot);
    const wish = { outputs: [place(shot.jobKey)], paid: false, used: true };
    await expect(life.owner.clear(wish)).rejects.toMatchObject({
      code: 'paid-clips',
      httpStatus: 409,
      reason: '1 of these files is paid for. Nothing was deleted.',
      remedy: 'Agree to that, or leave them out.',
    });
    expect(world.bytes.files.size).toBe(1);
    expect(life.owner.clips()).toHaveLength(1);
  });

  test('are counted, and what happened is in the log', async () => {
    const world = createJobWorld();
    const two = order({ take: 3 });
    const life = await made(world, shot, two, rehearsal);
    const outputs = [shot, two, rehearsal].map(({ jobKey }) => place(jobKey));
    await expect(life.owner.clear({ outputs, paid: false, used: false })).rejects.toMatchObject({
      reason: '2 of these files are paid for. Nothing was deleted.',
    });
    const gone = await life.owner.clear({ outputs, paid: true, used: false });
    expect(gone.files).toBe(3);
    expect(world.log).toContainEqual({ event: 'cleared', ...gone });
  });

  test('stay when another job continues them or holds the same bytes, unless that was agreed to', async () => {
    const world = createJobWorld();
    const first = await made(world, rehearsal);
    const after = order({
      service: 'sandbox',
      request: { prompt: 'go on', duration: 5, videos: [{ $ref: { jobKey: rehearsal.jobKey, kind: 'video', n: 0 } }] },
      media: [{ ref: { jobKey: rehearsal.jobKey, kind: 'video', n: 0 }, travels: 'result' }],
    });
    await first.owner.put(after.jobKey, after.order);
    await world.clock.runUntil(() => statusOf(first.owner, after.jobKey) === 'succeeded');
    const outputs = [place(rehearsal.jobKey)];
    await expect(first.owner.clear({ outputs, paid: false, used: false })).rejects.toMatchObject({
      code: 'used-clips',
      reason: '1 of these files is used by other jobs. Nothing was deleted.',
      remedy: 'Agree to that, or leave them out.',
    });
    expect(await first.owner.clear({ outputs, paid: false, used: true })).toMatchObject({ files: 1 });
    expect(world.bytes.files.size).toBe(1);
  });

  test('are told of in every record that has the same bytes', async () => {
    const world = createJobWorld();
    world.downloads.otherwise = () => clip('the same for all');
    const life = await made(world, rehearsal, shot);
    const outputs = [place(rehearsal.jobKey)];
    // The rehearsed clip alone was chosen, and with it what was paid for would go.
    await expect(life.owner.clear({ outputs, paid: false, used: true })).rejects.toMatchObject({ code: 'paid-clips' });
    expect(world.bytes.files.size).toBe(1);
    await life.owner.clear({ outputs, paid: true, used: true });
    for (const { jobKey } of [rehearsal, shot])
      expect(presentAttempt(recordOf(life.owner, jobKey))).toMatchObject({
        outputs: [{ cleared: expect.any(Number) }],
      });
  });

  test('S14 stay on a disk that does not take the note of it', async () => {
    const world = createJobWorld();
    const life = await made(world, rehearsal);
    world.journal.refuses = new StorageError('read_only', 'The folder cannot be written to.');
    const wish = { outputs: [place(rehearsal.jobKey)], paid: false, used: false };
    await expect(life.owner.clear(wish)).rejects.toMatchObject({ httpStatus: 507 });
    expect(world.bytes.files.size).toBe(1);
    expect(clearedAt(life, rehearsal.jobKey)).toBeUndefined();
  });

  test('S01 go from a full disk too, on which not even the note of it has room', async () => {
    const world = createJobWorld();
    const life = await made(world, rehearsal);
    world.journal.before = () => {
      world.journal.refuses = world.bytes.files.size > 0 ? noRoom : undefined;
    };
    await life.owner.clear({ outputs: [place(rehearsal.jobKey)], paid: false, used: false });
    expect([world.bytes.files.size, clearedAt(life, rehearsal.jobKey)]).toEqual([0, world.clock.now()]);
  });

  test('are finished by the next owner, wherever this one was killed, and nothing goes that was not written down', async () => {
    const keys = [rehearsal.jobKey, other.jobKey];
    let killed = 0;
    for (let at = 0; ; at += 1) {
      for (const when of ['before', 'after'] as const) {
        const world = createJobWorld();
        await made(world, rehearsal, other, shot);
        const second = await world.life({ at: at + 1, when });
        const clearing = second.owner.clear({ outputs: keys.map(place), paid: false, used: false });
        await Promise.race([clearing, world.clock.settle()]);
        const third = await world.life();
        await world.clock.settle();
        const told = keys.map((jobKey) => clearedAt(third, jobKey) !== undefined);
        const there = keys.map((jobKey) => world.bytes.files.has(hashOf(third, jobKey)));
        expect(there, `${at} ${when}`).toEqual(told.map((gone) => !gone));
        expect(world.bytes.files.has(hashOf(third, shot.jobKey))).toBe(true);
        if (second.dead()) killed += 1;
        else {
          expect(told).toEqual([true, true]);
          // Two notes before, two files, two notes after, each before and after its effect.
          expect(killed).toBe(12);
          return;
        }
      }
    }
  });

  test('that were fetched again are no rest of the deletion for the next owner', async () => {
    const world = createJobWorld();
    const life = await made(world, shot);
    await life.owner.clear({ outputs: [place(shot.jobKey)], paid: true, used: false });
    await life.owner.restore(shot.jobKey, 'video', 0);
    await life.owner.stop();
    await world.life();
    await world.clock.settle();
    expect(world.bytes.files.size).toBe(1);
  });

  test('M8 never take equal bytes along that another job stores while they go', async () => {
    const world = createJobWorld();
    world.downloads.otherwise = () => clip('the same for all');
    const life = await made(world, rehearsal);
    let go: () => void = () => {};
    world.bytes.removing = () => new Promise<void>((resolve) => (go = resolve));
    const clearing = life.owner.clear({ outputs: [place(rehearsal.jobKey)], paid: false, used: false });
    await world.clock.settle();
    await life.owner.put(other.jobKey, other.order);
    await world.clock.advance(60_000);
    world.bytes.removing = undefined;
    go();
    await clearing;
    await world.clock.runUntil(() => statusOf(life.owner, other.jobKey) === 'succeeded');
    expect(world.bytes.files.has(hashOf(life, other.jobKey))).toBe(true);
    expect(world.sandbox.count('submit')).toBe(2);
  });

  test('M8 never take equal bytes along that have come for another job and stand in no record yet', async () => {
    const world = createJobWorld();
    world.downloads.otherwise = () => clip('the same for all');
    const life = await made(world, rehearsal);
    const hash = hashOf(life, rehearsal.jobKey);
    const output = { video: 'https://files.runcomfy.net/a.mp4', image: 'https://files.runcomfy.net/a.png' };
    world.sandbox.script('result', json(200, { request_id: 'sandbox-2', status: 'succeeded', output }));
    const { open } = world.downloads;
    let come: () => void = () => {};
    world.downloads.open = async (url) => {
      if (url.endsWith('.png')) await new Promise<void>((resolve) => (come = resolve));
      return url.endsWith('.png') ? clip('a picture', 'image/png') : open(url);
    };
    await life.owner.put(other.jobKey, other.order);
    await world.clock.runUntil(() => statusOf(life.owner, other.jobKey) === 'downloading');
    await world.clock.advance(1_000);
    await life.owner.clear({ outputs: [place(rehearsal.jobKey)], paid: false, used: true });
    expect(clearedAt(life, rehearsal.jobKey)).toBeDefined();
    come();
    await world.clock.runUntil(() => statusOf(life.owner, other.jobKey) === 'succeeded');
    expect(hashOf(life, other.jobKey)).toBe(hash);
    expect(world.bytes.files.has(hash)).toBe(true);
  });

  test('M8 lose their mark when a person put the file back by hand, and nothing is asked for it', async () => {
    const world = createJobWorld();
    const life = await made(world, shot);
    const [file] = world.bytes.files.values();
    await life.owner.clear({ outputs: [place(shot.jobKey)], paid: true, used: false });
    world.bytes.keep(file?.bytes ?? new Uint8Array(), 'video/mp4');
    const asked = world.service.received.length;
    await life.owner.restore(shot.jobKey, 'video', 0);
    expect(clearedAt(life, shot.jobKey)).toBeUndefined();
    expect(life.owner.clips()).toHaveLength(1);
    expect(world.service.received.length).toBe(asked);
  });

  test('M8 lose no mark of another file of the same job', async () => {
    const world = createJobWorld();
    const output = {
      videos: ['https://files.runcomfy.net/a.mp4', 'https://files.runcomfy.net/b.mp4'],
      image: 'https://files.runcomfy.net/a.png',
    };
    world.service.script('result', json(200, { request_id: 'req-1', status: 'succeeded', output }));
    world.downloads.otherwise = (url) => clip(url, url.endsWith('.png') ? 'image/png' : 'video/mp4');
    const life = await made(world, shot);
    const places = [
      place(shot.jobKey),
      { ...place(shot.jobKey), n: 1 },
      { ...place(shot.jobKey), kind: 'image' as const },
    ];
    const files = [...world.bytes.files.values()];
    await life.owner.clear({ outputs: places, paid: true, used: false });
    const second = files.find(({ bytes }) => new TextDecoder().decode(bytes).endsWith('b.mp4'));
    world.bytes.keep(second?.bytes ?? new Uint8Array(), 'video/mp4');
    const asked = world.service.received.length;
    await life.owner.restore(shot.jobKey, 'video', 1);
    const attempt = presentAttempt(recordOf(life.owner, shot.jobKey));
    const marked = 'outputs' in attempt ? attempt.outputs.map(({ cleared }) => cleared !== undefined) : [];
    expect(marked).toEqual([true, false, true]);
    expect(world.service.received.length).toBe(asked);
  });

  test('are written down with one sync of the disk, however many they are', async () => {
    const world = createJobWorld();
    const life = await made(world, rehearsal, other);
    let under = 0;
    const most: number[] = [];
    world.journal.before = () => void most.push((under += 1));
    world.journal.after = () => void (under -= 1);
    const outputs = [rehearsal, other].map(({ jobKey }) => place(jobKey));
    await life.owner.clear({ outputs, paid: false, used: false });
    expect(Math.max(...most)).toBe(2);
  });
});
