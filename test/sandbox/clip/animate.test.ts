import { expect, test } from 'vitest';
import { animate } from '../../../src/sandbox/clip/animate.ts';
import { cardLayout } from '../../../src/sandbox/clip/card-layout.ts';
import { pixelSize } from '../../../src/sandbox/clip/pixel-size.ts';
import { clipRequest } from './clip-request-fixture.ts';

const frames = 96;
const crowded = {
  ...clipRequest,
  prompt: 'gjpqy '.repeat(500),
  references: Array.from({ length: 15 }, () => 'Image 1: gjpq'),
};

test.each(['16:9', '9:16', '4:3', '3:4', '1:1', '21:9'] as const)('at %s the sun never touches the text', (ratio) => {
  const size = pixelSize('480p', ratio);
  const rows = cardLayout(size).text.bottom;
  let first: Uint8Array | undefined;
  for (const picture of animate({ ...crowded, ratio }, size, frames, 24)) {
    const text = picture.y.slice(0, rows * picture.stride);
    first ??= text;
    expect(Buffer.compare(text, first)).toBe(0);
  }
});

test('the sun leaves no trail', () => {
  const size = pixelSize('480p', '4:3');
  const { text, ground, sunRadius } = cardLayout(size);
  for (const picture of animate(clipRequest, size, frames, 24)) {
    const sky = picture.y.subarray(text.bottom * picture.stride, ground * picture.stride);
    const bright = sky.reduce((count, sample) => count + (sample > 190 ? 1 : 0), 0);
    expect(bright).toBeGreaterThan(100);
    expect(bright).toBeLessThan(Math.PI * (sunRadius + 1) ** 2);
  }
});

test('something moves in every frame', () => {
  const size = pixelSize('480p', '1:1');
  let before = new Uint8Array();
  for (const picture of animate(clipRequest, size, frames, 24)) {
    expect(Buffer.compare(picture.y, before)).not.toBe(0);
    before = picture.y.slice();
  }
});

test.each(['', 'F'.repeat(64), 'a'.repeat(63), `${'a'.repeat(63)}g`])('the hash "%s" is refused', (requestHash) => {
  const pictures = animate({ ...clipRequest, requestHash }, pixelSize('480p', '1:1'), 1, 24);
  expect(() => pictures.next()).toThrow(RangeError);
});
