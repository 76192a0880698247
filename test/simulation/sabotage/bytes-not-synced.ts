import { diskBytes } from '../machine/disk-bytes.ts';
import type { Sabotage } from './sabotage.ts';

export const bytesNotSynced: Sabotage = {
  breaks: 'M8: a file is renamed into place before its bytes are on the disk.',
  bytes: (disk, life) => diskBytes({ ...disk, sync: () => undefined }, life),
};
