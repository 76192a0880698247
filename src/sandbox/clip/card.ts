import { disc, roundedRect } from './shape.ts';
import { blend } from './blend.ts';
import type { CardLayout } from './card-layout.ts';
import type { ClipRequest } from './clip-request.ts';
import { type Colour, colour } from './colour.ts';
import { copyRect, type Picture } from './picture.ts';
import { cutToWidth, drawText, paragraphs, textWidth, wrap } from './text.ts';
import { capHeight, type Typeface } from './typeface.ts';

/** White text, quieter text, the green that says "free", and the warm accent: the tokens of the editor's dark theme. */
export const ink = {
  strong: colour('#f4f4f6'),
  quiet: colour('#c9ccd4'),
  free: colour('#5fd0b4'),
  onFree: colour('#0b231d'),
  accent: colour('#ffb454'),
  unlit: colour('#3a3d46'),
} as const;

/** A reference's dot has the colour of its socket in the editor. */
const kindColours: Readonly<Record<string, Colour>> = {
  Image: colour('#6cb6ff'),
  Video: colour('#b490f5'),
  Audio: colour('#5fd0b4'),
};

/** No card shows more of a prompt than this. */
const promptLimit = 2000;
const lineHeight = 1.24;
const referenceLineHeight = 1.55;

/** Draws everything on the card that does not move. */
export function drawCard(picture: Picture, typeface: Typeface, layout: CardLayout, request: ClipRequest): void {
  drawHeader(picture, typeface, layout, request);
  drawFacts(picture, typeface, layout, request);
  const { top, bottom } = layout.text;
  const rows = referenceRows(layout, request.references);
  const referencesHeight = Math.round(rows * layout.small * referenceLineHeight);
  const gap = rows > 0 ? layout.small : 0;
  const end = drawPrompt(picture, typeface, layout, request.prompt, bottom - top - referencesHeight - gap);
  drawReferences(picture, typeface, layout, request.references, rows, end + gap);
}

function drawHeader(picture: Picture, typeface: Typeface, layout: CardLayout, { label }: ClipRequest): void {
  const { small, margin, measure, header } = layout;
  const size = Math.round(small * 0.94);
  const tracking = size * 0.08;
  const padding = Math.round(size * 0.8);
  const badgeWidth = Math.ceil(textWidth('SANDBOX', size, tracking) - tracking) + 2 * padding;
  blend(picture, roundedRect(margin, header.top, badgeWidth, header.height, Math.round(size * 0.4)), ink.free);
  const baseline = header.top + Math.round((header.height + size * capHeight) / 2);
  drawText(picture, typeface, 'SANDBOX', margin + padding, baseline, { size, tracking, colour: ink.onFree });
  const room = measure - badgeWidth - small;
  const text = cutToWidth(paragraphs(label, 200).join(' '), small, room);
  const x = margin + measure - textWidth(text, small);
  drawText(picture, typeface, text, x, baseline, { size: small, colour: ink.quiet });
}

function drawFacts(picture: Picture, typeface: Typeface, layout: CardLayout, request: ClipRequest): void {
  const { small, margin, facts } = layout;
  const parts = [
    `seed ${request.seed}`,
    `${request.duration} s`,
    request.audio ? 'sound' : 'silent',
    request.ratio,
    `${picture.width} × ${picture.height}`,
  ];
  // What does not fit is left out whole, the least telling first.
  while (parts.length > 1 && textWidth(parts.join(separator), small) > facts.width) parts.pop();
  const text = cutToWidth(parts.join(separator), small, facts.width);
  drawText(picture, typeface, text, margin, facts.baseline, { size: small, colour: ink.quiet });
}

const separator = '   ·   ';

/** Draws the prompt as large as it fits into `height` and returns where it ends. */
function drawPrompt(picture: Picture, typeface: Typeface, layout: CardLayout, prompt: string, height: number): number {
  const texts = paragraphs(prompt, promptLimit);
  const empty = texts.length === 0;
  const shown = empty ? ['No prompt'] : texts;
  const fitting = layout.promptSizes.map((size) => {
    const most = Math.max(1, Math.floor(height / (size * lineHeight)));
    return { size, ...wrap(shown, size, layout.measure, most) };
  });
  const chosen = fitting.find(({ cut }) => !cut) ?? fitting.at(-1)!;
  const { size, lines } = chosen;
  lines.forEach((line, index) => {
    const baseline = Math.round(layout.text.top + size * (capHeight + index * lineHeight));
    drawText(picture, typeface, line, layout.margin, baseline, { size, colour: empty ? ink.quiet : ink.strong });
  });
  return Math.round(layout.text.top + size * (capHeight + (lines.length - 1) * lineHeight + 0.3));
}

/** How many rows of references are shown: at most two fifths of the room for text. */
function referenceRows(layout: CardLayout, references: readonly string[]): number {
  const room = (layout.text.bottom - layout.text.top) * 0.4;
  const most = Math.max(1, Math.floor(room / (layout.small * referenceLineHeight)));
  return Math.min(most, Math.ceil(references.length / layout.referenceColumns));
}

function drawReferences(
  picture: Picture,
  typeface: Typeface,
  layout: CardLayout,
  references: readonly string[],
  rows: number,
  top: number,
): void {
  const { small, margin, measure, referenceColumns: columns } = layout;
  const places = rows * columns;
  const shown = references.length > places ? references.slice(0, places - 1) : references;
  const column = measure / columns;
  const dot = Math.round(small * 0.26);
  const place = (index: number): { x: number; baseline: number } => ({
    x: Math.round(margin + (index % columns) * column),
    baseline: top + Math.round(small * (capHeight + Math.floor(index / columns) * referenceLineHeight)),
  });
  shown.forEach((reference, index) => {
    const { x, baseline } = place(index);
    const kind = /^\w+/.exec(reference)?.[0] ?? '';
    blend(picture, disc(x + dot, baseline - (small * capHeight) / 2, dot), kindColours[kind] ?? ink.quiet);
    const indent = small;
    const text = cutToWidth(paragraphs(reference, 200).join(' '), small, column - indent - small);
    drawText(picture, typeface, text, x + indent, baseline, { size: small, colour: ink.strong });
  });
  if (shown.length < references.length) {
    const { x, baseline } = place(shown.length);
    const text = `+ ${references.length - shown.length} more`;
    drawText(picture, typeface, text, x + small, baseline, { size: small, colour: ink.quiet });
  }
}

/** Lights the lamp beside the timecode while a beep sounds. */
export function drawLamp(picture: Picture, background: Picture, layout: CardLayout, lit: boolean): void {
  const { x, baseline, size } = layout.timecode;
  const radius = size * 0.16;
  const lamp = disc(x - size * 0.45, baseline - (size * capHeight) / 2, radius);
  copyRect(picture, background, { x: lamp.left, y: lamp.top, width: lamp.width, height: lamp.height });
  blend(picture, lamp, lit ? ink.accent : ink.unlit);
}
