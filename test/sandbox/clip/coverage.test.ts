import { describe, expect, test } from 'vitest';
import { coverage } from '../../../src/sandbox/clip/coverage.ts';
import type { Line } from '../../../src/sandbox/clip/outline.ts';
import { disc, roundedRect } from '../../../src/sandbox/clip/shape.ts';

function polygon(...points: [number, number][]): Line[] {
  return points.map(([x0, y0], index) => {
    const [x1, y1] = points[(index + 1) % points.length] ?? [x0, y0];
    return { x0, y0, x1, y1 };
  });
}

function at(shape: ReturnType<typeof coverage>, x: number, y: number): number {
  return shape.data[(y - shape.top) * shape.width + x - shape.left] ?? 0;
}

const area = (shape: ReturnType<typeof coverage>): number => shape.data.reduce((sum, part) => sum + part, 0) / 255;

describe('the coverage of an outline', () => {
  test('is the area of each pixel inside it', () => {
    const shape = coverage(polygon([1.5, 2], [4, 2], [4, 3.25], [1.5, 3.25]));
    expect([1, 2, 3, 4].map((x) => at(shape, x, 2))).toEqual([128, 255, 255, 0]);
    expect([1, 2, 3, 4].map((x) => at(shape, x, 3))).toEqual([32, 64, 64, 0]);
  });

  test('is half where a diagonal cuts a pixel in two', () => {
    const shape = coverage(polygon([0, 0], [3, 0], [3, 3]));
    expect([at(shape, 0, 0), at(shape, 1, 0), at(shape, 1, 1), at(shape, 1, 2)]).toEqual([128, 255, 128, 0]);
  });

  test('grows evenly along a line that crosses many pixels of a row', () => {
    const shape = coverage(polygon([0, 0], [4, 0], [4, 1]));
    expect([0, 1, 2, 3].map((x) => at(shape, x, 0))).toEqual([32, 96, 159, 223]);
  });

  test('does not depend on the direction of the outline or on where it lies', () => {
    const points: [number, number][] = [
      [-3.3, -7.1],
      [2.4, -5.2],
      [0.7, 1.9],
    ];
    expect(coverage(polygon(...points.toReversed())).data).toEqual(coverage(polygon(...points)).data);
  });

  test('leaves a hole where an inner contour runs the other way, and counts an overlap once', () => {
    const outer = polygon([0, 0], [6, 0], [6, 6], [0, 6]);
    const inner: [number, number][] = [
      [2, 2],
      [4, 2],
      [4, 4],
      [2, 4],
    ];
    expect(area(coverage([...outer, ...polygon(...inner.toReversed())]))).toBe(32);
    expect(area(coverage([...outer, ...polygon(...inner)]))).toBe(36);
  });

  test('of a disc has the area of a circle', () => {
    expect(area(disc(20.3, 31.7, 10))).toBeCloseTo(Math.PI * 100, -1);
  });

  test('of a rounded rectangle lacks only its corners', () => {
    expect(area(roundedRect(3, 4, 30, 20, 6))).toBeCloseTo(600 - (4 - Math.PI) * 36, 0);
  });

  test('of nothing is nothing', () => {
    expect(coverage([]).data).toHaveLength(0);
  });
});
