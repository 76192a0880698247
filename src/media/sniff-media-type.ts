/** The media types that are told apart by their first bytes. */
export type SniffedMediaType =
  | 'video/mp4'
  | 'video/quicktime'
  | 'image/png'
  | 'image/jpeg'
  | 'image/webp'
  | 'image/gif'
  | 'image/bmp'
  | 'image/tiff'
  | 'audio/wav'
  | 'audio/mpeg';

/** Brands in `ftyp` that are built like an MP4 but are pictures or sound alone. */
const otherBrands = new Set(['avif', 'avis', 'heic', 'heix', 'hevc', 'hevx', 'mif1', 'msf1', 'M4A ', 'M4B ', 'crx ']);
/** Boxes that open a QuickTime file written before `ftyp` existed. */
const quickTimeStarts = new Set(['moov', 'mdat', 'wide', 'pnot']);
/** Sizes of the information header that follows the 14 bytes of a BMP's file header. */
const bmpHeaders = new Set([12, 40, 52, 56, 64, 108, 124]);

/** Says what a file is by its first bytes, whatever its name or its server calls it; undefined when none of these. */
export function sniffMediaType(bytes: Uint8Array): SniffedMediaType | undefined {
  const text = (from: number, length: number): string => String.fromCharCode(...bytes.subarray(from, from + length));
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (text(0, 3) === '\xff\xd8\xff') return 'image/jpeg';
  if (text(0, 6) === 'GIF87a' || text(0, 6) === 'GIF89a') return 'image/gif';
  if (text(0, 4) === 'RIFF' && text(8, 4) === 'WEBP') return 'image/webp';
  if (text(0, 4) === 'RIFF' && text(8, 4) === 'WAVE') return 'audio/wav';
  if (text(0, 4) === 'II*\0' || text(0, 4) === 'MM\0*') return 'image/tiff';
  if (text(0, 2) === 'BM' && text(6, 4) === '\0\0\0\0' && bmpHeaders.has(bytes[14] ?? 0)) return 'image/bmp';
  if (text(4, 4) === 'ftyp') {
    const brand = text(8, 4);
    if (brand === 'qt  ') return 'video/quicktime';
    return brand.length < 4 || otherBrands.has(brand) ? undefined : 'video/mp4';
  }
  if (quickTimeStarts.has(text(4, 4))) return 'video/quicktime';
  if (text(0, 3) === 'ID3' || isMp3Frame(bytes)) return 'audio/mpeg';
  return undefined;
}

/** An MPEG audio frame header (ISO/IEC 11172-3 clause 2.4.2.3) of layer III, with no reserved value in it. */
function isMp3Frame(bytes: Uint8Array): boolean {
  const [first = 0, second = 0, third = 0] = bytes;
  const synchronised = first === 0xff && (second & 0xe0) === 0xe0;
  const version = (second >> 3) & 3;
  const layer = (second >> 1) & 3;
  const bitrate = third >> 4;
  const rate = (third >> 2) & 3;
  return synchronised && version !== 1 && layer === 1 && bitrate !== 0 && bitrate !== 15 && rate !== 3;
}
