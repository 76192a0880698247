import { writeBitStrip } from './bit-strip.ts';
import { drawCard, drawLamp, ink } from './card.ts';
import { cardLayout, type CardLayout } from './card-layout.ts';
import { createLandscape, paintLandscape, type Sun } from './landscape.ts';
import type { ClipRequest } from './clip-request.ts';
import { copyRect, createPicture, type Picture, type Rect } from './picture.ts';
import type { PixelSize } from './pixel-size.ts';
import { drawTimecode, timecodeText } from './timecode.ts';
import { createTypeface } from './typeface.ts';

/** A beep is seen for this many frames. */
const litFrames = 3;

/**
 * The frames of a clip, one after the other in one picture that is drawn on: what is given is valid until the next is
 * asked for. Throws RangeError when the request's hash is not 64 hex characters.
 */
export function* animate(request: ClipRequest, size: PixelSize, frames: number, fps: number): Generator<Picture> {
  const hash = stripHash(request.requestHash);
  const layout = cardLayout(size);
  const typeface = createTypeface();
  const picture = createPicture(size.width, size.height);
  const landscape = createLandscape(picture, request.seed, layout.horizon, layout.ground);
  let sun = sunAt(size, layout, request.seed, 0);
  paintLandscape(picture, landscape, sun, wholePicture(picture));
  drawCard(picture, typeface, layout, request);
  const background = createPicture(size.width, size.height);
  copyRect(background, picture, wholePicture(picture));
  let before = '';
  for (let frame = 0; frame < frames; frame++) {
    const set = sun;
    sun = sunAt(size, layout, request.seed, frame / frames);
    paintLandscape(picture, landscape, sun, around(set));
    paintLandscape(picture, landscape, sun, around(sun));
    const now = timecodeText(frame, fps);
    drawTimecode(picture, background, typeface, layout, now, before, ink.strong);
    before = now;
    if (request.audio) drawLamp(picture, background, layout, frame % fps < litFrames);
    writeBitStrip(picture, hash, frame);
    yield picture;
  }
}

function stripHash(requestHash: string): number {
  if (!/^[0-9a-f]{64}$/.test(requestHash)) throw new RangeError('A request hash has 64 lower-case hex characters.');
  return Number.parseInt(requestHash.slice(0, 8), 16);
}

function wholePicture(picture: Picture): Rect {
  return { x: 0, y: 0, width: picture.stride, height: picture.rows * 16 };
}

/** The sun crosses the sky between text and ridges in an arc; the seed chooses from which side it comes. */
function sunAt(size: PixelSize, layout: CardLayout, seed: number, progress: number): Sun {
  const across = 0.24 + 0.6 * progress;
  const radius = layout.sunRadius;
  const highest = layout.text.bottom + radius * 1.3;
  const lowest = layout.horizon + (layout.ground - layout.horizon) * 0.12;
  const height = 4 * progress * (1 - progress);
  return {
    x: size.width * ((seed & 1) === 0 ? across : 1 - across),
    y: lowest + (Math.min(highest, lowest) - lowest) * height,
    radius,
  };
}

function around({ x, y, radius }: Sun): Rect {
  const left = Math.floor(x - radius - 1);
  const top = Math.floor(y - radius - 1);
  return { x: left, y: top, width: Math.ceil(2 * radius) + 3, height: Math.ceil(2 * radius) + 3 };
}
