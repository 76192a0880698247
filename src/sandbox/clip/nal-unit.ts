/** `nal_unit_type`, ITU-T H.264 table 7-1: the four that a clip needs. */
export const nalUnitType = { nonIdrSlice: 1, idrSlice: 5, sequenceParameterSet: 7, pictureParameterSet: 8 } as const;

/** One of the types in {@link nalUnitType}. */
export type NalUnitType = (typeof nalUnitType)[keyof typeof nalUnitType];

const emulationPrevention = 3;

/**
 * Wraps a payload as a NAL unit of ITU-T H.264 clause 7.3.1. Wherever two zero bytes would be followed by a byte of at
 * most 3, `emulation_prevention_three_byte` goes between, so that no start code appears inside (clause 7.4.1).
 */
export function nalUnit(type: NalUnitType, payload: Uint8Array): Uint8Array {
  let insertions = 0;
  let zeros = 0;
  for (const byte of payload) {
    if (zeros === 2 && byte <= 3) {
      insertions++;
      zeros = 0;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  const unit = new Uint8Array(1 + payload.length + insertions);
  // forbidden_zero_bit 0 and nal_ref_idc 3: everything here is a parameter set or a reference picture.
  unit[0] = (3 << 5) | type;
  if (insertions === 0) {
    unit.set(payload, 1);
    return unit;
  }
  let at = 1;
  zeros = 0;
  for (const byte of payload) {
    if (zeros === 2 && byte <= 3) {
      unit[at++] = emulationPrevention;
      zeros = 0;
    }
    unit[at++] = byte;
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return unit;
}
