import { animate } from './animate.ts';
import type { ClipRequest } from './clip-request.ts';
import { createH264Encoder } from './h264-encoder.ts';
import { writeMp4 } from './mp4-writer.ts';
import { pixelSize } from './pixel-size.ts';
import { beeps } from './tones.ts';

export type { ClipRequest } from './clip-request.ts';

/** A finished clip. */
export interface Clip {
  /** An MP4: H.264, with AAC when sound was asked for. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly fps: number;
}

const fps = 24;
/** A picture that stands alone this often, so that a player can seek: every two seconds. */
const keyDistance = 2 * fps;

/**
 * Makes the clip of a request in memory. Equal requests give equal bytes, in Node and in browsers. Throws RangeError when
 * the duration or the hash is not what {@link ClipRequest} says.
 */
export async function makeClip(request: ClipRequest): Promise<Clip> {
  const { duration } = request;
  if (!Number.isInteger(duration) || duration < 1) throw new RangeError(`Not a duration in whole seconds: ${duration}`);
  const size = pixelSize(request.resolution, request.ratio);
  const frames = duration * fps;
  const encoder = createH264Encoder(size.width, size.height, fps);
  const bytes = await writeMp4({
    size,
    fps,
    configuration: encoder.configuration,
    pictures: accessUnits(),
    sound: request.audio ? beeps(duration, request.seed) : undefined,
  });
  return { bytes, ...size, frames, fps };

  function* accessUnits(): Generator<{ accessUnit: Uint8Array; key: boolean }> {
    let frame = 0;
    for (const picture of animate(request, size, frames, fps)) {
      const key = frame % keyDistance === 0;
      yield { accessUnit: encoder.encode(picture, key), key };
      frame++;
    }
  }
}
