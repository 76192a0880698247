import { placeAt, startOf, type TimelinePart, totalOf } from './timeline.ts';

/** The time that stands at a place of the row, in CSS pixels of the window: within a card its part, between cards the cut. */
export function timeAt(x: number, cards: readonly Element[], parts: readonly TimelinePart[]): number | undefined {
  for (const [index, card] of cards.entries()) {
    const { left, right, width } = card.getBoundingClientRect();
    if (x < left) return startOf(parts, index);
    if (x <= right) return startOf(parts, index) + ((x - left) / width) * (parts[index]?.seconds ?? 0);
  }
  return cards.length === 0 ? undefined : totalOf(parts);
}

/** Puts the playhead over the card, and the part of it, that a time falls into. */
export function putPlayhead(
  head: HTMLElement,
  time: number,
  cards: readonly Element[],
  parts: readonly TimelinePart[],
): void {
  const place = placeAt(parts, time);
  const card = place && cards[place.index];
  const seconds = place ? (parts[place.index]?.seconds ?? 0) : 0;
  if (!card || !head.offsetParent) return;
  const [row, box] = [head.offsetParent.getBoundingClientRect(), card.getBoundingClientRect()];
  const part = seconds > 0 ? Math.min(1, place.within / seconds) : 0;
  head.style.transform = `translateX(${box.left - row.left + part * box.width}px)`;
}
