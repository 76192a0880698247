import type { Tokens } from '../style/tokens.ts';
import type { Measure } from './shown-text.ts';

/** The fonts that are drawn with, as canvas font strings in graph units. */
export interface CanvasFonts {
  readonly title: string;
  readonly row: string;
  readonly small: string;
  readonly state: string;
  readonly message: string;
  readonly group: string;
}

export function canvasFonts(tokens: Pick<Tokens, 'font'>): CanvasFonts {
  const font = (weight: number, size: number): string => `${weight} ${size}px ${tokens.font}`;
  return {
    title: font(600, 12),
    row: font(400, 12),
    small: font(400, 11),
    state: font(500, 11),
    message: font(400, 11),
    group: font(600, 12),
  };
}

/** Measures with a drawing context, remembering what was measured; `forget` when a font has arrived. */
export function createMeasure(context: CanvasRenderingContext2D): { readonly measure: Measure; forget(): void } {
  const widths = new Map<string, number>();
  return {
    measure(text, font) {
      const key = `${font}\n${text}`;
      const known = widths.get(key);
      if (known !== undefined) return known;
      // Texts of files are without end: what was measured long ago is measured again.
      if (widths.size > 20_000) widths.clear();
      context.font = font;
      const { width } = context.measureText(text);
      widths.set(key, width);
      return width;
    },
    forget: () => widths.clear(),
  };
}
