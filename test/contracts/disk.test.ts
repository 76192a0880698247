import { join } from 'node:path';
import { describe } from 'vitest';
import { machineDisk } from '../../src/gateway/host/disk.ts';
import { temporaryFolder } from '../gateway/host/temporary-folder.ts';
import { createLife } from '../simulation/life.ts';
import { mediaFolder } from '../simulation/machine/disk.ts';
import { processDisk } from '../simulation/machine/process-disk.ts';
import { quietWorld } from '../simulation/quiet-world.ts';
import { diskContract } from './disk-contract.ts';

describe('the disk of this machine', () => {
  diskContract(async () => {
    const folder = join(await temporaryFolder(), 'media');
    await machineDisk.makeFolder(folder);
    return { disk: machineDisk, folder };
  });
});

describe('the disk of a simulated world', () => {
  diskContract(async () => {
    const world = quietWorld();
    return { disk: processDisk(world, createLife('owner', world, world.chance)), folder: mediaFolder };
  });
});
