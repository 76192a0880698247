import type { GraphNode } from '../../graph/document.ts';
import { boundedPoint } from './node-layout.ts';

/** Between a node that has grown and the title of the one below, in graph units. */
const gap = 8;

/** How tall a node may be drawn, where it is `base` tall by itself. */
export type RoomBelow = (node: Pick<GraphNode, 'id' | 'pos'>, width: number, base: number) => number;

/**
 * What a node that grows by a message may take before it covers the title of a node below. What begins beside it, or is
 * covered already, does not count. `titleHeight` is that of the band above a node's place.
 */
export function roomBelow(nodes: readonly GraphNode[], titleHeight: number): RoomBelow {
  const byTop = nodes
    .map(({ id, pos, size }) => ({ id, at: boundedPoint(pos), width: size[0] }))
    .toSorted((left, right) => left.at[1] - right.at[1]);
  return ({ id, pos }, width, base) => {
    const [x, y] = boundedPoint(pos);
    const from = firstBelow(byTop, y + base + titleHeight);
    for (let at = from; at < byTop.length; at++) {
      const other = byTop[at];
      if (!other || other.id === id || other.at[0] >= x + width || other.at[0] + other.width <= x) continue;
      return Math.max(base, other.at[1] - titleHeight - gap - y);
    }
    return Number.POSITIVE_INFINITY;
  };
}

/** The first place in an ascending list whose top is not above `y`. */
function firstBelow(byTop: readonly { readonly at: readonly [number, number] }[], y: number): number {
  let [low, high] = [0, byTop.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((byTop[middle]?.at[1] ?? 0) < y) low = middle + 1;
    else high = middle;
  }
  return low;
}
