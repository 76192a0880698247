import type { JobRecord } from '../../src/runtime/wire/job-record.ts';
import type { World } from './world.ts';

/** Asks every invariant that is about a world at rest. */
export function lookAtRest(world: World): void {
  const records = recordsOf(world);
  for (const { name, atRest } of world.watches) {
    const wrong = atRest?.({ world, records });
    if (wrong !== undefined) world.violate(name, wrong);
  }
}

/** Every job that the present owner knows. */
export function recordsOf(world: World): readonly JobRecord[] {
  return world.gateway.open()?.owner.changes(-1).jobs ?? [];
}
