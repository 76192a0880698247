import type { Line } from './outline.ts';

/** How much of each pixel a shape covers, 0 to 255, and where its upper left pixel stands relative to the pen. */
export interface Coverage {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/**
 * The exact area of each pixel inside a closed outline, by accumulating signed areas from left to right. Overlapping
 * contours count once. Only sums and products of numbers, so every machine gets the same bytes.
 */
export function coverage(lines: readonly Line[]): Coverage {
  if (lines.length === 0) return { left: 0, top: 0, width: 0, height: 0, data: new Uint8Array(0) };
  const left = Math.floor(Math.min(...lines.map((line) => Math.min(line.x0, line.x1))));
  const right = Math.ceil(Math.max(...lines.map((line) => Math.max(line.x0, line.x1))));
  const top = Math.floor(Math.min(...lines.map((line) => Math.min(line.y0, line.y1))));
  const bottom = Math.ceil(Math.max(...lines.map((line) => Math.max(line.y0, line.y1))));
  const width = right - left + 2;
  const height = bottom - top;
  const areas = new Float64Array(width * height + 1);
  for (const line of lines) accumulate(areas, width, line, left, top);
  const data = new Uint8Array(width * height);
  let sum = 0;
  for (let at = 0; at < data.length; at++) {
    sum = at % width === 0 ? areas[at]! : sum + areas[at]!;
    data[at] = Math.min(255, Math.round(Math.abs(sum) * 255));
  }
  return { left, top, width, height, data };
}

/** Adds a line's change of covered area to each pixel row it crosses. */
function accumulate(areas: Float64Array, width: number, line: Line, left: number, top: number): void {
  if (line.y0 === line.y1) return;
  const sign = line.y0 < line.y1 ? 1 : -1;
  const [upperX, upperY, lowerX, lowerY] =
    sign === 1 ? [line.x0, line.y0, line.x1, line.y1] : [line.x1, line.y1, line.x0, line.y0];
  const slope = (lowerX - upperX) / (lowerY - upperY);
  for (let row = Math.floor(upperY); row < lowerY; row++) {
    const from = Math.max(upperY, row);
    const to = Math.min(lowerY, row + 1);
    const xFrom = upperX + (from - upperY) * slope - left;
    const xTo = upperX + (to - upperY) * slope - left;
    accumulateRow(areas, (row - top) * width, sign * (to - from), Math.min(xFrom, xTo), Math.max(xFrom, xTo));
  }
}

/**
 * A line that crosses `drop` of one pixel row between two places. A pixel gets `drop` times its part to the right of the
 * line, which is the difference of {@link rightOf} at its two edges; stored is the change from pixel to pixel.
 */
function accumulateRow(areas: Float64Array, start: number, drop: number, x0: number, x1: number): void {
  let before = 0;
  let atEdge = 0;
  for (let column = Math.floor(x0); ; column++) {
    const atNextEdge = rightOf(x0, x1, column + 1);
    const covered = drop * (atNextEdge - atEdge);
    areas[start + column]! += covered - before;
    if (column >= x1) return;
    before = covered;
    atEdge = atNextEdge;
  }
}

/** The mean width between a line from `x0` to `x1` and the edge right of it, counting nothing where it is left of it. */
function rightOf(x0: number, x1: number, edge: number): number {
  if (edge <= x0) return 0;
  if (edge >= x1) return edge - (x0 + x1) / 2;
  return ((edge - x0) * (edge - x0)) / (2 * (x1 - x0));
}
