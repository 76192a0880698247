import { presentAttempt } from '../../src/runtime/wire/job-record.ts';
import type { Run } from '../../src/runtime/run/run.ts';
import { threeShots } from '../graph/build.ts';
import type { Interference } from './life.ts';
import { graphNames } from './people/person.ts';
import { pressRun } from './people/press-run.ts';
import { tidyUp } from './people/tidy-up.ts';
import { plainBlobs } from './plain-blob.ts';
import { lookAtRest, recordsOf } from './look-at-rest.ts';
import { createWorld, type World } from './world.ts';

/** What one Run of three chained shots and their film came to, with one act outside of a process gone wrong. */
export interface OneRun {
  readonly world: World;
  /** Every act outside of a process, in order, as far as the Run's end. */
  readonly acts: readonly string[];
  readonly statuses: readonly string[];
  readonly charges: number;
  /** Whether a Run came to its end, the film included. */
  readonly filmed: boolean;
}

function isDone({ state }: Run): boolean {
  return state.kind === 'ended' && state.outcome === 'succeeded';
}

/**
 * A person presses Run, and again whenever no Run is left that goes on; whatever is open is decided after a look at the
 * service's list. Only the n-th act goes wrong.
 */
export async function oneRun(n: number, how: Interference): Promise<OneRun> {
  const blobsBack = plainBlobs();
  const acts: string[] = [];
  try {
    const world = createWorld({
      // One whose service is quick.
      seed: 19,
      settings: { roughness: 0, gatewayLoss: 0, mortality: 0, feedAliveMs: 5_000, spendGuard: '30/min,300/day' },
      interfere(at, life, io) {
        acts.push(`${life} ${io}`);
        return at === n ? how : undefined;
      },
    });
    const [graph] = graphNames;
    world.calm = true;
    world.documents.set(graph, threeShots().document);
    const over = (): boolean => world.violation !== undefined;
    const limit = world.timeline.now() + 1_800_000;
    for (let turn = 0; !over() && world.timeline.now() < limit; turn += 1) {
      await tidyUp(world, turn);
      const runs = [...world.browser.runs.values()];
      if (runs.some(isDone)) break;
      const tab = world.browser.openTabs()[0];
      if (tab && runs.every(({ state }) => state.kind === 'ended')) void pressRun(world, tab, graph, 0);
      await world.timeline.run(over, world.timeline.now() + 5_000);
    }
    await world.timeline.run(over, world.timeline.now() + 6_000);
    lookAtRest(world);
    const statuses = recordsOf(world).map((record) => presentAttempt(record).status);
    world.browser.end();
    return {
      world,
      acts,
      statuses,
      charges: world.services.live.requests.size,
      filmed: [...world.browser.runs.values()].some(isDone),
    };
  } finally {
    blobsBack();
  }
}
