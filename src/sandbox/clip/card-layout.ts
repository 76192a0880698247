import { bitStripRect, cardMargin } from './bit-strip.ts';
import type { PixelSize } from './pixel-size.ts';
import { textWidth } from './text.ts';
import { capHeight } from './typeface.ts';

/** Where things stand on a card and how large they are, in pixels. */
export interface CardLayout {
  readonly margin: number;
  /** Width between the margins. */
  readonly measure: number;
  /** Type size of header, references and the line about the clip. */
  readonly small: number;
  readonly header: { readonly top: number; readonly height: number };
  /** The room for prompt and references. */
  readonly text: { readonly top: number; readonly bottom: number };
  /** Type sizes a prompt may have, largest first. */
  readonly promptSizes: readonly number[];
  readonly referenceColumns: number;
  /** Where the farthest ridge begins, and what the nearest one always covers. */
  readonly horizon: number;
  readonly ground: number;
  readonly sunRadius: number;
  /** The line about the clip: its baseline and the width it has. */
  readonly facts: { readonly baseline: number; readonly width: number };
  readonly timecode: { readonly baseline: number; readonly size: number; readonly x: number; readonly digit: number };
}

/** Every digit of the timecode takes the room of the widest, so that nothing moves but what changes. */
const widestDigits = '0123456789';

/** The layout for a size: the same picture for all, with the timecode beside the strip where there is room. */
export function cardLayout(size: PixelSize): CardLayout {
  const { width, height } = size;
  const short = Math.min(width, height);
  const margin = cardMargin(size);
  const measure = width - 2 * margin;
  const strip = bitStripRect(size);
  const small = Math.max(14, Math.round(short * 0.027));
  const wide = width > height * 1.2;
  const timecodeSize = wide ? Math.round(strip.height * 0.8) : Math.round(small * 1.9);
  const digit = Math.ceil(Math.max(...Array.from(widestDigits, (each) => textWidth(each, timecodeSize))));
  const timecodeWidth = timecodeCells * digit;
  const factsBaseline = strip.y - Math.round(small * 0.9);
  const headerHeight = Math.round(small * 1.75);
  const ground = factsBaseline - Math.round((wide ? small : timecodeSize) * 1.25);
  const textTop = margin + headerHeight + Math.round(short * 0.06);
  return {
    margin,
    measure,
    small,
    header: { top: margin, height: headerHeight },
    text: { top: textTop, bottom: Math.round(height * 0.51) },
    promptSizes: [0.094, 0.08, 0.068, 0.057, 0.048, 0.041, 0.036].map((part) => Math.max(16, Math.round(short * part))),
    referenceColumns: wide ? 3 : width >= height ? 2 : 1,
    horizon: Math.round(height * 0.58),
    ground,
    sunRadius: Math.round(short * 0.062),
    facts: { baseline: factsBaseline, width: wide ? measure : measure - timecodeWidth - small * 2 },
    timecode: {
      baseline: wide
        ? strip.y + strip.height - Math.round((strip.height - timecodeSize * capHeight) / 2)
        : factsBaseline,
      size: timecodeSize,
      x: width - margin - timecodeWidth,
      digit,
    },
  };
}

/** `00:00:00` with colons of half a digit. */
const timecodeCells = 7;
