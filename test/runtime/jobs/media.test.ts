import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/graph/json.ts';
import type { MediaRef } from '../../../src/graph/media-ref.ts';
import { dataUrl } from '../../../src/runtime/jobs/data-url.ts';
import type { MediumTravel } from '../../../src/runtime/wire/job-record.ts';
import { text } from '../../fakes/fake-service.ts';
import { createJobWorld, order, statusOf, type JobWorld } from '../../fakes/job-world.ts';

const first = order({ take: 7 });
const mebibyte = 1024 * 1024;

function withMedia(
  refs: readonly MediaRef[],
  change: Partial<Parameters<typeof order>[0]> = {},
  media: MediumTravel[] = [],
) {
  const videos = refs.map((ref) => ({ $ref: ref }));
  return order({ request: { prompt: 'on', videos, duration: 5 } as never, media, ...change });
}

async function agreedWorld(inlineMedia: boolean) {
  const world = createJobWorld();
  const { owner } = await world.life();
  await owner.saveSettings({ acceptedModels: {}, inlineMedia });
  return { world, owner };
}

function bodies(world: JobWorld): JsonObject[] {
  return world.service.of('submit').map(({ request }) => JSON.parse(request.body ?? '') as JsonObject);
}

describe('how a medium reaches a live service', () => {
  test('a typed public address goes as it is', async () => {
    const { world, owner } = await agreedWorld(false);
    const shot = withMedia([{ url: 'https://example.org/a.mp4' }]);
    await owner.put(shot.jobKey, shot.order);
    await world.clock.settle();
    expect(bodies(world)).toEqual([{ prompt: 'on', videos: ['https://example.org/a.mp4'], duration: 5 }]);
  });

  test.each(['http://example.org/a.mp4', 'file:///a.mp4', 'https://me:pw@example.org/a.mp4', 'a.mp4'])(
    'the typed address %s is refused before any claim',
    async (url) => {
      const { world, owner } = await agreedWorld(true);
      const shot = withMedia([{ url }]);
      await expect(owner.put(shot.jobKey, shot.order)).rejects.toMatchObject({
        httpStatus: 422,
        code: 'needs-public-url',
      });
      expect(owner.known([shot.jobKey]).jobs).toEqual([]);
      expect(world.service.received).toEqual([]);
    },
  );

  test('the clip of an earlier job goes by its address, read again when it is older than half an hour', async () => {
    const { world, owner } = await agreedWorld(false);
    await owner.put(first.jobKey, first.order);
    await world.clock.runUntil(() => statusOf(owner, first.jobKey) === 'succeeded');
    const ref = { jobKey: first.jobKey, kind: 'video', n: 0 } as const;
    const shots = [1, 2].map((take) => withMedia([ref], { take }));
    const results = world.service.count('result');
    for (const [n, { jobKey, order: wanted }] of shots.entries()) {
      if (n === 1) await world.clock.advance(31 * 60_000);
      await owner.put(jobKey, wanted);
      await world.clock.settle();
      expect(bodies(world).at(-1)).toMatchObject({ videos: ['https://files.runcomfy.net/req-1.mp4'] });
    }
    expect(world.service.of('result').filter(({ requestId }) => requestId === 'req-1').length).toBe(results + 1);
  });

  test('an earlier clip whose result is gone goes inline after consent, and otherwise the job is refused, unsent', async () => {
    for (const inlineMedia of [true, false]) {
      const { world, owner } = await agreedWorld(inlineMedia);
      await owner.put(first.jobKey, first.order);
      await world.clock.runUntil(() => statusOf(owner, first.jobKey) === 'succeeded');
      await world.clock.advance(31 * 60_000);
      world.service.script('result', text(404, 'expired'));
      const shot = withMedia([{ jobKey: first.jobKey, kind: 'video', n: 0 }]);
      await owner.put(shot.jobKey, shot.order);
      await world.clock.settle();
      expect(statusOf(owner, shot.jobKey)).toBe(inlineMedia ? 'in_queue' : 'rejected');
      expect(world.service.count('submit')).toBe(inlineMedia ? 2 : 1);
      if (inlineMedia) expect(JSON.stringify(bodies(world)[1])).toContain('data:video/mp4;base64,');
    }
  });

  test('a job that is not there yet refuses before any claim', async () => {
    const { owner } = await agreedWorld(true);
    const shot = withMedia([{ jobKey: first.jobKey, kind: 'video', n: 0 }]);
    await expect(owner.put(shot.jobKey, shot.order)).rejects.toMatchObject({ code: 'missing-input', httpStatus: 422 });
    expect(owner.known([shot.jobKey]).jobs).toEqual([]);
  });

  test('local bytes go inline only after consent, and stand in the record as their SHA-256', async () => {
    const picture = new Uint8Array(100_000).map((_, n) => n % 251);
    for (const inlineMedia of [false, true]) {
      const { world, owner } = await agreedWorld(inlineMedia);
      const sha256 = world.bytes.keep(picture, 'image/png');
      const shot = withMedia([{ sha256 }]);
      const put = owner.put(shot.jobKey, shot.order);
      if (!inlineMedia) {
        await expect(put).rejects.toMatchObject({
          code: 'needs-public-url',
          remedy: expect.stringContaining('inline') as string,
        });
        continue;
      }
      await put;
      await world.clock.settle();
      const sent = bodies(world)[0]?.videos as string[];
      expect(sent).toEqual([`data:image/png;base64,${Buffer.from(picture).toString('base64')}`]);
      const frozen = world.journal.lines.find((line) => line.includes('"submitting"')) ?? '';
      expect(frozen).toContain(sha256);
      expect(frozen.length).toBeLessThan(2_000);
    }
  });

  test('the result of a local operation goes by the bytes that were handed over', async () => {
    const { world, owner } = await agreedWorld(true);
    const sha256 = world.bytes.keep(Uint8Array.of(1, 2, 3), 'image/png');
    const ref: MediaRef = {
      op: 'frame',
      version: 1,
      params: { at: 'last' },
      of: [{ url: 'https://example.org/a.mp4' }],
    };
    const reordered = { of: ref.of, params: ref.params, version: 1, op: 'frame' };
    const shot = withMedia([ref], {}, [{ ref: reordered, travels: 'inline', sha256 }]);
    await owner.put(shot.jobKey, shot.order);
    await world.clock.settle();
    expect(bodies(world)[0]).toMatchObject({ videos: ['data:image/png;base64,AQID'] });
    const bare = withMedia([ref], { take: 2 });
    await expect(owner.put(bare.jobKey, bare.order)).rejects.toMatchObject({ code: 'missing-file' });
  });

  test.each([
    ['image/png', 6],
    ['video/mp4', 32],
    ['audio/wav', 16],
  ])('%s of more than %i MiB is refused before any claim', async (mediaType, mebibytes) => {
    const { world, owner } = await agreedWorld(true);
    for (const [extra, refused] of [
      [0, false],
      [1, true],
    ] as const) {
      const sha256 = 'ab'.repeat(31) + (refused ? '01' : '00');
      world.bytes.files.set(sha256, { bytes: new Uint8Array(mebibytes * mebibyte + extra), mediaType });
      const shot = withMedia([{ sha256 }]);
      const put = owner.put(shot.jobKey, shot.order);
      if (refused) await expect(put).rejects.toMatchObject({ code: 'needs-public-url', httpStatus: 422 });
      else await put;
      expect(owner.known([shot.jobKey]).jobs.length).toBe(refused ? 0 : 1);
    }
    await owner.stop();
  });

  test('more than 64 MiB together are refused, and so is what nobody has', async () => {
    const { world, owner } = await agreedWorld(true);
    const hashes = [0, 1, 2].map((n) => `${n}`.repeat(64));
    for (const sha256 of hashes)
      world.bytes.files.set(sha256, { bytes: new Uint8Array(22 * mebibyte), mediaType: 'video/mp4' });
    const shot = withMedia(hashes.map((sha256) => ({ sha256 })));
    await expect(owner.put(shot.jobKey, shot.order)).rejects.toMatchObject({ code: 'needs-public-url' });
    const missing = withMedia([{ sha256: 'f'.repeat(64) }]);
    await expect(owner.put(missing.jobKey, missing.order)).rejects.toMatchObject({
      code: 'missing-file',
      httpStatus: 422,
    });
    expect(owner.history({ offset: 0, limit: 10 }).total).toBe(0);
  });

  test('something that looks like a medium and is none is refused', async () => {
    const { owner } = await agreedWorld(true);
    const shot = order({ request: { images: [{ $ref: { path: '/etc/passwd' } }] } });
    await expect(owner.put(shot.jobKey, shot.order)).rejects.toMatchObject({ code: 'not-a-medium', httpStatus: 422 });
  });
});

