import type { Sabotage } from './sabotage.ts';

export const bytesNotSynced: Sabotage = {
  breaks: 'M8: a file is renamed into place before its bytes are on the disk.',
  disk: (disk) => ({
    ...disk,
    async open(path, how) {
      const file = await disk.open(path, how);
      return path.endsWith('.tmp') ? { ...file, sync: () => Promise.resolve() } : file;
    },
  }),
};
