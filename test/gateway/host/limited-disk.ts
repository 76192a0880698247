import { type Disk, machineDisk } from '../../../src/gateway/host/disk.ts';

const refusal = (message: string, code: string): Error => Object.assign(new Error(message), { code });

/** The disk of this machine, which counts its fsyncs of files, and can be told to take only so many more bytes. */
export function limitedDisk() {
  const limits = { room: Number.POSITIVE_INFINITY, syncs: 0, syncFails: false, truncateFails: false };
  const disk: Disk = {
    ...machineDisk,
    async open(path, how) {
      const file = await machineDisk.open(path, how);
      return {
        async write(bytes, offset, length, position) {
          const taken = Math.min(length, limits.room);
          if (taken === 0) throw refusal('no space left on device', 'ENOSPC');
          limits.room -= taken;
          return file.write(bytes, offset, taken, position);
        },
        async sync() {
          if (limits.syncFails) throw refusal('i/o error', 'EIO');
          limits.syncs += 1;
          await file.sync();
        },
        async truncate(length) {
          if (limits.truncateFails) throw refusal('i/o error', 'EIO');
          await file.truncate(length);
        },
        close: () => file.close(),
      };
    },
  };
  return { limits, disk };
}
