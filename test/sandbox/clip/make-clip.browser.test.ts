import { expect, test } from 'vitest';
import { readBitStrip } from '../../../src/sandbox/clip/bit-strip.ts';
import { type ClipRequest, makeClip } from '../../../src/sandbox/clip/make-clip.ts';
import { clipRequest, clipSha256 } from './clip-request-fixture.ts';

test('a browser makes the same bytes as Node', async () => {
  const { bytes } = await makeClip(clipRequest);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  expect(Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')).toBe(clipSha256);
});

/** Plays a clip to its end, and reads the strip of the frame that stays. */
async function play(bytes: Uint8Array<ArrayBuffer>) {
  const url = URL.createObjectURL(new Blob([bytes], { type: 'video/mp4' }));
  const video = document.createElement('video');
  video.muted = true;
  document.body.append(video);
  try {
    const ended = new Promise((resolve, reject) => {
      video.addEventListener('ended', resolve);
      video.addEventListener('error', () => reject(new Error(video.error?.message ?? 'unknown')));
    });
    video.src = url;
    await video.play();
    await ended;
    const { videoWidth: width, videoHeight: height, duration } = video;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    if (!context) throw new Error('no canvas');
    context.drawImage(video, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    return { width, height, duration, strip: readBitStrip({ data, width, height, stride: width * 4, step: 4 }) };
  } finally {
    video.remove();
    URL.revokeObjectURL(url);
  }
}

test.concurrent.each([
  [864, 496, { resolution: '480p', ratio: '16:9', audio: true }],
  [720, 1280, { resolution: '720p', ratio: '9:16', audio: false }],
  [2206, 946, { resolution: '1080p', ratio: '21:9', audio: true }],
] satisfies [number, number, Partial<ClipRequest>][])(
  'a clip of %i × %i plays to its end and shows its last frame',
  { timeout: 30_000 },
  async (width, height, change) => {
    const { bytes } = await makeClip({ ...clipRequest, ...change });
    expect(await play(bytes)).toEqual({ width, height, duration: 4, strip: { hash: '3f9c02d1', frame: 95 } });
  },
);
