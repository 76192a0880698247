import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { animate } from '../../../src/sandbox/clip/animate.ts';
import { readBitStrip } from '../../../src/sandbox/clip/bit-strip.ts';
import { type ClipRequest, makeClip } from '../../../src/sandbox/clip/make-clip.ts';
import type { Picture } from '../../../src/sandbox/clip/picture.ts';
import { resolveRatio } from '../../../src/sandbox/clip/pixel-size.ts';
import { clipRequest, clipSha256 } from './clip-request-fixture.ts';
import { decodeAfterReencoding, decodeFrames, decodeSound, probe } from './ffmpeg.ts';

/** What does not depend on the length is looked at in the shortest clip; what goes on from second to second in two. */
const aSecond: ClipRequest = { ...clipRequest, duration: 1 };
const twoSeconds: ClipRequest = { ...clipRequest, duration: 2 };

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('ffprobe agrees with what was asked for', { timeout: 60_000 }, () => {
  const resolutions = ['480p', '720p', '1080p'] as const;
  const sizes = {
    '16:9': ['864x496', '1280x720', '1920x1080'],
    '9:16': ['496x864', '720x1280', '1080x1920'],
    '4:3': ['752x560', '1112x834', '1664x1248'],
    '3:4': ['560x752', '834x1112', '1248x1664'],
    '1:1': ['640x640', '960x960', '1440x1440'],
    '21:9': ['992x432', '1470x630', '2206x946'],
    adaptive: ['864x496', '1280x720', '1920x1080'],
  } as const;
  const ratios = Object.keys(sizes) as (keyof typeof sizes)[];
  // Sound and size have nothing to do with each other: every size once, by turns with sound and without.
  const cases = resolutions.flatMap((resolution, index) =>
    ratios.map((ratio, at) => ({ resolution, ratio, audio: (index + at) % 2 === 0, size: sizes[ratio][index] })),
  );

  test.each(cases)('at $ratio and $resolution, sound: $audio', async ({ resolution, ratio, audio, size }) => {
    const clip = await makeClip({ ...aSecond, resolution, ratio: resolveRatio(ratio), audio });
    const counted = resolution === '480p';
    const { format, streams } = probe(clip.bytes, counted);
    const [video, sound] = streams;
    expect(`${clip.width}x${clip.height}`).toBe(size);
    expect(format['format_name']).toContain('mp4');
    expect(Number(format['duration'])).toBe(1);
    expect(video).toMatchObject({
      codec_name: 'h264',
      profile: 'Constrained Baseline',
      pix_fmt: 'yuv420p',
      color_space: 'bt709',
      color_range: 'tv',
      width: clip.width,
      height: clip.height,
      r_frame_rate: '24/1',
      avg_frame_rate: '24/1',
      nb_frames: '24',
    });
    expect(Number(video?.['duration'])).toBe(1);
    if (counted) expect(video?.['nb_read_frames']).toBe('24');
    expect(streams).toHaveLength(audio ? 2 : 1);
    if (!audio) return;
    expect(sound).toMatchObject({ codec_name: 'aac', profile: 'LC', sample_rate: '48000', channels: 2 });
    expect(Number(sound?.['start_time'])).toBe(0);
    expect(Number(sound?.['duration'])).toBeGreaterThan(1 - 1024 / 48_000);
    expect(Number(sound?.['duration'])).toBeLessThanOrEqual(1);
  });

  test('for the shortest and the longest clip', async () => {
    for (const duration of [4, 15]) {
      const clip = await makeClip({ ...clipRequest, duration });
      expect(clip).toMatchObject({ frames: duration * 24, fps: 24 });
      expect(Number(probe(clip.bytes, false).format['duration'])).toBe(duration);
    }
  });
});

/** The visible part of the planes, as a decoder gives them. */
function planesOf(picture: Picture): Buffer {
  const planes = [
    { data: picture.y, stride: picture.stride, width: picture.width, height: picture.height },
    { data: picture.u, stride: picture.stride / 2, width: picture.width / 2, height: picture.height / 2 },
    { data: picture.v, stride: picture.stride / 2, width: picture.width / 2, height: picture.height / 2 },
  ];
  return Buffer.concat(
    planes.flatMap(({ data, stride, width, height }) =>
      Array.from({ length: height }, (_, row) => data.subarray(row * stride, row * stride + width)),
    ),
  );
}

