import { open } from 'node:fs/promises';
import type { JournalFile } from '../../../src/gateway/host/file-journal.ts';

/** A disk over a real file: counts its fsyncs, and can be told to take only so many more bytes. */
export function limitedDisk() {
  const disk = { room: Number.POSITIVE_INFINITY, syncs: 0, syncFails: false, truncateFails: false };
  const openFile = async (path: string): Promise<JournalFile> => {
    const file = await open(path, 'a+').then(async (made) => {
      await made.close();
      return open(path, 'r+');
    });
    return {
      async write(bytes, offset, length, position) {
        const taken = Math.min(length, disk.room);
        if (taken === 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
        disk.room -= taken;
        return file.write(bytes, offset, taken, position);
      },
      async sync() {
        if (disk.syncFails) throw Object.assign(new Error('i/o error'), { code: 'EIO' });
        disk.syncs += 1;
        await file.sync();
      },
      async truncate(length) {
        if (disk.truncateFails) throw Object.assign(new Error('i/o error'), { code: 'EIO' });
        await file.truncate(length);
      },
      close: () => file.close(),
    };
  };
  return { disk, openFile };
}
