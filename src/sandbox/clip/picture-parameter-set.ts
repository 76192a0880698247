import { createBitWriter } from './bit-writer.ts';
import { nalUnit, nalUnitType } from './nal-unit.ts';

/** The picture parameter set as a NAL unit: ITU-T H.264 clause 7.3.2.2. CAVLC, one slice group, deblocking told by slice. */
export function pictureParameterSet(): Uint8Array {
  const set = createBitWriter();
  set.unsignedGolomb(0); // pic_parameter_set_id
  set.unsignedGolomb(0); // seq_parameter_set_id
  set.unsigned(1, 0); // entropy_coding_mode_flag: CAVLC
  set.unsigned(1, 0); // bottom_field_pic_order_in_frame_present_flag
  set.unsignedGolomb(0); // num_slice_groups_minus1
  set.unsignedGolomb(0); // num_ref_idx_l0_default_active_minus1
  set.unsignedGolomb(0); // num_ref_idx_l1_default_active_minus1
  set.unsigned(1, 0); // weighted_pred_flag
  set.unsigned(2, 0); // weighted_bipred_idc
  set.signedGolomb(0); // pic_init_qp_minus26
  set.signedGolomb(0); // pic_init_qs_minus26
  set.signedGolomb(0); // chroma_qp_index_offset
  set.unsigned(1, 1); // deblocking_filter_control_present_flag
  set.unsigned(1, 0); // constrained_intra_pred_flag
  set.unsigned(1, 0); // redundant_pic_cnt_present_flag
  set.trailingBits();
  return nalUnit(nalUnitType.pictureParameterSet, set.written());
}
