import { describe, expect, test } from 'vitest';
import { oneRun } from './fail-the-nth.ts';

/** What the acts of an undisturbed Run must include, so that failing each of them means something. */
const mustHave = [
  'journal write claimed',
  'journal write submitting',
  'submit ',
  'journal write accepted',
  'status ',
  'result ',
  'open ',
  'file write',
  'file sync',
  'file rename',
  'folder sync',
  'journal write stored',
  'run put',
  'run update',
  'put ',
  'known',
  'changes',
  'output ',
  'result put',
];

describe('S01 S02 S06 B03 B13 H26 H28 one Run of three shots, of which the n-th act goes wrong', async () => {
  const { acts, charges, filmed, statuses } = await oneRun(-1, undefined);

  test('undisturbed it buys three shots and makes the film, by acts of every kind', () => {
    expect({ charges, filmed, statuses }).toEqual({ charges: 3, filmed: true, statuses: Array(3).fill('succeeded') });
    for (const part of mustHave)
      expect(
        acts.some((act) => act.includes(part)),
        part,
      ).toBe(true);
  });

  test.each(['fail', 'fail after', 'die', 'die after'] as const)(
    'where it is to %s, every n ends with three shots, three charges and the film',
    async (how) => {
      for (let n = 0; n < acts.length; n += 1) {
        const run = await oneRun(n, how);
        const about = `n = ${n}: ${run.acts[n]}`;
        expect(run.world.violation, about).toBeUndefined();
        expect({ charges: run.charges, filmed: run.filmed, statuses: run.statuses }, about).toEqual({
          charges: 3,
          filmed: true,
          statuses: Array(3).fill('succeeded'),
        });
      }
    },
    600_000,
  );
});
