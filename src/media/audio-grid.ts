/** A clip's place in the film and the times of its audio units, in seconds from the clip's first frame. */
export interface ClipUnits {
  readonly start: number;
  readonly units: readonly number[];
}

/** Which unit of which clip stands in a cell of the grid. */
export interface GridCell {
  readonly clip: number;
  readonly unit: number;
}

/** The film's audio units in order. Cell n plays at `origin + n * unit` seconds; an undefined cell is silence. */
export interface AudioGrid {
  /** Seconds; up to two units before 0, so that the first audible unit has the one before it to overlap with. */
  readonly origin: number;
  readonly cells: readonly (GridCell | undefined)[];
  /** Seconds that the last unit counts, so that sound and video end together. */
  readonly lastDuration: number;
}

/**
 * Places the audio units of clips on one even grid. Audio units have a fixed length that no clip's duration is a multiple of,
 * and each clip brings its encoder's priming: copied as they are, they overlap at the second clip. Every clip is locked to
 * where its video stands, so an error is under half a unit and never adds up. The phase of the grid is the one with the
 * smallest error for the worst clip.
 */
export function planAudioGrid(clips: readonly ClipUnits[], filmDuration: number, unit: number): AudioGrid {
  const sounding = clips.filter(({ units }) => units.length > 0);
  const phase = bestPhase(sounding.map(({ start, units: [first = 0] }) => (start + first) / unit));
  const cellAt = (seconds: number): number => Math.round(seconds / unit - phase);
  const atOrBeforeZero = phase === 0 ? 0 : -1;
  const firstCell = atOrBeforeZero - 1;
  const endCell = Math.max(firstCell + 1, Math.ceil(filmDuration / unit - phase - 1e-6));

  const cells = Array.from({ length: endCell - firstCell }, (): GridCell | undefined => undefined);
  for (const [clip, { start, units }] of clips.entries()) {
    const next = clips[clip + 1];
    // The unit before a clip's start is what its first one overlaps with: kept where the clip before leaves room for it.
    // Earlier ones are priming, and those after its end would sound over the next clip.
    const from = clip === 0 ? firstCell : cellAt(start) - 1;
    const to = next ? cellAt(next.start) : endCell;
    const [first = 0] = units;
    const base = cellAt(start + first);
    for (const [index, time] of units.entries()) {
      const cell = base + Math.round((time - first) / unit);
      if (cell >= from && cell < to) cells[cell - firstCell] ??= { clip, unit: index };
    }
  }
  const origin = (phase + firstCell) * unit;
  return { origin, cells, lastDuration: filmDuration - (origin + (cells.length - 1) * unit) };
}

/** The point on the circle of fractions that is nearest to the farthest of them: opposite the middle of the widest gap. */
function bestPhase(positions: readonly number[]): number {
  const fractions = positions.map((position) => position - Math.floor(position)).sort((a, b) => a - b);
  let widest = -1;
  let arcStart = 0;
  for (const [index, fraction] of fractions.entries()) {
    const before = fractions[index - 1] ?? (fractions.at(-1) ?? 0) - 1;
    if (fraction - before > widest) {
      widest = fraction - before;
      arcStart = fraction;
    }
  }
  if (fractions.length === 0) return 0;
  const phase = (arcStart + (1 - widest) / 2) % 1;
  // A clip that begins on the grid must not be moved by the last bits of a division.
  return phase < 1e-9 || phase > 1 - 1e-9 ? 0 : phase;
}
