import type { View } from '../../graph/document.ts';
import type { Bounds } from './view-transform.ts';

/**
 * Whether the small map hides nodes without showing anything that the canvas does not: the whole graph is in view, and part
 * of it lies under the map. `nodes` in graph units, `size` and `corner` (the map's place on the canvas) in CSS pixels.
 */
export function mapInTheWay(
  nodes: readonly Bounds[],
  view: View,
  size: readonly [number, number],
  corner: Bounds,
): boolean {
  const onScreen = nodes.map(([left, top, right, bottom]): Bounds => [
    (left + view.offset[0]) * view.scale,
    (top + view.offset[1]) * view.scale,
    (right + view.offset[0]) * view.scale,
    (bottom + view.offset[1]) * view.scale,
  ]);
  const whole = onScreen.every(
    ([left, top, right, bottom]) => left >= 0 && top >= 0 && right <= size[0] && bottom <= size[1],
  );
  return (
    whole &&
    onScreen.some(
      ([left, top, right, bottom]) => left < corner[2] && right > corner[0] && top < corner[3] && bottom > corner[1],
    )
  );
}
