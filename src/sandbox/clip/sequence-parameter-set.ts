import { createBitWriter } from './bit-writer.ts';
import { levelFor } from './level.ts';
import { nalUnit, nalUnitType } from './nal-unit.ts';

/** `frame_num` is written in this many bits (clause 7.4.2.1.1 allows 4 to 16). */
export const frameNumberBits = 8;

const constrainedBaseline = { profileIdc: 66, constraintFlags: 0xc0 } as const;
/** Tables E-3, E-4 and E-5: ITU-R BT.709. */
const bt709 = 1;
/** Table E-2: the format is not specified. */
const unspecifiedVideoFormat = 5;

/** The sequence parameter set as a NAL unit: ITU-T H.264 clause 7.3.2.1.1, with the usability information of annex E. */
export function sequenceParameterSet(width: number, height: number, fps: number): Uint8Array {
  const columns = Math.ceil(width / 16);
  const rows = Math.ceil(height / 16);
  const set = createBitWriter();
  set.unsigned(8, constrainedBaseline.profileIdc);
  set.unsigned(8, constrainedBaseline.constraintFlags);
  set.unsigned(8, levelFor(columns * rows, fps));
  set.unsignedGolomb(0); // seq_parameter_set_id
  set.unsignedGolomb(frameNumberBits - 4); // log2_max_frame_num_minus4
  set.unsignedGolomb(2); // pic_order_cnt_type: output order is decoding order
  set.unsignedGolomb(1); // max_num_ref_frames
  set.unsigned(1, 0); // gaps_in_frame_num_value_allowed_flag
  set.unsignedGolomb(columns - 1); // pic_width_in_mbs_minus1
  set.unsignedGolomb(rows - 1); // pic_height_in_map_units_minus1
  set.unsigned(1, 1); // frame_mbs_only_flag
  set.unsigned(1, 1); // direct_8x8_inference_flag
  writeCropping(columns * 16 - width, rows * 16 - height);
  set.unsigned(1, 1); // vui_parameters_present_flag
  writeUsability();
  set.trailingBits();
  return nalUnit(nalUnitType.sequenceParameterSet, set.written());

  function writeCropping(right: number, bottom: number): void {
    const cropped = right > 0 || bottom > 0;
    set.unsigned(1, cropped ? 1 : 0); // frame_cropping_flag
    if (!cropped) return;
    // In units of chroma samples (clause 7.4.2.1.1, CropUnitX and CropUnitY are 2 for 4:2:0).
    set.unsignedGolomb(0); // left
    set.unsignedGolomb(right / 2);
    set.unsignedGolomb(0); // top
    set.unsignedGolomb(bottom / 2);
  }

  function writeUsability(): void {
    set.unsigned(1, 1); // aspect_ratio_info_present_flag
    set.unsigned(8, 1); // aspect_ratio_idc: square samples (table E-1)
    set.unsigned(1, 0); // overscan_info_present_flag
    set.unsigned(1, 1); // video_signal_type_present_flag
    set.unsigned(3, unspecifiedVideoFormat);
    set.unsigned(1, 0); // video_full_range_flag
    set.unsigned(1, 1); // colour_description_present_flag
    set.unsigned(8, bt709); // colour_primaries
    set.unsigned(8, bt709); // transfer_characteristics
    set.unsigned(8, bt709); // matrix_coefficients
    set.unsigned(1, 0); // chroma_loc_info_present_flag
    set.unsigned(1, 1); // timing_info_present_flag
    set.unsigned(32, 1); // num_units_in_tick
    set.unsigned(32, fps * 2); // time_scale: two fields a frame
    set.unsigned(1, 1); // fixed_frame_rate_flag
    set.unsigned(1, 0); // nal_hrd_parameters_present_flag
    set.unsigned(1, 0); // vcl_hrd_parameters_present_flag
    set.unsigned(1, 0); // pic_struct_present_flag
    set.unsigned(1, 1); // bitstream_restriction_flag
    set.unsigned(1, 1); // motion_vectors_over_pic_boundaries_flag
    set.unsignedGolomb(0); // max_bytes_per_pic_denom: no limit
    set.unsignedGolomb(0); // max_bits_per_mb_denom: no limit
    set.unsignedGolomb(10); // log2_max_mv_length_horizontal
    set.unsignedGolomb(10); // log2_max_mv_length_vertical
    set.unsignedGolomb(0); // max_num_reorder_frames: a player may show each picture as soon as it is decoded
    set.unsignedGolomb(1); // max_dec_frame_buffering
  }
}
