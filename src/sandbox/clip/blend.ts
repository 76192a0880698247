import type { Colour } from './colour.ts';
import type { Coverage } from './coverage.ts';
import { markChanged, type Picture } from './picture.ts';

/** Lays a colour over a picture where a shape covers it; a sample of chroma takes the mean of its four pixels. */
export function blend(picture: Picture, shape: Coverage, colour: Colour): void {
  if (shape.width === 0) return;
  blendLuma(picture, shape, colour.y);
  blendChroma(picture, shape, colour);
  markChanged(picture, { x: shape.left, y: shape.top, width: shape.width, height: shape.height });
}

function blendLuma({ y: plane, stride, rows }: Picture, shape: Coverage, luma: number): void {
  for (let row = Math.max(0, -shape.top); row < shape.height && shape.top + row < rows * 16; row++) {
    const start = (shape.top + row) * stride;
    for (let column = Math.max(0, -shape.left); column < shape.width && shape.left + column < stride; column++) {
      const part = shape.data[row * shape.width + column]!;
      if (part === 0) continue;
      const at = start + shape.left + column;
      plane[at] = mix(plane[at]!, luma, part);
    }
  }
}

function blendChroma({ u, v, stride, rows }: Picture, shape: Coverage, colour: Colour): void {
  const bottom = Math.min(rows * 8, (shape.top + shape.height + 1) >> 1);
  const right = Math.min(stride >> 1, (shape.left + shape.width + 1) >> 1);
  for (let row = Math.max(0, shape.top >> 1); row < bottom; row++) {
    for (let column = Math.max(0, shape.left >> 1); column < right; column++) {
      const part = meanOfFour(shape, column * 2 - shape.left, row * 2 - shape.top);
      if (part === 0) continue;
      const at = row * (stride >> 1) + column;
      u[at] = mix(u[at]!, colour.u, part);
      v[at] = mix(v[at]!, colour.v, part);
    }
  }
}

function meanOfFour({ data, width, height }: Coverage, x: number, y: number): number {
  let sum = 0;
  for (let row = Math.max(0, y); row < Math.min(height, y + 2); row++) {
    for (let column = Math.max(0, x); column < Math.min(width, x + 2); column++) sum += data[row * width + column]!;
  }
  return sum / 4;
}

function mix(from: number, to: number, part: number): number {
  return Math.round(from + ((to - from) * part) / 255);
}
