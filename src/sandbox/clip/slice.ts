import type { BitWriter } from './bit-writer.ts';
import { exactPrediction, sameMacroblock, writeIntra16x16, writePcm } from './macroblock.ts';
import type { Picture } from './picture.ts';
import { frameNumberBits } from './sequence-parameter-set.ts';

/** `slice_type`, ITU-T H.264 table 7-6: the values that also promise that all slices of the picture are alike. */
const sliceType = { p: 5, i: 7 } as const;
/** `disable_deblocking_filter_idc`: the filter would change samples that are already exact. */
const deblockingOff = 1;

/** What a slice is written from. */
export interface Slice {
  readonly picture: Picture;
  /** The picture before; undefined makes an IDR picture. */
  readonly reference: Picture | undefined;
  /** `frame_num`: 0 at an IDR picture, one more at each picture after it. */
  readonly frameNumber: number;
  /** `idr_pic_id`: neighbouring IDR pictures have different ones. */
  readonly idrPictureId: number;
}

/** Writes a slice that holds a whole picture: header (clause 7.3.3), macroblocks (clause 7.3.4), trailing bits. */
export function writeSlice(bits: BitWriter, slice: Slice): void {
  writeHeader(bits, slice);
  writeMacroblocks(bits, slice);
  bits.trailingBits();
}

function writeHeader(bits: BitWriter, { reference, frameNumber, idrPictureId }: Slice): void {
  bits.unsignedGolomb(0); // first_mb_in_slice
  bits.unsignedGolomb(reference ? sliceType.p : sliceType.i);
  bits.unsignedGolomb(0); // pic_parameter_set_id
  bits.unsigned(frameNumberBits, frameNumber & ((1 << frameNumberBits) - 1));
  if (reference) {
    bits.unsigned(1, 0); // num_ref_idx_active_override_flag
    bits.unsigned(1, 0); // ref_pic_list_modification_flag_l0
    bits.unsigned(1, 0); // adaptive_ref_pic_marking_mode_flag
  } else {
    bits.unsignedGolomb(idrPictureId);
    bits.unsigned(1, 0); // no_output_of_prior_pics_flag
    bits.unsigned(1, 0); // long_term_reference_flag
  }
  bits.signedGolomb(0); // slice_qp_delta
  bits.unsignedGolomb(deblockingOff);
}

function writeMacroblocks(bits: BitWriter, { picture, reference }: Slice): void {
  const { columns, rows, changed } = picture;
  const inPSlice = reference !== undefined;
  const pcm = new Uint8Array(columns * rows);
  let skipped = 0;
  for (let row = 0, address = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, address++) {
      if (reference) {
        // P_Skip repeats the reference exactly: every motion vector in these pictures is zero (clause 8.4.1.1).
        if (!changed[address] || sameMacroblock(picture, reference, column, row)) {
          skipped++;
          continue;
        }
        bits.unsignedGolomb(skipped); // mb_skip_run
        skipped = 0;
      }
      const prediction = exactPrediction(picture, column, row);
      if (prediction) {
        const besidePcm = (column > 0 && pcm[address - 1] === 1) || (row > 0 && pcm[address - columns] === 1);
        writeIntra16x16(bits, prediction, besidePcm, inPSlice);
      } else {
        writePcm(bits, picture, column, row, inPSlice);
        pcm[address] = 1;
      }
    }
  }
  if (skipped > 0) bits.unsignedGolomb(skipped);
}
