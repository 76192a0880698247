import type { ClipFacts } from '../../media/clip-facts.ts';
import { posterOf } from '../../media/frame.ts';
import { inspectClip } from '../../media/inspect-clip.ts';

/** The first frame of a clip as a small picture, and what the file says of itself. */
export interface Still {
  readonly picture: Blob;
  readonly facts: ClipFacts;
}

/** CSS pixels of a strip's card on a screen of twice the density. */
const posterWidth = 344;

/** Reads a clip once for everything that views show of it at rest. Throws a MediaError. */
export async function readStill(clip: Blob): Promise<Still> {
  const facts = await inspectClip(new Uint8Array(await clip.arrayBuffer()));
  return { picture: await posterOf(clip, { time: 0, width: posterWidth }), facts };
}
