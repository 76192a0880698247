import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DownloadError, type ByteStore } from '../../runtime/jobs/ports.ts';
import { endingOf, mediaTypeOf, storedEndings } from '../../media/media-types.ts';
import { type Disk, machineDisk, writeAll } from './disk.ts';
import { storageErrorOf } from './storage-error.ts';

/** A stored or shipped file, by its path. */
export interface FoundFile {
  readonly path: string;
  readonly size: number;
  readonly mediaType: string;
}

/** A ByteStore whose bytes are files that can be read in parts, for Range requests. */
export interface FileBytes extends ByteStore {
  /** Where bytes lie; undefined where nobody has them. */
  find(sha256: string): Promise<FoundFile | undefined>;
  /** Bytes of all stored files together. */
  stored(): Promise<number>;
}

const temporaryEnding = '.tmp';

/**
 * Bytes as plain files `<sha256>.<ending>` in a folder. `shipped` is a second place to read from, by hash. What an earlier
 * process left half written is removed first (B13).
 */
export async function openFileBytes(
  folder: string,
  shipped: ReadonlyMap<string, FoundFile> = new Map(),
  disk: Disk = machineDisk,
): Promise<FileBytes> {
  /** Only the disk's own errors become StorageErrors: what a stream throws passes as it is. */
  async function onDisk<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw await storageErrorOf(error, folder, disk);
    }
  }

  await onDisk(async () => {
    await disk.makeFolder(folder);
    const left = (await disk.namesIn(folder)).filter((name) => name.endsWith(temporaryEnding));
    await Promise.all(left.map((name) => disk.remove(join(folder, name))));
  });

  async function locate(sha256: string): Promise<FoundFile | undefined> {
    if (!/^[0-9a-f]{64}$/.test(sha256)) return undefined;
    for (const ending of storedEndings) {
      const path = join(folder, `${sha256}.${ending}`);
      const size = await disk.sizeOf(path);
      if (size !== undefined) return { path, size, mediaType: mediaTypeOf(ending) };
    }
    return shipped.get(sha256);
  }

  async function writeStream(
    path: string,
    chunks: AsyncIterable<Uint8Array>,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly sha256: string; readonly size: number }> {
    const hash = createHash('sha256');
    let size = 0;
    const file = await onDisk(() => disk.open(path, 'wx'));
    try {
      for await (const chunk of chunks) {
        signal?.throwIfAborted();
        hash.update(chunk);
        await onDisk(() => writeAll(file, chunk, size));
        size += chunk.byteLength;
      }
      await onDisk(() => file.sync());
    } finally {
      await onDisk(() => file.close());
    }
    return { sha256: hash.digest('hex'), size };
  }

  /** A shipped file does not count: what is put is kept in the data folder, whatever later versions ship. */
  async function isStored(sha256: string, size: number): Promise<boolean> {
    const found = await locate(sha256);
    return found !== undefined && found.path.startsWith(folder) && found.size === size;
  }

  return {
    find: locate,
    has: async (sha256) => (await locate(sha256)) !== undefined,

    async read(sha256) {
      const found = await locate(sha256);
      if (found === undefined) return undefined;
      return { bytes: new Uint8Array(await disk.read(found.path)), mediaType: found.mediaType };
    },

    stored: () =>
      onDisk(async () => {
        const names = await disk.namesIn(folder);
        const sizes = await Promise.all(names.map((name) => disk.sizeOf(join(folder, name))));
        return sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
      }),

    remove: (sha256) =>
      onDisk(async () => {
        const found = await locate(sha256);
        // What ships with the project is not the person's to delete.
        if (found === undefined || !found.path.startsWith(folder)) return;
        await disk.remove(found.path);
        await disk.syncFolder(folder);
      }),

    async put(chunks, mediaType, check, signal) {
      const temporary = join(folder, `${randomBytes(12).toString('hex')}${temporaryEnding}`);
      try {
        const { sha256, size } = await writeStream(temporary, chunks, signal);
        const verdict = check(await onDisk(() => disk.read(temporary)));
        if (!verdict.ok) throw new DownloadError('wrong', verdict.reason);
        await onDisk(async () => {
          if (!(await isStored(sha256, size))) {
            await disk.rename(temporary, join(folder, `${sha256}.${endingOf(mediaType)}`));
          }
          // Also where the file was there already: the process that renamed it may have ended before this.
          await disk.syncFolder(folder);
        });
        return { sha256, size };
      } finally {
        await onDisk(() => disk.remove(temporary));
      }
    },
  };
}
