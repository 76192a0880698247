import type { Life } from '../life.ts';

/** The lock of the data folder: the operating system takes it back when its holder dies. */
export interface FolderLock {
  /** Whether this process has it now. */
  take(life: Life): boolean;
  holder(): Life | undefined;
}

export function createFolderLock(): FolderLock {
  let last: Life | undefined;
  const holder = (): Life | undefined => (last?.alive() === true ? last : undefined);
  return {
    take(life) {
      if (holder() !== undefined) return false;
      last = life;
      return true;
    },
    holder,
  };
}
