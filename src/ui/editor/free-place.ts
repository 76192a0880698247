import type { GraphDocument, Point, Size } from '../../graph/document.ts';

/** Room between nodes, and the height of the title above a node's place, in graph units. */
const gap = 40;
const title = 32;

/** Every how many places to the right a new row begins below. */
const columns = 4;

/** Where something wide stands in the clear: under everything that is there, from its left edge. */
export function placeBelow({ nodes }: GraphDocument): Point {
  const left = Math.min(...nodes.map(({ pos }) => pos[0]));
  const bottom = Math.max(...nodes.map(({ pos, size }) => pos[1] + size[1]));
  return nodes.length === 0 ? [0, 0] : [left, bottom + gap * 2 + title];
}

/**
 * Where a new node stands in the clear: to the right of the one selected last, else around a point, row by row, at the first
 * place that covers no other node. In a graph so full that none is found, at the last place tried.
 */
export function freePlace(document: GraphDocument, size: Size, around: Point, beside: string | undefined): Point {
  const before = document.nodes.find(({ id }) => id === beside);
  const [x, y]: Point = before
    ? [before.pos[0] + before.size[0] + gap, before.pos[1]]
    : [around[0] - size[0] / 2, around[1] - size[1] / 2];
  const [stepX, stepY] = [size[0] + gap, size[1] + gap + title];
  let place: Point = [x, y];
  for (let n = 0; n < columns * 50; n++) {
    place = [x + (n % columns) * stepX, y + Math.floor(n / columns) * stepY];
    if (!document.nodes.some((node) => overlaps(place, size, node.pos, node.size))) break;
  }
  return place;
}

function overlaps(a: Point, sizeA: Size, b: Point, sizeB: Size): boolean {
  return (
    a[0] < b[0] + sizeB[0] + gap / 2 &&
    b[0] < a[0] + sizeA[0] + gap / 2 &&
    a[1] - title < b[1] + sizeB[1] + gap / 2 &&
    b[1] - title < a[1] + sizeA[1] + gap / 2
  );
}
