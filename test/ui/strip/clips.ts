import { hashBytes } from '../../../src/graph/hash.ts';
import { makeClip } from '../../../src/sandbox/clip/make-clip.ts';

export interface TestClip {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly blob: Blob;
  readonly sha256: string;
}

/** A real clip: H.264 and AAC, 480p, a whole number of seconds. */
export async function testClip(seconds: number, seed: number, prompt = 'A lantern is lit.'): Promise<TestClip> {
  const { bytes } = await makeClip({
    prompt,
    duration: seconds,
    resolution: '480p',
    ratio: '16:9',
    seed,
    audio: true,
    references: [],
    requestHash: String(seed).repeat(64).slice(0, 64),
    label: `clip ${seed}`,
  });
  return { bytes, blob: new Blob([bytes], { type: 'video/mp4' }), sha256: hashBytes(bytes) };
}
