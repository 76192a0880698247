import type { ClipFacts } from '../../media/clip-facts.ts';
import type { Verdict } from './verdict.ts';

/** Whether the built-in sandbox made a clip of 4 s at 480p as it should, or why none. */
export function judgeSandbox(
  made: { readonly facts: ClipFacts; readonly ms: number } | { readonly error: string },
): Verdict {
  const check = 'sandbox';
  if ('error' in made) {
    return { check, status: 'fail', says: `It made no clip: ${made.error}`, remedy: 'Rehearsals do not work here.' };
  }
  const { facts, ms } = made;
  const right = Math.abs(facts.duration - 4) < 0.05 && facts.width === 864 && facts.height === 496 && facts.sound;
  const what = `${facts.duration.toFixed(2)} s, ${facts.width}×${facts.height}, ${facts.sound ? 'with' : 'without'} sound`;
  return right
    ? { check, status: 'ok', says: `made and read a clip of ${what} in ${Math.round(ms)} ms` }
    : {
        check,
        status: 'fail',
        says: `It made another clip than asked: ${what}.`,
        remedy: 'Rehearsals are not to be trusted here.',
      };
}
