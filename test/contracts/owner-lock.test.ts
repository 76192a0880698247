import { describe } from 'vitest';
import { takeOwnership } from '../../src/gateway/host/owner-lock.ts';
import { temporaryFolder } from '../gateway/host/temporary-folder.ts';
import { createLife } from '../simulation/life.ts';
import { createFolderLock } from '../simulation/machine/folder-lock.ts';
import { quietWorld } from '../simulation/quiet-world.ts';
import { ownerLockContract } from './owner-lock-contract.ts';

describe('the lock of a folder on this machine', () => {
  ownerLockContract(async () => {
    const folder = await temporaryFolder();
    return async () => {
      const ownership = await takeOwnership(folder);
      return ownership.owned ? { end: () => ownership.lock.release() } : undefined;
    };
  });
});

describe('the lock of a folder in a simulated world', () => {
  ownerLockContract(async () => {
    const world = quietWorld();
    const lock = createFolderLock();
    return async () => {
      const life = createLife('gateway', world, world.chance);
      return lock.take(life) ? { end: async () => life.die('killed') } : undefined;
    };
  });
});
