import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe } from 'vitest';
import { openFileBytes } from '../../src/gateway/host/file-bytes.ts';
import { createMemoryBytes } from '../fakes/memory-bytes.ts';
import { noRoom } from '../fakes/memory-journal.ts';
import { temporaryFolder } from '../gateway/host/temporary-folder.ts';
import { createLife } from '../simulation/life.ts';
import { mediaFolder } from '../simulation/machine/disk.ts';
import { processDisk } from '../simulation/machine/process-disk.ts';
import { quietWorld } from '../simulation/quiet-world.ts';
import { byteStoreContract } from './byte-store-contract.ts';

describe('bytes in memory', () => {
  byteStoreContract(async () => {
    const bytes = createMemoryBytes();
    return {
      bytes,
      refuse: async () => void (bytes.refuses = noRoom),
      files: async () => bytes.files.size,
    };
  });
});

describe('bytes in files', () => {
  byteStoreContract(async () => {
    const folder = join(await temporaryFolder(), 'media');
    return {
      bytes: await openFileBytes(folder),
      refuse: () => rm(folder, { recursive: true }),
      files: async () => (await readdir(folder)).length,
    };
  });
});

describe('bytes on a simulated disk', () => {
  byteStoreContract(async () => {
    const world = quietWorld();
    const disk = processDisk(world, createLife('owner', world, world.chance));
    return {
      bytes: await openFileBytes(mediaFolder, new Map(), disk),
      refuse: async () => void (world.disk.refuses = 'read_only'),
      files: async () => world.disk.namesIn(mediaFolder).length,
    };
  });
});
