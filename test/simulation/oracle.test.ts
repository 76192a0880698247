import { describe, expect, test } from 'vitest';
import { sabotages } from './sabotage/all.ts';
import type { Sabotage } from './sabotage/sabotage.ts';
import { simulate, type Outcome } from './simulate.ts';

/** Seeds that a deliberate fault may escape before it counts as not found. */
const patience = 300;

/** The first seed in which an invariant that speaks of the fault catches it. */
async function firstCaught(sabotage: Sabotage, caughtBy: RegExp): Promise<Outcome | undefined> {
  for (let seed = 1; seed <= patience; seed += 1) {
    const outcome = await simulate({ seed, sabotage });
    if (caughtBy.test(outcome.violation?.invariant ?? '')) return outcome;
  }
  return undefined;
}

describe('the simulation catches', () => {
  test.each(sabotages)(
    '%s, and finds nothing in the same seed without it',
    async (_, sabotage, caughtBy) => {
      const caught = await firstCaught(sabotage, caughtBy);
      if (caught === undefined) throw new Error(`not found: ${sabotage.breaks}`);
      const { settings = {} } = sabotage;
      expect((await simulate({ seed: caught.seed, settings })).violation).toBeUndefined();
    },
    600_000,
  );
});
