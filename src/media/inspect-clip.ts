import type { ClipFacts } from './clip-facts.ts';
import { openClip } from './open-clip.ts';

/** Reads what there is to know of an MP4 without decoding it. Throws a MediaError when it is none or has no video. */
export async function inspectClip(bytes: Uint8Array, name = 'The clip'): Promise<ClipFacts> {
  const clip = await openClip(name, bytes);
  clip.dispose();
  return clip.facts;
}
