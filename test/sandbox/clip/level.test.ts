import { expect, test } from 'vitest';
import { levelFor } from '../../../src/sandbox/clip/level.ts';

test.each([
  ['720p', 80 * 45, 31],
  ['1080p', 120 * 68, 40],
  ['21:9 at 1080p', 138 * 60, 42],
])('%s at 24 frames a second needs the level of table A-1', (_, macroblocks, level) => {
  expect(levelFor(macroblocks, 24)).toBe(level);
});

test('many small pictures a second need a higher level than their size', () => {
  expect(levelFor(1620, 60)).toBe(31);
});

test('a picture that no level allows is refused', () => {
  expect(() => levelFor(40_000, 24)).toThrow(RangeError);
});
