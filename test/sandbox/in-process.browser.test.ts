import { expect, test } from 'vitest';
import { makeClip } from '../../src/sandbox/clip/make-clip.ts';
import { sandboxDownloads, sandboxOrigin, sandboxTransport } from '../../src/sandbox/in-process.ts';
import { handClock, model, testbed } from './testbed.ts';

test('a sandbox in the page takes a job and gives a clip that plays to its end', async () => {
  const clock = handClock();
  const { sandbox } = testbed({ clock, makeClip });
  const limits = { timeoutMs: 60_000, maxBytes: 1_000_000 };
  const body = JSON.stringify({ prompt: 'a cat', duration: 4, resolution: '480p' });
  const url = `${sandboxOrigin}/v1/models/${model}`;
  const answer = await sandboxTransport(sandbox).send({ method: 'POST', url, headers: {}, body, ...limits });
  expect(answer).toMatchObject({ kind: 'answer', status: 200 });
  clock.advance(3000);

  const [charge] = sandbox.charges();
  const download = await sandboxDownloads(sandbox, (why, message) => new Error(`${why}: ${message}`)).open(
    `${sandboxOrigin}/outputs/${charge?.requestId}/0.mp4`,
  );
  const chunks: BlobPart[] = [];
  for await (const chunk of download.chunks) chunks.push(Uint8Array.from(chunk));
  const clip = new Blob(chunks, { type: download.mediaType });
  expect(clip.size).toBe(download.length);

  const video = document.createElement('video');
  video.muted = true;
  video.playbackRate = 8;
  video.src = URL.createObjectURL(clip);
  await new Promise((resolve, reject) => {
    video.addEventListener('ended', resolve);
    video.addEventListener('error', () => reject(new Error(video.error?.message)));
    video.play().catch(reject);
  });
  URL.revokeObjectURL(video.src);
  expect(video.duration).toBeCloseTo(4, 1);
  expect([video.videoWidth, video.videoHeight]).toEqual([864, 496]);
});
