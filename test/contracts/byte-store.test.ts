import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe } from 'vitest';
import { openFileBytes } from '../../src/gateway/host/file-bytes.ts';
import { createMemoryBytes } from '../fakes/memory-bytes.ts';
import { noRoom } from '../fakes/memory-journal.ts';
import { temporaryFolder } from '../gateway/host/temporary-folder.ts';
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
