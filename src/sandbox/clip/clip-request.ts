import type { Ratio, Resolution } from './pixel-size.ts';

/** Everything that decides a clip's bytes. */
export interface ClipRequest {
  readonly prompt: string;
  /** Whole seconds, 4 to 15. */
  readonly duration: number;
  readonly resolution: Resolution;
  /** "adaptive" has to be resolved before. */
  readonly ratio: Ratio;
  /** Chooses the landscape and the pitch of the beeps. */
  readonly seed: number;
  readonly audio: boolean;
  /** One line each on the card, such as `Image 1: mara.png`. */
  readonly references: readonly string[];
  /** 64 hex characters; the first 8 stand in the strip of bits. */
  readonly requestHash: string;
  /** A short mark for the card, such as the beginning of the request id. */
  readonly label: string;
}
