import { assert, nat, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bitStripRect, readBitStrip, writeBitStrip } from '../../../src/sandbox/clip/bit-strip.ts';
import { createPicture, type Picture } from '../../../src/sandbox/clip/picture.ts';
import { allPixelSizes } from '../../../src/sandbox/clip/pixel-size.ts';

const lumaOf = ({ y, stride, width, height }: Picture) => ({ data: y, width, height, stride, step: 1 });

/** The picture as a canvas of another size would hold it, by the nearest sample. */
function scaledRgba(picture: Picture, width: number, height: number) {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const from = Math.floor((row * picture.height) / height) * picture.stride;
      const luma = picture.y[from + Math.floor((column * picture.width) / width)] ?? 0;
      data.fill(((luma - 16) * 255) / 219, (row * width + column) * 4, (row * width + column) * 4 + 3);
    }
  }
  return { data, width, height, stride: width * 4, step: 4 };
}

describe.each(allPixelSizes().map((size) => [`${size.width}×${size.height}`, size] as const))('at %s', (_, size) => {
  test('what is written is read, and at a third, half and twice the size', () => {
    const picture = createPicture(size.width, size.height);
    writeBitStrip(picture, 0xdeadbeef, 359);
    const said = { hash: 'deadbeef', frame: 359 };
    expect(readBitStrip(lumaOf(picture))).toEqual(said);
    for (const factor of [1 / 3, 0.5, 2]) {
      const scaled = scaledRgba(picture, Math.round(size.width * factor), Math.round(size.height * factor));
      expect(readBitStrip(scaled)).toEqual(said);
    }
  });

  test('the strip lies on whole macroblocks within the picture, its squares at least 16 pixels', () => {
    const { x, y, width, height, square } = bitStripRect(size);
    expect([x % 16, (y + height) % 16]).toEqual([0, 0]);
    expect(square).toBeGreaterThanOrEqual(16);
    expect(x + width).toBeLessThan(size.width);
    expect(y + height).toBeLessThan(size.height);
  });
});

test('any hash and any frame number comes back', () => {
  const picture = createPicture(864, 496);
  assert(
    property(nat(0xffffffff), nat(0xffff), (hash, frame) => {
      writeBitStrip(picture, hash, frame);
      expect(readBitStrip(lumaOf(picture))).toEqual({ hash: hash.toString(16).padStart(8, '0'), frame });
    }),
    { numRuns: 50 },
  );
});

test('one wrong square of the 72 makes the strip unreadable, whichever it is', () => {
  const picture = createPicture(1280, 720);
  const { x, y, square } = bitStripRect(picture);
  for (let index = 0; index < 72; index++) {
    writeBitStrip(picture, 0x12345678, 42);
    const left = x + (index % 24) * square;
    const top = y + Math.floor(index / 24) * square;
    const flipped = picture.y[top * picture.stride + left] === 16 ? 235 : 16;
    for (let row = top; row < top + square; row++) {
      picture.y.fill(flipped, row * picture.stride + left, row * picture.stride + left + square);
    }
    expect(readBitStrip(lumaOf(picture))).toBeUndefined();
  }
});

test('a strip that has faded is read', () => {
  const picture = createPicture(1280, 720);
  writeBitStrip(picture, 0x12345678, 42);
  picture.y.forEach((sample, index) => (picture.y[index] = 100 + Math.floor(sample / 12)));
  expect(readBitStrip(lumaOf(picture))).toEqual({ hash: '12345678', frame: 42 });
});

test('a frame without a strip says nothing', () => {
  const picture = createPicture(1280, 720);
  expect(readBitStrip(lumaOf(picture))).toBeUndefined();
  picture.y.forEach((_, index) => (picture.y[index] = (index * 2_654_435_761) >>> 24));
  expect(readBitStrip(lumaOf(picture))).toBeUndefined();
});

test('a frame of a shape that no clip has says nothing', () => {
  expect(
    readBitStrip({ data: new Uint8Array(300 * 100), width: 300, height: 100, stride: 300, step: 1 }),
  ).toBeUndefined();
});
