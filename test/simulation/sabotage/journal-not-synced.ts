import { journalPath } from '../machine/disk.ts';
import type { Sabotage } from './sabotage.ts';

export const journalNotSynced: Sabotage = {
  breaks: 'M1: a journal line counts as soon as it is written, and nothing makes it durable.',
  disk: (disk) => ({
    ...disk,
    async open(path, how) {
      const file = await disk.open(path, how);
      return path === journalPath ? { ...file, sync: () => Promise.resolve() } : file;
    },
  }),
};
