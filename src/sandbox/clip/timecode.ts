import type { Colour } from './colour.ts';
import type { CardLayout } from './card-layout.ts';
import { copyRect, type Picture } from './picture.ts';
import { drawText, textWidth } from './text.ts';
import type { Typeface } from './typeface.ts';

/** Minutes, seconds and frames: `00:03:17`. */
export function timecodeText(frame: number, fps: number): string {
  const seconds = Math.floor(frame / fps);
  return [Math.floor(seconds / 60), seconds % 60, frame % fps].map((part) => String(part).padStart(2, '0')).join(':');
}

/** Draws the characters of a timecode that differ from the one before, over the bare background. */
export function drawTimecode(
  picture: Picture,
  background: Picture,
  typeface: Typeface,
  layout: CardLayout,
  now: string,
  before: string,
  ink: Colour,
): void {
  const { baseline, size, x, digit } = layout.timecode;
  let cell = x;
  for (let index = 0; index < now.length; index++) {
    const character = now.charAt(index);
    const width = character === ':' ? digit / 2 : digit;
    if (character !== before[index]) {
      // Round digits reach a little below the baseline.
      const box = { x: Math.floor(cell), y: baseline - size, width: Math.ceil(width), height: Math.ceil(size * 1.15) };
      copyRect(picture, background, box);
      const centred = cell + (width - textWidth(character, size)) / 2;
      drawText(picture, typeface, character, centred, baseline, { size, colour: ink });
    }
    cell += width;
  }
}
