import { blend } from './blend.ts';
import type { Colour } from './colour.ts';
import type { Picture } from './picture.ts';
import { advance, type Typeface } from './typeface.ts';

/** How a line of text is set: size in pixels, extra space after each character in pixels. */
export interface TextStyle {
  readonly size: number;
  readonly colour: Colour;
  readonly tracking?: number;
}

const ellipsis = '…';
const blank = /[\p{White_Space}\p{Cc}]+/gu;
/** Joiners, variation selectors, marks of direction: they stand for nothing that could be drawn by itself. */
const invisible = /[\p{Cf}\p{Variation_Selector}]/gu;

/** Width of a text in pixels. */
export function textWidth(text: string, size: number, tracking = 0): number {
  let width = 0;
  for (const character of text) width += advance(character, size) + tracking;
  return width;
}

/** Draws one line of text with its pen at `x` and its baseline at `baseline`. */
export function drawText(
  picture: Picture,
  typeface: Typeface,
  text: string,
  x: number,
  baseline: number,
  style: TextStyle,
): void {
  let pen = x;
  for (const character of text) {
    const whole = Math.floor(pen);
    const glyph = typeface.glyph(character, style.size, pen - whole);
    blend(picture, { ...glyph, left: whole + glyph.left, top: baseline + glyph.top }, style.colour);
    pen += advance(character, style.size) + (style.tracking ?? 0);
  }
}

/**
 * The text as paragraphs ready for setting: composed characters, one space where there was white space, nothing
 * invisible. Only the first `limit` characters are looked at, so a text of any length takes the same time.
 */
export function paragraphs(text: string, limit: number): string[] {
  const shortened = text.length > limit ? text.slice(0, limit) + ellipsis : text;
  return shortened
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((paragraph) => paragraph.normalize('NFC').replace(invisible, '').replace(blank, ' ').trim())
    .filter((paragraph) => paragraph !== '');
}

/** The text, or as much of its beginning as fits with an ellipsis. */
export function cutToWidth(text: string, size: number, width: number): string {
  return textWidth(text, size) <= width ? text : endWithEllipsis(text, size, width);
}

function endWithEllipsis(text: string, size: number, width: number): string {
  const room = width - advance(ellipsis, size);
  return text.slice(0, charactersThatFit(text, size, room)).trimEnd() + ellipsis;
}

/** How many UTF-16 units of the beginning fit. */
function charactersThatFit(text: string, size: number, width: number): number {
  let used = 0;
  let units = 0;
  for (const character of text) {
    used += advance(character, size);
    if (used > width) break;
    units += character.length;
  }
  return units;
}

/** Lines of a wrapped text; `cut` where it had more than `most` lines and the last one ends with an ellipsis. */
export interface WrappedText {
  readonly lines: readonly string[];
  readonly cut: boolean;
}

/** Breaks paragraphs into at most `most` lines (1 or more) of a width in pixels, between words where possible. */
export function wrap(texts: readonly string[], size: number, width: number, most: number): WrappedText {
  const lines: string[] = [];
  for (const text of texts) {
    let line = '';
    for (const word of text.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (textWidth(longer, size) <= width) {
        line = longer;
        continue;
      }
      if (line !== '') lines.push(line);
      line = word;
      while (textWidth(line, size) > width && lines.length <= most) {
        const units = Math.max(1, charactersThatFit(line, size, width));
        lines.push(line.slice(0, units));
        line = line.slice(units);
      }
      if (lines.length > most) return cutTo(most);
    }
    lines.push(line);
    if (lines.length > most) return cutTo(most);
  }
  return { lines, cut: false };

  function cutTo(count: number): WrappedText {
    const last = lines[count - 1] ?? '';
    return { lines: [...lines.slice(0, count - 1), endWithEllipsis(last, size, width)], cut: true };
  }
}
