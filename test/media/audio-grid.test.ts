import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planAudioGrid } from '../../src/media/audio-grid.ts';

const unit = 1024 / 48000;

/** The units of a clip as an encoder writes them: one of priming before 0, then up to past the end. */
function encoded(start: number, duration: number, firstAt = -unit) {
  return { start, units: Array.from({ length: Math.ceil((duration - firstAt) / unit) }, (_, n) => firstAt + n * unit) };
}

describe('placing audio units on one grid', () => {
  it('leaves the sound of a single clip where it was, priming included', () => {
    const grid = planAudioGrid([encoded(0, 5)], 5, unit);
    expect(grid.origin).toBeCloseTo(-unit, 12);
    expect(grid.cells).toEqual(Array.from({ length: 236 }, (_, index) => ({ clip: 0, unit: index })));
    expect(grid.origin + 235 * unit + grid.lastDuration).toBeCloseTo(5, 12);
  });

  it('is silent for clips without sound', () => {
    const grid = planAudioGrid([encoded(0, 1), { start: 1, units: [] }, encoded(2, 1)], 3, unit);
    const clips = grid.cells.map((cell) => cell?.clip);
    expect(clips.slice(0, 47).every((clip) => clip === 0)).toBe(true);
    expect(clips.slice(50, 92).every((clip) => clip === undefined)).toBe(true);
    expect(clips.slice(96).every((clip) => clip === 2)).toBe(true);
  });

  it('keeps the one unit that a clip’s first overlaps with, where nothing else sounds, and no earlier priming', () => {
    const primed = encoded(2, 1, -3 * unit);
    const after = planAudioGrid([encoded(0, 1), { start: 1, units: [] }, primed], 3, unit);
    expect(after.cells.find((cell) => cell?.clip === 2)).toEqual({ clip: 2, unit: 2 });
    const touching = planAudioGrid([encoded(0, 2), primed], 3, unit);
    expect(touching.cells.find((cell) => cell?.clip === 1)).toEqual({ clip: 1, unit: 3 });
  });

  it('fills what a clip’s sound is shorter than its video with silence', () => {
    const grid = planAudioGrid([encoded(0, 0.5), encoded(2, 1)], 3, unit);
    expect(grid.cells.slice(26, 92).every((cell) => cell === undefined)).toBe(true);
  });

  it('never lets a clip sound over the next one, or past the film', () => {
    const grid = planAudioGrid([encoded(0, 9), encoded(1, 9)], 2, unit);
    const times = grid.cells.map((cell, index) => ({ clip: cell?.clip, time: grid.origin + index * unit }));
    expect(times.filter(({ clip, time }) => clip === 0 && time > 1 + unit / 2)).toEqual([]);
    expect(times.filter(({ time }) => time >= 2)).toEqual([]);
  });

  it('keeps every unit within half a unit of its picture, in order, for any clips', () => {
    const clip = fc.record({
      frames: fc.integer({ min: 1, max: 200 }),
      sound: fc.boolean(),
      shift: fc.double({ min: -0.05, max: 0.05, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.array(clip, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(24, 25, 30, 30000 / 1001),
        (wishes, rate) => {
          let start = 0;
          const clips = wishes.map(({ frames, sound, shift }) => {
            const made = sound ? encoded(start, frames / rate, shift - unit) : { start, units: [] };
            start += frames / rate;
            return made;
          });
          const grid = planAudioGrid(clips, start, unit);
          const placed = grid.cells.flatMap((cell, index) =>
            cell ? [{ ...cell, time: grid.origin + index * unit }] : [],
          );
          const errors = placed.map(({ clip: of, unit: nth, time }) =>
            Math.abs(time - (clips[of]?.start ?? NaN) - (clips[of]?.units[nth] ?? NaN)),
          );
          expect(Math.max(0, ...errors)).toBeLessThanOrEqual(unit / 2 + 1e-9);
          const order = placed.map(({ clip: of, unit: nth }) => of * 1000 + nth);
          expect(order).toEqual([...new Set(order)].sort((a, b) => a - b));
          expect(grid.origin).toBeLessThanOrEqual(0);
          expect(grid.origin).toBeGreaterThan(-2 * unit - 1e-9);
          expect(grid.lastDuration).toBeGreaterThan(0);
          expect(grid.lastDuration).toBeLessThanOrEqual(unit * 1.001);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('chooses the phase with the smallest error for the worst clip', () => {
    const clips = [0, 5, 10].map((start) => encoded(start, 5));
    const grid = planAudioGrid(clips, 15, unit);
    const errors = clips.map(({ start }, clip) => {
      const cell = grid.cells.findIndex((entry) => entry?.clip === clip && entry.unit === 10);
      return grid.origin + cell * unit - start - 9 * unit;
    });
    // 5 s are 234.375 units: fractions 0, 0.375 and 0.75 of a unit, whose shortest arc is 0.625 wide.
    expect(Math.max(...errors.map(Math.abs))).toBeCloseTo(0.3125 * unit, 9);
  });
});