test('the sandbox takes local bytes without consent, and clips of its own by their address', async () => {
  const { world, owner } = await agreedWorld(false);
  const sha256 = world.bytes.keep(Uint8Array.of(1, 2, 3), 'image/png');
  const earlier = order({ service: 'sandbox', take: 9 });
  await owner.put(earlier.jobKey, earlier.order);
  await world.clock.runUntil(() => statusOf(owner, earlier.jobKey) === 'succeeded');
  const shot = withMedia([{ sha256 }, { jobKey: earlier.jobKey, kind: 'video', n: 0 }], { service: 'sandbox' });
  await owner.put(shot.jobKey, shot.order);
  await world.clock.settle();
  const body = JSON.parse(world.sandbox.of('submit').at(-1)?.request.body ?? '') as JsonObject;
  expect(body.videos).toEqual(['data:image/png;base64,AQID', 'https://files.runcomfy.net/sandbox-1.mp4']);
});

test('M13 a rehearsed clip reaches a paid job only as bytes that a person agreed to send', async () => {
  for (const inlineMedia of [false, true]) {
    const { world, owner } = await agreedWorld(inlineMedia);
    const earlier = order({ service: 'sandbox', take: 9 });
    await owner.put(earlier.jobKey, earlier.order);
    await world.clock.runUntil(() => statusOf(owner, earlier.jobKey) === 'succeeded');
    const shot = withMedia([{ jobKey: earlier.jobKey, kind: 'video', n: 0 }]);
    const put = owner.put(shot.jobKey, shot.order);
    if (!inlineMedia) await expect(put).rejects.toMatchObject({ code: 'needs-public-url' });
    else await put;
    await world.clock.settle();
    expect(JSON.stringify(bodies(world))).not.toContain('files.runcomfy.net');
  }
});

test('a data: URL is base64 of all bytes, whatever their number', () => {
  for (const size of [0, 1, 2, 3, 24_575, 24_576, 24_577, 100_001]) {
    const bytes = new Uint8Array(size).map((_, n) => (n * 7) % 256);
    expect(dataUrl(bytes, 'image/png')).toBe(`data:image/png;base64,${Buffer.from(bytes).toString('base64')}`);
  }
});
