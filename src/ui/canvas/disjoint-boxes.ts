import type { Box } from './node-layout.ts';

export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Boxes that cover the same as some boxes, but each place once: holes cut by the even-odd rule need that. */
export function disjointBoxes(boxes: readonly Box[]): readonly Box[] {
  return boxes.reduce<readonly Box[]>((taken, box) => {
    const rest = taken.reduce<readonly Box[]>((pieces, hole) => pieces.flatMap((piece) => without(piece, hole)), [box]);
    return [...taken, ...rest];
  }, []);
}

/** What is left of a box outside another: at most four pieces. */
function without(box: Box, hole: Box): readonly Box[] {
  if (!overlaps(box, hole)) return [box];
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  const top = Math.max(box.y, hole.y);
  const low = Math.min(bottom, hole.y + hole.height);
  const pieces = [
    { x: box.x, y: box.y, width: box.width, height: top - box.y },
    { x: box.x, y: low, width: box.width, height: bottom - low },
    { x: box.x, y: top, width: hole.x - box.x, height: low - top },
    { x: hole.x + hole.width, y: top, width: right - hole.x - hole.width, height: low - top },
  ];
  return pieces.filter((piece) => piece.width > 0 && piece.height > 0);
}
