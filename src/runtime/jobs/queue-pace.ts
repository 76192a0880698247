/** A place in the queue, and how long the attempt had been watched (milliseconds) when it was first seen there. */
export interface Placed {
  readonly place: number;
  readonly seenAt: number;
}

/** Share of what was just seen in what is believed of a queue's pace. */
const weight = 0.3;

/** What one more look at a queue says: the place that is held on to, and milliseconds a place, where that is known. */
export function placeSeen(
  before: Placed | undefined,
  place: number,
  seenAt: number,
  placeMs: number | undefined,
): { readonly placed: Placed; readonly placeMs: number | undefined } {
  if (before === undefined || place > before.place) return { placed: { place, seenAt }, placeMs };
  if (place === before.place) return { placed: before, placeMs };
  const seen = (seenAt - before.seenAt) / (before.place - place);
  const learned = placeMs === undefined ? seen : placeMs + (seen - placeMs) * weight;
  return { placed: { place, seenAt }, placeMs: learned };
}
