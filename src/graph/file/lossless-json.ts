import type { LosslessNumber } from 'lossless-json';

/** JSON whose numbers keep their text. */
export type LosslessValue = null | boolean | string | LosslessNumber | readonly LosslessValue[] | LosslessObject;
export interface LosslessObject {
  readonly [key: string]: LosslessValue;
}
