import { describe, expect, test } from 'vitest';
import { sabotages } from './sabotage/all.ts';
import type { Sabotage } from './sabotage/sabotage.ts';
import { simulate, type Outcome } from './simulate.ts';

/** Seeds that a deliberate fault may escape before it counts as not found. */
const patience = 300;

async function firstCaught(sabotage: Sabotage): Promise<Outcome | undefined> {
  for (let seed = 1; seed <= patience; seed += 1) {
    const outcome = await simulate({ seed, sabotage });
    if (outcome.violation !== undefined) return outcome;
  }
  return undefined;
}

describe('the simulation catches', () => {
  test.each(sabotages)(
    '%s',
    async (_, sabotage, caughtBy) => {
      const outcome = await firstCaught(sabotage);
      expect(outcome?.violation?.invariant, sabotage.breaks).toMatch(caughtBy);
    },
    600_000,
  );
});
