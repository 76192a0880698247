import { checkMedia } from '../../gateway/check-media.ts';
import { inspectClip } from '../../media/inspect-clip.ts';
import { makeClip } from '../../sandbox/clip/make-clip.ts';
import { judgeSandbox } from './sandbox-check.ts';
import type { Verdict } from './verdict.ts';

/** Lets the sandbox make a clip of 4 s at 480p, and reads it as a paid one is read. */
export async function lookAtSandbox(): Promise<Verdict> {
  const begin = performance.now();
  try {
    const { bytes } = await makeClip({
      prompt: 'Shotgraph doctor',
      duration: 4,
      resolution: '480p',
      ratio: '16:9',
      seed: 1,
      audio: true,
      references: [],
      requestHash: '0'.repeat(64),
      label: 'doctor',
    });
    const checked = checkMedia(bytes, 'video');
    if (!checked.ok) return judgeSandbox({ error: checked.reason });
    return judgeSandbox({ facts: await inspectClip(bytes), ms: performance.now() - begin });
  } catch (error) {
    return judgeSandbox({ error: error instanceof Error ? error.message : String(error) });
  }
}