describe('ffmpeg decodes exactly the pixels that were drawn', { timeout: 60_000 }, () => {
  test.each([
    ['720p', '21:9'],
    ['1080p', '21:9'],
    ['720p', '3:4'],
    ['480p', '9:16'],
  ] as const)('at %s and %s', async (resolution, ratio) => {
    const request: ClipRequest = { ...twoSeconds, resolution, ratio, prompt: 'Every pixel counts. '.repeat(40) };
    const clip = await makeClip(request);
    const chosen = [0, 1, 2, 23, 24, 47];
    const decoded = decodeFrames(clip.bytes, chosen);
    const length = (clip.width * clip.height * 3) / 2;
    expect(decoded).toHaveLength(length * chosen.length);
    let frame = 0;
    for (const picture of animate(request, clip, clip.frames, clip.fps)) {
      const at = chosen.indexOf(frame++);
      if (at < 0) continue;
      const difference = Buffer.compare(planesOf(picture), decoded.subarray(at * length, (at + 1) * length));
      expect({ frame: frame - 1, difference }).toEqual({ frame: frame - 1, difference: 0 });
    }
  });
});

describe('the strip of every frame is read', { timeout: 60_000 }, () => {
  test.each([
    ['480p', '9:16'],
    ['480p', '21:9'],
    ['720p', '16:9'],
    ['1080p', '4:3'],
  ] as const)('after x264 has coded %s %s at a third of the size, crf 28', async (resolution, ratio) => {
    const clip = await makeClip({ ...twoSeconds, resolution, ratio });
    const width = Math.floor(clip.width / 6) * 2;
    const height = Math.floor(clip.height / 6) * 2;
    const grey = decodeAfterReencoding(clip.bytes, width, height);
    expect(grey).toHaveLength(width * height * clip.frames);
    const said = Array.from({ length: clip.frames }, (_, frame) => {
      const data = grey.subarray(frame * width * height, (frame + 1) * width * height);
      return readBitStrip({ data, width, height, stride: width, step: 1 });
    });
    expect(said).toEqual(Array.from({ length: clip.frames }, (_, frame) => ({ hash: '3f9c02d1', frame })));
  });
});

describe('the bytes of a clip', () => {
  test('are the same whenever the same is asked for, and the same as in a browser', async () => {
    const first = sha256((await makeClip(clipRequest)).bytes);
    expect(sha256((await makeClip(structuredClone(clipRequest))).bytes)).toBe(first);
    expect(first).toBe(clipSha256);
  });

  test.each([
    { seed: 8 },
    { requestHash: '3f9c02d2'.padEnd(64, '0') },
    { label: 'other' },
    { prompt: 'Something else.' },
    { references: [] },
    { audio: false },
  ] satisfies Partial<ClipRequest>[])('differ with %o', async (change) => {
    const [same, changed] = await Promise.all([makeClip(aSecond), makeClip({ ...aSecond, ...change })]);
    expect(sha256(changed.bytes)).not.toBe(sha256(same.bytes));
  });
});

describe('the sound', () => {
  const loudness = (samples: Float32Array, from: number, to: number): number => {
    const part = samples.subarray(Math.round(from * 48_000) * 2, Math.round(to * 48_000) * 2);
    return Math.sqrt(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length);
  };

  test('beeps at the beginning of each second and is silent before the next', async () => {
    const samples = decodeSound((await makeClip(clipRequest)).bytes);
    for (const second of [0, 1, 2, 3]) {
      expect(loudness(samples, second + 0.05, second + 0.15)).toBeGreaterThan(0.05);
      expect(loudness(samples, second + 0.6, second + 0.95)).toBeLessThan(0.001);
    }
  });

  test('is decoded without complaint for every seed, negative ones too', async () => {
    for (const seed of [-1, 0, 1, 2, 3, 4, 5, 6, 4_294_967_295]) {
      const samples = decodeSound((await makeClip({ ...aSecond, seed, ratio: '21:9' })).bytes);
      expect(loudness(samples, 0.05, 0.15)).toBeGreaterThan(0.05);
    }
  }, 30_000);
});

describe('unusual requests', () => {
  test.each([
    ['no prompt', { prompt: '' }],
    ['a prompt of white space', { prompt: ' \n\t ' }],
    ['a prompt of 1 MB without a space', { prompt: '漢'.repeat(350_000) }],
    ['a prompt of 1 MB of lines', { prompt: 'x\n'.repeat(500_000) }],
    ['half a surrogate pair', { prompt: '\udc00 and \ud800' }],
    ['a label and references of 1 MB', { label: 'l'.repeat(1_000_000), references: ['r '.repeat(500_000)] }],
    ['a thousand references', { references: Array.from({ length: 1000 }, (_, index) => `Image ${index}`) }],
    ['a seed of 53 bits', { seed: Number.MAX_SAFE_INTEGER }],
  ] satisfies [string, Partial<ClipRequest>][])('%s gives a clip', async (_, change) => {
    const clip = await makeClip({ ...aSecond, ...change });
    expect(decodeFrames(clip.bytes, [0])).toHaveLength((clip.width * clip.height * 3) / 2);
  });

  test.each([4.5, 0, Number.NaN])('a duration of %d is refused', async (duration) => {
    await expect(makeClip({ ...clipRequest, duration })).rejects.toThrow(RangeError);
  });
});
