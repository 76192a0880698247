import { diskBytes } from '../machine/disk-bytes.ts';
import type { Sabotage } from './sabotage.ts';

export const nameNotSynced: Sabotage = {
  breaks: 'M8: the folder that names a stored file is never synced.',
  bytes: (disk, life) => diskBytes({ ...disk, syncFolder: () => undefined }, life),
};
