/** A clip on a film's time line. */
export interface TimelinePart {
  /** Seconds. */
  readonly seconds: number;
  /** Whether there is something to play. */
  readonly playable: boolean;
}

/** Seconds of all parts together. */
export function totalOf(parts: readonly TimelinePart[]): number {
  return parts.reduce((sum, { seconds }) => sum + seconds, 0);
}

/** Where a part begins, in seconds from the start of the film. */
export function startOf(parts: readonly TimelinePart[], index: number): number {
  return totalOf(parts.slice(0, index));
}

/** Which part a time falls into, and how far; past the end it is the end of the last one. Undefined where there is none. */
export function placeAt(
  parts: readonly TimelinePart[],
  time: number,
): { readonly index: number; readonly within: number } | undefined {
  let start = 0;
  for (const [index, { seconds }] of parts.entries()) {
    if (time < start + seconds - 1e-6) return { index, within: Math.max(0, time - start) };
    start += seconds;
  }
  const index = parts.length - 1;
  const last = parts[index];
  return last && { index, within: last.seconds };
}

/** The first part that can be played, from an index on. */
export function playableFrom(parts: readonly TimelinePart[], index: number): number | undefined {
  const found = parts.findIndex((part, at) => at >= index && part.playable);
  return found < 0 ? undefined : found;
}
