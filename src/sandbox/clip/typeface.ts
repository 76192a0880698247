import { coverage, type Coverage } from './coverage.ts';
import font from './font.json';
import { outlineLines } from './outline.ts';

/** `font.json`: outlines of Inter Medium (SIL Open Font License), rounded to thousandths of the type size. */
const glyphs: Readonly<Record<string, string>> = font.glyphs;

/** Stands for a character the font does not have. */
const missing = '700 M90 0l0-728l520 0l0 728zM160-70l380 0l0-588l-380 0z';

/** Height of a capital letter as a part of the type size. */
export const capHeight = font.capHeight / font.unitsPerEm;

/** Places of a glyph between two pixels that are told apart. */
const shiftsPerPixel = 4;

/** How far the pen moves after a character, in pixels. */
export function advance(character: string, size: number): number {
  return (Number.parseInt(glyphs[character] ?? missing, 10) * size) / font.unitsPerEm;
}

/** Draws glyphs and remembers what it has drawn. */
export interface Typeface {
  /** The glyph at a type size in pixels, its pen `fraction` of a pixel (0 to 1) to the right. */
  glyph(character: string, size: number, fraction: number): Coverage;
}

/** A typeface that remembers glyphs for as long as it lives, which is meant to be one clip. */
export function createTypeface(): Typeface {
  const drawn = new Map<string, Coverage>();
  return {
    glyph(character, size, fraction) {
      const shift = Math.floor(fraction * shiftsPerPixel);
      const outline = glyphs[character] ?? missing;
      const known = outline === missing ? '' : character;
      const key = `${known} ${size} ${shift}`;
      let found = drawn.get(key);
      if (!found) {
        const path = outline.slice(outline.indexOf(' ') + 1);
        const lines = path.startsWith('M') ? outlineLines(path, size / font.unitsPerEm, shift / shiftsPerPixel) : [];
        found = coverage(lines);
        drawn.set(key, found);
      }
      return found;
    },
  };
}
