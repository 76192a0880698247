import type { Place } from '../problem.ts';

/** Line and column, from 1, of an offset in UTF-16 units. A line ends at CR LF, LF or CR. */
export function textPlace(text: string, offset: number): Required<Pick<Place, 'line' | 'column'>> {
  const before = text.slice(0, offset);
  let line = 1;
  let start = 0;
  for (const { 0: end, index } of before.matchAll(/\r\n|\n|\r/g)) {
    line++;
    start = index + end.length;
  }
  return { line, column: offset - start + 1 };
}
