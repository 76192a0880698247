import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageSize } from '../../src/media/image-size.ts';
import { sniffMediaType } from '../../src/media/sniff-media-type.ts';
import { clipFolder, ffmpeg, readBytes } from './make-clips.ts';

const folder = clipFolder();

/** A 321x123 picture, or a second of sound, as ffmpeg writes it. */
function made(name: string, ...options: string[]): Uint8Array {
  const source = options.includes('-vn') ? 'sine=d=1' : 'testsrc=size=321x123:d=0.1';
  ffmpeg([
    '-f',
    'lavfi',
    '-i',
    source,
    ...(options.includes('-vn') ? [] : ['-frames:v', '1']),
    ...options,
    folder.pathOf(name),
  ]);
  return readBytes(folder.pathOf(name));
}

const png = made('a.png');
const jpeg = made('a.jpg');
const gif = made('a.gif');
const bmp = made('a.bmp');
const lossy = made('a.webp', '-c:v', 'libwebp');
const lossless = made('b.webp', '-c:v', 'libwebp', '-lossless', '1');
const clip = folder.make('clip', { seconds: 0.2 }).bytes;
const ascii = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** An extended WebP whose canvas is the given size. */
function extendedWebp(width: number, height: number): Uint8Array {
  const uint24 = (value: number) => [value & 255, (value >> 8) & 255, value >> 16];
  const canvas = [...uint24(width - 1), ...uint24(height - 1)];
  return Uint8Array.of(...ascii('RIFF'), 0, 0, 0, 0, ...ascii('WEBPVP8X'), 10, 0, 0, 0, 0, 0, 0, 0, ...canvas);
}

describe('telling files apart by their first bytes', () => {
  it.each([
    ['video/mp4', clip],
    ['video/quicktime', made('a.mov', '-c:v', 'libx264')],
    ['video/quicktime', ascii('\0\0\0\x08wide\0\0\0\0mdat')],
    ['image/png', png],
    ['image/jpeg', jpeg],
    ['image/gif', gif],
    ['image/bmp', bmp],
    ['image/webp', lossy],
    ['image/webp', lossless],
    ['image/tiff', made('a.tiff')],
    ['image/tiff', ascii('MM\0*\0\0\0\x08')],
    ['audio/wav', made('a.wav', '-vn')],
    ['audio/mpeg', made('a.mp3', '-vn', '-id3v2_version', '3')],
    ['audio/mpeg', made('b.mp3', '-vn', '-id3v2_version', '0', '-write_xing', '0')],
  ])('says %s', (type, bytes) => {
    expect(sniffMediaType(bytes)).toBe(type);
  });

  it.each([
    ['nothing', new Uint8Array(0)],
    ['a web page', ascii('<!doctype html>')],
    ['an AVIF picture', ascii('\0\0\0\x1cftypavif\0\0\0\0')],
    ['an audio book', ascii('\0\0\0\x1cftypM4A \0\0\0\0')],
    ['AAC without a container', made('a.aac', '-vn')],
    ['a text that begins with BM', ascii('BMW builds motorcycles too')],
    ['another RIFF file', ascii('RIFF\0\0\0\0AVI LIST')],
    ['a cut-off ftyp', ascii('\0\0\0\x1cftyp')],
  ])('does not guess at %s', (_title, bytes) => {
    expect(sniffMediaType(bytes)).toBeUndefined();
  });
});

describe('reading the size of a picture from its header', () => {
  it.each([
    ['PNG', png],
    ['JPEG', jpeg],
    ['JPEG with fill bytes before a marker', Uint8Array.of(...jpeg.subarray(0, 2), 0xff, ...jpeg.subarray(2))],
    ['GIF', gif],
    ['BMP', bmp],
    ['lossy WebP', lossy],
    ['lossless WebP', lossless],
    ['extended WebP', extendedWebp(321, 123)],
  ])('reads a %s', (_title, bytes) => {
    expect(imageSize(bytes)).toEqual({ width: 321, height: 123 });
  });

  it('reads a BMP whose rows run from the top, and one with the oldest header', () => {
    const flipped = bmp.slice();
    new DataView(flipped.buffer).setInt32(22, -123, true);
    expect(imageSize(flipped)).toEqual({ width: 321, height: 123 });
    const old = Uint8Array.of(...ascii('BM'), ...new Uint8Array(12), 12, 0, 0, 0, 0x41, 1, 123, 0, 1, 0, 24, 0);
    expect(imageSize(old)).toEqual({ width: 321, height: 123 });
  });

  it('knows no size for clips, sound and what is cut off, and never throws', () => {
    expect(imageSize(clip)).toBeUndefined();
    expect(imageSize(png.subarray(0, 20))).toBeUndefined();
    fc.assert(
      fc.property(
        fc.constantFrom(png, jpeg, gif, bmp, lossy, lossless),
        fc.nat(700),
        fc.uint8Array({ maxLength: 40 }),
        (bytes, cut, noise) => {
          const size = imageSize(Buffer.concat([bytes.subarray(0, cut), noise]));
          expect(size === undefined || (size.width > 0 && size.height > 0)).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
