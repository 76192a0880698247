import { describe } from 'vitest';
import { processLocks } from '../../src/runtime/run/run-locks.ts';
import { locksContract } from './locks-contract.ts';

describe('locks of a process', () => {
  locksContract(() => {
    const locks = processLocks();
    return { one: locks, two: locks, name: 'run' };
  });
});
