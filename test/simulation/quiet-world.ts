import { onTestFinished } from 'vitest';
import { keepGoing } from './keep-going.ts';
import { createWorld, type World, type WorldOptions } from './world.ts';

/** A world in which nothing goes wrong by itself and time goes on until the test is over, for tests of its ports. */
export function quietWorld(options: Partial<WorldOptions> = {}): World {
  const world = createWorld({ seed: 1, settings: { roughness: 0 }, interfere: () => undefined, ...options });
  onTestFinished(keepGoing(world.timeline));
  return world;
}
