import { afterAll, describe, expect, it } from 'vitest';
import { posterOf } from '../../src/media/frame.ts';
import { joinClips } from '../../src/media/join-clips.ts';
import { MediaError } from '../../src/media/media-error.ts';
import { UnequalClipsError } from '../../src/media/unequal-clips-error.ts';
import { workerOperations } from '../../src/media/worker-operations.ts';
import redTone from './fixtures/red-tone.mp4?url';
import blueMute from './fixtures/blue-mute.mp4?url';
import tall from './fixtures/tall.mp4?url';

async function clip(name: string, url: string) {
  const answer = await fetch(url);
  return { name, bytes: new Uint8Array(await answer.arrayBuffer()) };
}

const red = await clip('SH010', redTone);
const blue = await clip('SH020', blueMute);
const green = await clip('SH030', tall);
const never = new AbortController().signal;

const workers: Worker[] = [];
const { join } = workerOperations(() => {
  const worker = new Worker(new URL('../../src/media/media-worker.ts', import.meta.url), { type: 'module' });
  workers.push(worker);
  return worker;
});
if (!join) throw new Error('The operations hold no join.');
afterAll(() => workers.forEach((worker) => worker.terminate()));

function once(target: EventTarget, type: string): Promise<Event> {
  return new Promise((resolve) => target.addEventListener(type, resolve, { once: true }));
}

/** Loads bytes into a video element; the caller removes it. */
async function loaded(bytes: Uint8Array<ArrayBuffer>) {
  const video = document.createElement('video');
  video.muted = true;
  video.preload = 'auto';
  video.src = URL.createObjectURL(new Blob([bytes], { type: 'video/mp4' }));
  document.body.append(video);
  await Promise.race([
    once(video, 'loadeddata'),
    once(video, 'error').then(() => Promise.reject(new Error(video.error?.message ?? 'The video does not load.'))),
  ]);
  return video;
}

/** The colour in the middle of a picture, 0 to 255 each. */
async function middle(picture: ImageBitmapSource): Promise<[number, number, number]> {
  const bitmap = await createImageBitmap(picture);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d');
  context?.drawImage(bitmap, 0, 0);
  const [r = 0, g = 0, b = 0] = context?.getImageData(bitmap.width >> 1, bitmap.height >> 1, 1, 1).data ?? [];
  return [r, g, b];
}

describe('joining in a worker', () => {
  it('gives a film that plays to its end and shows the clips in order', async () => {
    const film = await join.run([red, blue, red], {}, never);
    expect(film).toMatchObject({ mediaType: 'video/mp4', duration: 5.5 });
    const video = await loaded(film.bytes);
    expect(video.duration).toBeCloseTo(5.5, 2);
    expect([video.videoWidth, video.videoHeight]).toEqual([320, 180]);
    video.playbackRate = 8;
    const ended = once(video, 'ended');
    await video.play();
    await ended;
    expect(video.currentTime).toBeCloseTo(5.5, 1);
    for (const [time, channel] of [
      [1, 0],
      [2.6, 2],
      [4.5, 0],
    ] as const) {
      const seeked = once(video, 'seeked');
      video.currentTime = time;
      await seeked;
      const colour = await middle(video);
      expect([time, colour.indexOf(Math.max(...colour))]).toEqual([time, channel]);
    }
    video.remove();
  });

  it('gives sound where a clip has it and silence where it has none', async () => {
    const film = await join.run([blue, red], {}, never);
    const sound = await new OfflineAudioContext(2, 1, 48000).decodeAudioData(film.bytes.slice().buffer);
    expect(sound.duration).toBeCloseTo(3.5, 1);
    const samples = sound.getChannelData(0);
    const peak = (from: number, to: number) =>
      samples.subarray(from * 48000, to * 48000).reduce((largest, sample) => Math.max(largest, Math.abs(sample)), 0);
    expect(peak(0, 1.4)).toBeLessThan(0.0001);
    expect(peak(1.6, 3.4)).toBeGreaterThan(0.05);
  });

  it('gives the same bytes as without a worker', async () => {
    const film = await join.run([red, blue], {}, never);
    const here = await joinClips([red, blue]);
    expect(film.bytes.length).toBe(here.bytes.length);
    expect(film.bytes.every((byte, index) => byte === here.bytes[index])).toBe(true);
    expect(red.bytes.length).toBeGreaterThan(0);
  });

  it('names the clip that does not fit, across the threads', async () => {
    const error: unknown = await join.run([red, green], {}, never).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnequalClipsError);
    expect(error).toMatchObject({
      unequal: { clip: 'SH030', difference: 'is 180x320, the clip before it is 320x180' },
      problem: { code: 'unequal-clips', reason: 'SH030 is 180x320, the clip before it is 320x180.' },
    });
  });

  it('says which clip is broken, across the threads', async () => {
    const cut = { name: 'SH040', bytes: red.bytes.subarray(0, red.bytes.length - 100) };
    await expect(join.run([cut], {}, never)).rejects.toMatchObject({ name: 'MediaError', reason: 'clip-unreadable' });
    await expect(join.run([], {}, never)).rejects.toBeInstanceOf(MediaError);
  });

  it('stops when aborted, and does the next one', async () => {
    const controller = new AbortController();
    const work = join.run(
      Array.from({ length: 200 }, () => red),
      {},
      controller.signal,
    );
    const next = join.run([blue], {}, never);
    controller.abort();
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
    expect((await next).duration).toBe(1.5);
    expect(workers).toHaveLength(1);
  });
});

describe('posters', () => {
  const blob = (bytes: Uint8Array) => new Blob([bytes.slice()], { type: 'video/mp4' });

  it('is a JPEG of the wanted width, with the clip’s shape and picture', async () => {
    const poster = await posterOf(blob(red.bytes), { time: 0.5, width: 160 });
    expect(poster.type).toBe('image/jpeg');
    const bitmap = await createImageBitmap(poster);
    expect([bitmap.width, bitmap.height]).toEqual([160, 90]);
    const [r, g, b] = await middle(poster);
    expect([r > 200, g < 60, b < 60]).toEqual([true, true, true]);
    const upright = await createImageBitmap(await posterOf(blob(green.bytes), { time: 0, width: 90 }));
    expect([upright.width, upright.height]).toEqual([90, 160]);
  });

  it('takes the frame at the time, the last one past the end, and the first before the start', async () => {
    const film = blob((await joinClips([red, blue])).bytes);
    const strongest = async (time: number) => {
      const colour = await middle(await posterOf(film, { time, width: 64 }));
      return colour.indexOf(Math.max(...colour));
    };
    expect(await Promise.all([-1, 1.9, 2.1, 99].map(strongest))).toEqual([0, 0, 2, 2]);
  });

  it('says why there is none', async () => {
    await expect(posterOf(new Blob(['<html>']), { time: 0, width: 64 })).rejects.toMatchObject({
      reason: 'clip-unreadable',
    });
    await expect(posterOf(blob(red.bytes.subarray(0, 300)), { time: 0, width: 64 })).rejects.toBeInstanceOf(MediaError);
  });
});
