import { describe } from 'vitest';
import { processLocks } from '../../src/runtime/run/run-locks.ts';
import { createBrowserLocks } from '../simulation/browser/browser-locks.ts';
import { createLife } from '../simulation/life.ts';
import { quietWorld } from '../simulation/quiet-world.ts';
import { locksContract } from './locks-contract.ts';

describe('locks of a process', () => {
  locksContract(() => {
    const locks = processLocks();
    return { one: locks, two: locks, name: 'run' };
  });
});

describe('locks of a simulated browser', () => {
  locksContract(() => {
    const world = quietWorld();
    const locks = createBrowserLocks(world);
    const tab = (name: string) => locks.of(createLife(name, world, world.chance));
    return { one: tab('one'), two: tab('two'), name: 'run' };
  });
});
