import { dataFolder } from '../machine/disk.ts';
import type { Sabotage } from './sabotage.ts';

export const journalNameNotSynced: Sabotage = {
  breaks: 'M1: the folder that names the journal is never synced.',
  disk: (disk) => ({
    ...disk,
    syncFolder: (folder) => (folder === dataFolder ? Promise.resolve() : disk.syncFolder(folder)),
  }),
};
