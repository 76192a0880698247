import { expect, test } from 'vitest';
import { colour } from '../../../src/sandbox/clip/colour.ts';

test.each([
  ['#000000', 16, 128, 128],
  ['#ffffff', 235, 128, 128],
  ['#ff0000', 63, 102, 240],
  ['#00ff00', 173, 42, 26],
  ['#0000ff', 32, 240, 118],
])('%s has the studio-range values of BT.709', (hex, y, u, v) => {
  expect(colour(hex)).toEqual({ y, u, v });
});
