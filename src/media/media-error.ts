/** Why a media operation failed. `clip` and `output` mean the bytes that came in and went out, the others our surroundings. */
export type MediaErrorReason =
  | 'no-clips'
  | 'clip-unreadable'
  | 'clip-without-video'
  | 'no-decoder'
  | 'bad-output'
  | 'worker-failed';

/** A media operation that failed; the message is a sentence for a person, `reason` is for decisions. */
export class MediaError extends Error {
  override readonly name = 'MediaError';
  readonly reason: MediaErrorReason;

  constructor(reason: MediaErrorReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
