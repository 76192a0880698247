import { expect, it } from 'vitest';
import { joinClips } from '../../src/media/join-clips.ts';
import { checkMp4 } from '../../src/media/mp4-boxes.ts';
import { makeClip } from '../../src/sandbox/clip/make-clip.ts';
import { clipFolder, decodeErrors, frameHashes, packetTimes, peak } from './make-clips.ts';

const folder = clipFolder();

async function sandboxClip(name: string, seed: number, duration: number, audio: boolean) {
  const { bytes } = await makeClip({
    prompt: `Shot ${name}`,
    duration,
    resolution: '480p',
    ratio: '16:9',
    seed,
    audio,
    references: [],
    requestHash: seed.toString(16).padStart(64, '0'),
    label: name,
  });
  return { name, bytes, path: folder.write(name, bytes) };
}

it('joins the clips of the sandbox bit for bit, with and without sound', async () => {
  const clips = [
    await sandboxClip('SH010', 1, 5, true),
    await sandboxClip('SH020', 2, 4, false),
    await sandboxClip('SH030', 3, 6, true),
  ];
  expect(clips.map(({ bytes }) => checkMp4(bytes))).toEqual(clips.map(() => ({ ok: true })));
  const film = await joinClips(clips);
  const path = folder.write('film', film.bytes);
  expect(film.duration).toBeCloseTo(15, 9);
  expect(decodeErrors(path)).toBe('');
  expect(frameHashes(path)).toEqual(clips.flatMap((clip) => frameHashes(clip.path)));
  expect(packetTimes(path, 'v:0')).toHaveLength(15 * 24);
  expect([peak(path, 0, 5) > 0.05, peak(path, 5.05, 8.95) < 0.0001, peak(path, 9, 15) > 0.05]).toEqual([
    true,
    true,
    true,
  ]);
});
