import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../src/ui/style/tokens.css', import.meta.url), 'utf8');
const [darkPart = '', lightPart = ''] = css.split(":root[data-theme='light']");
const colours = (part: string): ReadonlyMap<string, string> =>
  new Map(
    [...part.matchAll(/--([\w-]+):\s*(#(?:[0-9a-f]{6}|[0-9a-f]{3}))\b/g)].map(([, name = '', hex = '']) => [name, hex]),
  );

/** Relative luminance and contrast as WCAG 2 defines them. */
function luminance(hex: string): number {
  const digits = hex.length === 4 ? hex.slice(1).replace(/./g, '$&$&') : hex.slice(1);
  const [r = 0, g = 0, b = 0] = [0, 2, 4].map((at) => {
    const value = Number.parseInt(digits.slice(at, at + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(one: string, other: string): number {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

const words = ['text-1', 'text-2', 'text-3', 'accent', 'free', 'ok', 'busy', 'warn', 'bad', 'ask'];
const grounds = ['bg-canvas', 'bg-1', 'bg-2', 'bg-3', 'bg-hover', 'bg-field'];

describe('the tokens', () => {
  const dark = colours(darkPart);
  const light = new Map([...dark, ...colours(lightPart)]);
  for (const [theme, tokens] of [
    ['dark', dark],
    ['light', light],
  ] as const)
    it(`let every word be read on every ground in the ${theme} theme: 4.5 to 1`, () => {
      const poor = words.flatMap((word) =>
        grounds.flatMap((ground) => {
          const ratio = contrast(tokens.get(word) ?? '', tokens.get(ground) ?? '');
          return ratio >= 4.5 ? [] : [`${word} on ${ground}: ${ratio.toFixed(2)}`];
        }),
      );
      expect(poor).toEqual([]);
      expect(contrast(tokens.get('accent') ?? '', tokens.get('accent-ink') ?? '')).toBeGreaterThan(4.5);
    });
});
