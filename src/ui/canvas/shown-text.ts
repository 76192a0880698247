/** The most characters of a foreign text that are ever drawn in one place (G14). */
export const shownLimit = 200;

// Controls, zero-width characters, direction overrides and isolates: they draw nothing, or turn what stands around them.
const invisible = /[\p{Cc}\u00AD\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF]+/gu;

/**
 * A text from a file or a service as it may be drawn: one line, at most 200 characters, no control or direction characters,
 * no half characters, isolated from the text around it.
 */
export function shownText(text: string): string {
  const bounded = text.length > shownLimit * 4 ? text.slice(0, shownLimit * 4) : text;
  const clean = bounded
    .replace(invisible, ' ')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .trim();
  const characters = Array.from(clean);
  const short = characters.length > shownLimit || bounded.length < text.length;
  return short ? `${characters.slice(0, shownLimit - 1).join('')}…` : clean;
}

/** Wraps a text in first-strong isolates, so that its direction does not reach its neighbours. */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}

/** The width of a text in graph units. */
export type Measure = (text: string, font: string) => number;

/** Shortens a text to a width, ending in an ellipsis where something is missing. */
export function fitText(text: string, width: number, font: string, measure: Measure): string {
  if (width <= 0) return '';
  if (measure(text, font) <= width) return text;
  const characters = Array.from(text);
  let [low, high] = [0, characters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(`${characters.slice(0, middle).join('').trimEnd()}…`, font) <= width) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? '…' : `${characters.slice(0, low).join('').trimEnd()}…`;
}

/** Breaks a text into at most `most` lines of a width; the last ends in an ellipsis where something is missing. */
export function wrapText(text: string, width: number, font: string, most: number, measure: Measure): readonly string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest !== '' && lines.length < most) {
    if (lines.length === most - 1 || measure(rest, font) <= width) {
      lines.push(fitText(rest, width, font, measure));
      break;
    }
    const words = rest.split(' ');
    let count = 1;
    while (count < words.length && measure(words.slice(0, count + 1).join(' '), font) <= width) count++;
    const line = words.slice(0, count).join(' ');
    if (measure(line, font) <= width) {
      lines.push(line);
      rest = words.slice(count).join(' ');
    } else {
      const cut = Math.max(1, Array.from(fitText(line, width, font, measure)).length - 1);
      lines.push(Array.from(rest).slice(0, cut).join(''));
      rest = Array.from(rest).slice(cut).join('');
    }
  }
  return lines;
}
