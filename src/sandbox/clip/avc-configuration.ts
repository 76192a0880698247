/** How a player is told to decode a track of H.264. */
export interface AvcConfiguration {
  /** The codec string of RFC 6381, for example `avc1.42c01f`. */
  readonly codec: string;
  /** `AVCDecoderConfigurationRecord`, ISO/IEC 14496-15 clause 5.3.3.1; access units carry four-byte lengths. */
  readonly record: Uint8Array;
}

/** The configuration that belongs to a pair of parameter sets, given as NAL units. */
export function avcConfiguration(sequenceSet: Uint8Array, pictureSet: Uint8Array): AvcConfiguration {
  const [, profile = 0, compatibility = 0, level = 0] = sequenceSet;
  const record = Uint8Array.from([
    1, // configurationVersion
    profile,
    compatibility,
    level,
    0xfc | 3, // reserved ones, lengthSizeMinusOne
    0xe0 | 1, // reserved ones, numOfSequenceParameterSets
    sequenceSet.length >> 8,
    sequenceSet.length & 255,
    ...sequenceSet,
    1, // numOfPictureParameterSets
    pictureSet.length >> 8,
    pictureSet.length & 255,
    ...pictureSet,
  ]);
  const hex = (value: number): string => value.toString(16).padStart(2, '0');
  return { codec: `avc1.${hex(profile)}${hex(compatibility)}${hex(level)}`, record };
}
