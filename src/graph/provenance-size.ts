import type { MediaRef } from './media-ref.ts';
import type { Finding } from './problem.ts';
import type { Medium } from './socket.ts';

/** How many media one operation may rest on, those behind its inputs included. */
export const maxMediaBehind = 1000;
/** How many operations may stand one behind the other: keys are made by recursion. */
export const maxOperationsInARow = 32;

interface ProvenanceSize {
  readonly media: number;
  readonly depth: number;
}

const known = new WeakMap<MediaRef, ProvenanceSize>();

function sizeOf(ref: MediaRef): ProvenanceSize {
  if (!('op' in ref)) return { media: 1, depth: 0 };
  const held = known.get(ref);
  if (held) return held;
  const size = together(ref.of);
  known.set(ref, size);
  return size;
}

function together(refs: readonly MediaRef[]): ProvenanceSize {
  const sizes = refs.map(sizeOf);
  return {
    media: sizes.reduce((sum, { media }) => sum + media, 1),
    depth: sizes.reduce((most, { depth }) => Math.max(most, depth), 0) + 1,
  };
}

/**
 * Why an operation over these media has no key. A key spells out everything behind it, so forty nodes that each take the one
 * before twice would take for ever: a file from a stranger must not do that to whoever opens it.
 */
export function tooMuchBehind(media: readonly Medium[]): Finding | undefined {
  const { media: count, depth } = together(media.map(({ ref }) => ref));
  if (count <= maxMediaBehind && depth <= maxOperationsInARow) return undefined;
  const reason =
    depth > maxOperationsInARow
      ? `More than ${maxOperationsInARow} operations stand one behind the other here.`
      : `More than ${maxMediaBehind} clips, counted with those that they are made of, come together here.`;
  return {
    code: 'too-much-behind',
    severity: 'error',
    reason,
    remedy: 'Link the clips themselves, and fewer of them.',
  };
}
