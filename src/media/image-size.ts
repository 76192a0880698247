import { sniffMediaType } from './sniff-media-type.ts';

/** Width and height in pixels as stored, before any orientation that metadata asks for. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** The pixel size of a PNG, JPEG, WebP, GIF or BMP, read from its header; undefined when it is none or the header is cut off. */
export function imageSize(bytes: Uint8Array): ImageSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = readSize(view, bytes);
  return size && size.width > 0 && size.height > 0 ? size : undefined;
}

function readSize(view: DataView, bytes: Uint8Array): ImageSize | undefined {
  const fits = (length: number): boolean => bytes.length >= length;
  switch (sniffMediaType(bytes)) {
    case 'image/png':
      return fits(24) ? { width: view.getUint32(16), height: view.getUint32(20) } : undefined;
    case 'image/gif':
      return fits(10) ? { width: view.getUint16(6, true), height: view.getUint16(8, true) } : undefined;
    case 'image/bmp':
      return fits(26) ? bmpSize(view) : undefined;
    case 'image/webp':
      return fits(30) ? webpSize(view, bytes) : undefined;
    case 'image/jpeg':
      return jpegSize(view);
    default:
      return undefined;
  }
}

function bmpSize(view: DataView): ImageSize {
  // The oldest header (12 bytes) has 16-bit sizes; a negative height means that rows run from the top.
  if (view.getUint32(14, true) === 12) return { width: view.getUint16(18, true), height: view.getUint16(20, true) };
  return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
}

/** WebP container specification: `VP8X` canvas, `VP8L` packed 14-bit sizes, or the `VP8 ` key frame header (RFC 6386, 9.1). */
function webpSize(view: DataView, bytes: Uint8Array): ImageSize | undefined {
  const uint24 = (at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  switch (String.fromCharCode(...bytes.subarray(12, 16))) {
    case 'VP8X':
      return { width: uint24(24) + 1, height: uint24(27) + 1 };
    case 'VP8L': {
      const packed = view.getUint32(21, true);
      return { width: (packed & 0x3fff) + 1, height: ((packed >> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    default:
      return undefined;
  }
}

/** Walks the segments of a JPEG (ITU-T T.81 annex B) to its frame header. */
function jpegSize(view: DataView): ImageSize | undefined {
  let at = 2;
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const standsAlone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    if (standsAlone) {
      at += 2;
      continue;
    }
    // SOF0 to SOF15 without DHT (C4), JPG (C8) and DAC (CC), which share their range.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    }
    if (marker === 0xd9 || marker === 0xda) return undefined;
    at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  return undefined;
}
