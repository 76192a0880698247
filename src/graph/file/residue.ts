import type { LosslessValue } from './lossless-json.ts';

/**
 * What a file held of a thing, as it was parsed: what the document does not understand, and what nobody touched, is written
 * back from here. Opaque outside the codec.
 */
export interface Residue {
  readonly raw: LosslessValue;
}
