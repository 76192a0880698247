import type { BitWriter } from './bit-writer.ts';
import type { Picture } from './picture.ts';

/** `mb_type` in I slices, ITU-T H.264 table 7-11; in P slices intra types follow the five inter types (table 7-13). */
const mbType = { firstIntra16x16: 1, pcm: 25, intraOffsetInPSlice: 5 } as const;
/** `Intra16x16PredMode`, table 8-4. */
const lumaMode = { vertical: 0, horizontal: 1 } as const;
/** `intra_chroma_pred_mode`, table 8-5. */
const chromaMode = { horizontal: 1, vertical: 2 } as const;

/** The prediction modes that give exactly the samples drawn, with no residual. */
export interface ExactPrediction {
  readonly luma: number;
  readonly chroma: number;
}

type Planes = Pick<Picture, 'y' | 'u' | 'v'>;

/** Whether a macroblock has the same samples in both pictures. */
export function sameMacroblock(a: Picture, b: Planes, column: number, row: number): boolean {
  const half = a.stride >> 1;
  const luma = row * 16 * a.stride + column * 16;
  const chroma = row * 8 * half + column * 8;
  return (
    sameBlock(a.y, b.y, luma, a.stride, 16) &&
    sameBlock(a.u, b.u, chroma, half, 8) &&
    sameBlock(a.v, b.v, chroma, half, 8)
  );
}

function sameBlock(a: Uint8Array, b: Uint8Array, from: number, stride: number, size: number): boolean {
  for (let row = 0, start = from; row < size; row++, start += stride) {
    for (let at = start; at < start + size; at++) if (a[at] !== b[at]) return false;
  }
  return true;
}

/**
 * The intra prediction (clauses 8.3.3 and 8.3.4) that needs no residual, if there is one: every row repeats the sample
 * to its left, or every column the one above. Undefined where the samples have to be sent as they are.
 */
export function exactPrediction(picture: Picture, column: number, row: number): ExactPrediction | undefined {
  const { stride, y, u, v } = picture;
  const half = stride >> 1;
  const luma = row * 16 * stride + column * 16;
  const chroma = row * 8 * half + column * 8;
  const hasAbove = row > 0;
  const hasLeft = column > 0;
  let lumaFound: number | undefined;
  if (hasAbove && repeatsAbove(y, luma, stride, 16)) lumaFound = lumaMode.vertical;
  else if (hasLeft && repeatsLeft(y, luma, stride, 16)) lumaFound = lumaMode.horizontal;
  if (lumaFound === undefined) return undefined;
  if (hasAbove && repeatsAbove(u, chroma, half, 8) && repeatsAbove(v, chroma, half, 8)) {
    return { luma: lumaFound, chroma: chromaMode.vertical };
  }
  if (hasLeft && repeatsLeft(u, chroma, half, 8) && repeatsLeft(v, chroma, half, 8)) {
    return { luma: lumaFound, chroma: chromaMode.horizontal };
  }
  return undefined;
}

function repeatsAbove(plane: Uint8Array, from: number, stride: number, size: number): boolean {
  for (let row = 0, start = from; row < size; row++, start += stride) {
    for (let at = start; at < start + size; at++) if (plane[at] !== plane[at - stride]) return false;
  }
  return true;
}

function repeatsLeft(plane: Uint8Array, from: number, stride: number, size: number): boolean {
  for (let row = 0, start = from; row < size; row++, start += stride) {
    const left = plane[start - 1];
    for (let at = start; at < start + size; at++) if (plane[at] !== left) return false;
  }
  return true;
}

/**
 * Writes an Intra_16x16 macroblock without residual (clause 7.3.5). `besidePcm` tells whether the macroblock to the left
 * or above is I_PCM: those count 16 coefficients, which changes the code for "no coefficient" (clause 9.2.1, table 9-5).
 */
export function writeIntra16x16(
  bits: BitWriter,
  prediction: ExactPrediction,
  besidePcm: boolean,
  inPSlice: boolean,
): void {
  bits.unsignedGolomb((inPSlice ? mbType.intraOffsetInPSlice : 0) + mbType.firstIntra16x16 + prediction.luma);
  bits.unsignedGolomb(prediction.chroma);
  bits.signedGolomb(0); // mb_qp_delta
  if (besidePcm) bits.unsigned(6, 0b000011); // coeff_token for nC >= 8
  else bits.unsigned(1, 1); // coeff_token for nC < 2
}

/** Writes an I_PCM macroblock: 256 samples of luma, then 64 of each chroma (clause 7.3.5). */
export function writePcm(bits: BitWriter, picture: Picture, column: number, row: number, inPSlice: boolean): void {
  bits.unsignedGolomb((inPSlice ? mbType.intraOffsetInPSlice : 0) + mbType.pcm);
  bits.alignWithZeros();
  const { stride } = picture;
  const half = stride >> 1;
  writeBlock(bits, picture.y, row * 16 * stride + column * 16, stride, 16);
  writeBlock(bits, picture.u, row * 8 * half + column * 8, half, 8);
  writeBlock(bits, picture.v, row * 8 * half + column * 8, half, 8);
}

function writeBlock(bits: BitWriter, plane: Uint8Array, from: number, stride: number, size: number): void {
  for (let row = 0; row < size; row++) bits.bytes(plane.subarray(from + row * stride, from + row * stride + size));
}
