import { crc16 } from './crc16.ts';
import { fillRect, type Picture, type Rect } from './picture.ts';
import { allPixelSizes, type PixelSize } from './pixel-size.ts';

/**
 * The strip: 72 squares in 3 rows of 24, white for one and black for zero, most significant bit first: a sync byte, the
 * first 32 bits of the request hash, 16 bits of frame number, and a CRC-16 over hash and number.
 */
const squaresPerRow = 24;
const rows = 3;
const sync = 0xa6;
const black = { y: 16, u: 128, v: 128 };
const white = { y: 235, u: 128, v: 128 };

/** What a strip says. */
export interface BitStripReading {
  /** The first 32 bits of the request hash, as 8 hex characters. */
  readonly hash: string;
  /** Counted from 0. */
  readonly frame: number;
}

/**
 * Pixels to read from: `step` bytes from one pixel to the next, `stride` bytes from one row to the next. The luma plane of
 * a decoded frame has step 1; the red channel of RGBA, as a canvas gives it, has step 4.
 */
export interface LumaSamples {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
  readonly stride: number;
  readonly step: number;
}

/** Where the strip stands in a picture: on whole macroblocks, in the lower left corner, within the margin of the card. */
export function bitStripRect({ width, height }: PixelSize): Rect & { readonly square: number } {
  const margin = cardMargin({ width, height });
  const square = Math.max(16, 8 * Math.floor(Math.min(width, height) / 240));
  const stripHeight = rows * square;
  const bottom = Math.floor((height - margin) / 16) * 16;
  return { x: margin, y: bottom - stripHeight, width: squaresPerRow * square, height: stripHeight, square };
}

/** The free edge around everything on the card, in whole macroblocks, so that most squares are coded cheaply. */
export function cardMargin({ width, height }: PixelSize): number {
  return 16 * Math.max(1, Math.round(Math.min(width, height) / 256));
}

/** Draws the strip; `hash` is a number of 32 bits, `frame` one of 16. */
export function writeBitStrip(picture: Picture, hash: number, frame: number): void {
  const { x, y, square } = bitStripRect(picture);
  const bits = stripBytes(hash, frame);
  for (let index = 0; index < rows * squaresPerRow; index++) {
    const place = { x: x + (index % squaresPerRow) * square, y: y + Math.floor(index / squaresPerRow) * square };
    fillRect(picture, { ...place, width: square, height: square }, bitAt(bits, index) ? white : black);
  }
}

/**
 * Reads the strip of a whole frame at any scale. Undefined when there is none or its checksum does not hold.
 */
export function readBitStrip(samples: LumaSamples): BitStripReading | undefined {
  for (const size of allPixelSizes()) {
    if (!isScaled(size, samples)) continue;
    const reading = readAs(samples, size);
    if (reading) return reading;
  }
  return undefined;
}

/** Whether a frame may be a picture of `size`, scaled: both sides by one factor, each rounded to a nearby even number. */
function isScaled(size: PixelSize, { width, height }: LumaSamples): boolean {
  const factor = width / size.width;
  return Math.abs(height - size.height * factor) <= 2 + 2 * (size.height / size.width);
}

function readAs(samples: LumaSamples, size: PixelSize): BitStripReading | undefined {
  const { x, y, square } = bitStripRect(size);
  const scaleX = samples.width / size.width;
  const scaleY = samples.height / size.height;
  const squareMean = (index: number): number =>
    mean(
      samples,
      (x + (index % squaresPerRow) * square) * scaleX,
      (y + Math.floor(index / squaresPerRow) * square) * scaleY,
      square * scaleX,
      square * scaleY,
    );
  const threshold = syncThreshold(squareMean);
  const bits = new Uint8Array((rows * squaresPerRow) / 8);
  for (let index = 0; index < rows * squaresPerRow; index++) {
    if (squareMean(index) > threshold) bits[index >> 3]! |= 0x80 >> (index & 7);
  }
  return parseStrip(bits);
}

/** Half way between the white and the black squares of the sync byte. */
function syncThreshold(squareMean: (index: number) => number): number {
  const ones: number[] = [];
  const zeros: number[] = [];
  for (let index = 0; index < 8; index++) (sync & (0x80 >> index) ? ones : zeros).push(squareMean(index));
  return (Math.min(...ones) + Math.max(...zeros)) / 2;
}

/** The mean over the middle half of a square, away from edges that scaling has blurred. */
function mean(samples: LumaSamples, x: number, y: number, width: number, height: number): number {
  const left = Math.floor(x + width / 4);
  const right = Math.max(left + 1, Math.ceil(x + (width * 3) / 4));
  const top = Math.floor(y + height / 4);
  const bottom = Math.max(top + 1, Math.ceil(y + (height * 3) / 4));
  let sum = 0;
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      sum += samples.data[row * samples.stride + column * samples.step] ?? 0;
    }
  }
  return sum / ((right - left) * (bottom - top));
}

function stripBytes(hash: number, frame: number): Uint8Array {
  const bytes = new Uint8Array((rows * squaresPerRow) / 8);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, sync);
  view.setUint32(1, hash);
  view.setUint16(5, frame);
  view.setUint16(7, crc16(bytes.subarray(1, 7)));
  return bytes;
}

function parseStrip(bytes: Uint8Array): BitStripReading | undefined {
  const view = new DataView(bytes.buffer);
  if (view.getUint8(0) !== sync || view.getUint16(7) !== crc16(bytes.subarray(1, 7))) return undefined;
  return { hash: view.getUint32(1).toString(16).padStart(8, '0'), frame: view.getUint16(5) };
}

function bitAt(bytes: Uint8Array, index: number): boolean {
  return ((bytes[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0;
}
