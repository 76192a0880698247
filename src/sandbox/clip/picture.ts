import type { Colour } from './colour.ts';

/** A rectangle in luma samples. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * A picture in planes of Y, Cb and Cr, 4:2:0, padded to whole macroblocks of 16 × 16. `changed` has a one for each
 * macroblock that may have been drawn on since it was last coded.
 */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Macroblocks across and down. */
  readonly columns: number;
  readonly rows: number;
  /** Luma samples in a row of the plane; a row of chroma has half of them. */
  readonly stride: number;
  readonly y: Uint8Array;
  readonly u: Uint8Array;
  readonly v: Uint8Array;
  readonly changed: Uint8Array;
}

/** A black picture; `width` and `height` have to be even. */
export function createPicture(width: number, height: number): Picture {
  const columns = Math.ceil(width / 16);
  const rows = Math.ceil(height / 16);
  const samples = columns * rows * 256;
  return {
    width,
    height,
    columns,
    rows,
    stride: columns * 16,
    y: new Uint8Array(samples).fill(16),
    u: new Uint8Array(samples / 4).fill(128),
    v: new Uint8Array(samples / 4).fill(128),
    changed: new Uint8Array(columns * rows).fill(1),
  };
}

/** The smallest rectangle on even samples around `rect`, within the padded picture. */
export function evenRect(picture: Picture, rect: Rect): Rect {
  const left = Math.max(0, Math.floor(rect.x / 2) * 2);
  const top = Math.max(0, Math.floor(rect.y / 2) * 2);
  const right = Math.min(picture.stride, Math.ceil((rect.x + rect.width) / 2) * 2);
  const bottom = Math.min(picture.rows * 16, Math.ceil((rect.y + rect.height) / 2) * 2);
  return { x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
}

/** Notes that the macroblocks under `rect` may differ from what was coded last. */
export function markChanged(picture: Picture, rect: Rect): void {
  if (rect.width <= 0 || rect.height <= 0) return;
  const left = Math.max(0, rect.x >> 4);
  const right = Math.min(picture.columns - 1, (rect.x + rect.width - 1) >> 4);
  const top = Math.max(0, rect.y >> 4);
  const bottom = Math.min(picture.rows - 1, (rect.y + rect.height - 1) >> 4);
  for (let row = top; row <= bottom; row++) {
    picture.changed.fill(1, row * picture.columns + left, row * picture.columns + right + 1);
  }
}

/** Fills a rectangle, widened to even samples. */
export function fillRect(picture: Picture, rect: Rect, colour: Colour): void {
  const { x, y, width, height } = evenRect(picture, rect);
  const { stride } = picture;
  for (let row = y; row < y + height; row++) picture.y.fill(colour.y, row * stride + x, row * stride + x + width);
  const chromaStride = stride >> 1;
  for (let row = y >> 1; row < (y + height) >> 1; row++) {
    const from = row * chromaStride + (x >> 1);
    picture.u.fill(colour.u, from, from + (width >> 1));
    picture.v.fill(colour.v, from, from + (width >> 1));
  }
  markChanged(picture, { x, y, width, height });
}

/** Copies a rectangle, widened to even samples, from a picture of the same size to the same place. */
export function copyRect(target: Picture, source: Picture, rect: Rect): void {
  const { x, y, width, height } = evenRect(target, rect);
  const { stride } = target;
  for (let row = y; row < y + height; row++) {
    const from = row * stride + x;
    target.y.set(source.y.subarray(from, from + width), from);
  }
  const chromaStride = stride >> 1;
  for (let row = y >> 1; row < (y + height) >> 1; row++) {
    const from = row * chromaStride + (x >> 1);
    const to = from + (width >> 1);
    target.u.set(source.u.subarray(from, to), from);
    target.v.set(source.v.subarray(from, to), from);
  }
  markChanged(target, { x, y, width, height });
}
