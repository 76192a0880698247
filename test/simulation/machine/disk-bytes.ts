import { hashBytes } from '../../../src/graph/hash.ts';
import { DownloadError, StorageError, type ByteStore } from '../../../src/runtime/jobs/ports.ts';
import type { Life } from '../life.ts';
import type { Disk } from './disk.ts';

const endings: Readonly<Record<string, string>> = { 'video/mp4': 'mp4', 'image/png': 'png' };
const types: Readonly<Record<string, string>> = { mp4: 'video/mp4', png: 'image/png' };

/** Bytes on the simulated disk, by the same steps as the gateway's own: write, sync, check, rename, sync the folder. */
export function diskBytes(disk: Disk, life: Life): ByteStore {
  let count = 0;
  const failure = (): Error => new StorageError('broken', 'The disk failed.');
  const io = <T>(name: string, act: () => T): Promise<T> => life.io(name, act, { failure });
  for (const name of disk.names()) if (name.endsWith('.tmp')) disk.remove(name);

  const nameOf = (sha256: string): string | undefined => disk.names().find((name) => name.startsWith(`${sha256}.`));

  return {
    async put(chunks, mediaType, check, signal) {
      const temporary = `${life.name}-${(count += 1)}.tmp`;
      try {
        for await (const chunk of chunks) {
          signal?.throwIfAborted();
          await io('file write', () => disk.write(temporary, chunk));
        }
        await io('file sync', () => disk.sync(temporary));
        const bytes = disk.read(temporary) ?? new Uint8Array();
        const verdict = check(bytes);
        if (!verdict.ok) throw new DownloadError('wrong', verdict.reason);
        const sha256 = hashBytes(bytes);
        const size = bytes.length;
        const there = nameOf(sha256);
        if (there === undefined || disk.read(there)?.length !== size) {
          await io('file rename', () => disk.rename(temporary, `${sha256}.${endings[mediaType] ?? 'bin'}`));
        }
        await io('folder sync', () => disk.syncFolder());
        return { sha256, size };
      } finally {
        if (life.alive()) disk.remove(temporary);
      }
    },
    read: (sha256) =>
      io('file read', () => {
        const name = nameOf(sha256);
        const bytes = name === undefined ? undefined : disk.read(name);
        return bytes && { bytes, mediaType: types[name?.split('.')[1] ?? ''] ?? 'application/octet-stream' };
      }),
    remove: (sha256) =>
      io('file remove', () => {
        const name = nameOf(sha256);
        if (name !== undefined) disk.remove(name);
      }),
    has: (sha256) => io('file look', () => nameOf(sha256) !== undefined),
  };
}
