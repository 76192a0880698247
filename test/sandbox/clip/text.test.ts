import { describe, expect, test } from 'vitest';
import { cutToWidth, drawText, paragraphs, textWidth, wrap } from '../../../src/sandbox/clip/text.ts';
import { colour } from '../../../src/sandbox/clip/colour.ts';
import { createPicture } from '../../../src/sandbox/clip/picture.ts';
import { createTypeface } from '../../../src/sandbox/clip/typeface.ts';

describe('paragraphs', () => {
  test('are the lines of a text with white space as single spaces', () => {
    expect(paragraphs('  one\t two \r\n\r\n\u00a0three\u0000four\u2028five\n', 100)).toEqual([
      'one two',
      'three four',
      'five',
    ]);
  });

  test('have composed letters and nothing invisible', () => {
    expect(paragraphs('e\u0301\u200d \ufefflamp\ufe0f', 100)).toEqual(['é lamp']);
  });

  test('come from the beginning of a long text', () => {
    expect(paragraphs('x'.repeat(1_000_000), 10)).toEqual([`${'x'.repeat(10)}…`]);
  });
});

describe('wrapped text', () => {
  const words = 'the quick brown fox jumps over the lazy dog';

  test('keeps every word and the width', () => {
    const { lines, cut } = wrap([words], 20, 150, 99);
    expect(cut).toBe(false);
    expect(lines.join(' ')).toBe(words);
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) expect(textWidth(line, 20)).toBeLessThanOrEqual(150);
  });

  test('ends with an ellipsis within the width where it is cut', () => {
    const { lines, cut } = wrap([words, words], 20, 150, 2);
    expect(cut).toBe(true);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^\S.*…$/);
    expect(textWidth(lines[1] ?? '', 20)).toBeLessThanOrEqual(150);
  });

  test('is not cut when it fits exactly', () => {
    const { lines } = wrap([words], 20, 150, 99);
    expect(wrap([words], 20, 150, lines.length)).toEqual({ lines, cut: false });
  });

  test('breaks a word that is longer than a line, without losing or splitting a character', () => {
    const word = '🎬ab'.repeat(30);
    const { lines } = wrap([word], 20, 100, 99);
    expect(lines.join('')).toBe(word);
    expect(lines.some((line) => /\p{Surrogate}/u.test(line))).toBe(false);
  });
});

test('a text is cut only when it is too wide', () => {
  expect(cutToWidth('short', 20, 500)).toBe('short');
  const cut = cutToWidth('a name that is far too long', 20, 100);
  expect(cut).toMatch(/^a name.*…$/);
  expect(textWidth(cut, 20)).toBeLessThanOrEqual(100);
});

describe('drawn text', () => {
  const style = { size: 24, colour: colour('#ffffff') };
  const draw = (text: string): ReturnType<typeof createPicture> => {
    const picture = createPicture(64, 48);
    drawText(picture, createTypeface(), text, 8, 32, style);
    return picture;
  };

  test('shows a box, the same for all, where there is no glyph', () => {
    expect(draw('漢').y).toEqual(draw('\ud800').y);
    expect(draw('漢').y.some((sample) => sample > 200)).toBe(true);
    expect(draw('漢').y).not.toEqual(draw('O').y);
  });

  test('is clipped at every edge', () => {
    const picture = createPicture(32, 32);
    for (const [x, y] of [
      [-10, 10],
      [28, 10],
      [4, 2],
      [4, 60],
      [-500, -500],
    ] as const) {
      drawText(picture, createTypeface(), 'Wg', x, y, { ...style, size: 40 });
    }
    expect(picture.y).toHaveLength(32 * 32);
  });
});
