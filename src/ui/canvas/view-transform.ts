import type { Point, View } from '../../graph/document.ts';

/** Bounds as left, top, right, bottom. */
export type Bounds = readonly [left: number, top: number, right: number, bottom: number];

export const leastScale = 0.04;
export const mostScale = 4;

export function boundedScale(scale: number): number {
  return Number.isFinite(scale) ? Math.min(mostScale, Math.max(leastScale, scale)) : 1;
}

/** A view as it may be shown, whatever a file says. */
export function boundedView(view: View): View {
  const finite = (value: number): number => (Number.isFinite(value) ? Math.min(1e7, Math.max(-1e7, value)) : 0);
  return { scale: boundedScale(view.scale), offset: [finite(view.offset[0]), finite(view.offset[1])] };
}

/** The smallest bounds around some bounds; undefined around none. */
export function boundsAround(all: readonly Bounds[]): Bounds | undefined {
  const [first, ...rest] = all;
  return (
    first &&
    rest.reduce<Bounds>(
      (sum, one) => [
        Math.min(sum[0], one[0]),
        Math.min(sum[1], one[1]),
        Math.max(sum[2], one[2]),
        Math.max(sum[3], one[3]),
      ],
      first,
    )
  );
}

/** The view that shows bounds whole, centred, at most at 100 %, with `margin` CSS pixels around. */
export function viewAround(bounds: Bounds, size: readonly [number, number], margin = 32): View {
  const [width, height] = [Math.max(1, bounds[2] - bounds[0]), Math.max(1, bounds[3] - bounds[1])];
  const room = [Math.max(40, size[0] - margin * 2), Math.max(40, size[1] - margin * 2)] as const;
  const scale = boundedScale(Math.min(1, room[0] / width, room[1] / height));
  return {
    scale,
    offset: [size[0] / 2 / scale - (bounds[0] + bounds[2]) / 2, size[1] / 2 / scale - (bounds[1] + bounds[3]) / 2],
  };
}

/** A view at the same scale with a point of the graph in the middle. */
export function viewCentred(view: View, point: Point, size: readonly [number, number]): View {
  return {
    scale: view.scale,
    offset: [size[0] / 2 / view.scale - point[0], size[1] / 2 / view.scale - point[1]],
  };
}

/** How far to pan, in CSS pixels, when a drag is near an edge: faster the nearer. */
export function edgePan(at: Point, size: readonly [number, number], zone = 36, fastest = 14): Point {
  const along = (position: number, length: number): number => {
    if (position < zone) return Math.min(1, (zone - position) / zone) * fastest;
    if (position > length - zone) return -Math.min(1, (position - (length - zone)) / zone) * fastest;
    return 0;
  };
  return [along(at[0], size[0]), along(at[1], size[1])];
}
