import { describe } from 'vitest';
import { webLocks } from '../../src/runtime/run/run-locks.ts';
import { locksContract } from './locks-contract.ts';

describe('locks of a browser', () => {
  locksContract(() => ({
    one: webLocks(navigator.locks),
    two: webLocks(navigator.locks),
    name: crypto.randomUUID(),
  }));
});
