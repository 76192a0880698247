import { mediaFolder } from '../machine/disk.ts';
import type { Sabotage } from './sabotage.ts';

export const nameNotSynced: Sabotage = {
  breaks: 'M8: the folder that names a stored file is never synced.',
  disk: (disk) => ({
    ...disk,
    syncFolder: (folder) => (folder === mediaFolder ? Promise.resolve() : disk.syncFolder(folder)),
  }),
};
