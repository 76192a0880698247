import { bench, describe } from 'vitest';
import { joinClips } from '../src/media/join-clips.ts';
import { makeClip } from '../src/sandbox/clip/make-clip.ts';

const request = {
  prompt: 'A paper boat crosses a puddle.',
  duration: 5,
  resolution: '720p',
  ratio: '16:9',
  seed: 7,
  audio: true,
  references: [],
  requestHash: 'a'.repeat(64),
  label: 'bench',
} as const;
const { bytes } = await makeClip(request);

describe('a film of three clips beside making one of them', () => {
  bench('make 5 s at 720p', async () => void (await makeClip(request)), { iterations: 5 });
  bench(
    'join 3 × 5 s at 720p',
    async () => void (await joinClips([1, 2, 3].map((n) => ({ name: `SH0${n}0`, bytes })))),
    { iterations: 5 },
  );
});
