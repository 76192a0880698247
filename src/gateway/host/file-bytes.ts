import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DownloadError, type ByteStore } from '../../runtime/jobs/ports.ts';
import { endingOf, mediaTypeOf, storedEndings } from '../../media/media-types.ts';
import { errnoOf, storageErrorOf } from './storage-error.ts';
import { syncFolder } from './sync-folder.ts';

/** Stored bytes, found by their hash. `stream` gives the bytes from `first` to `last`, both included. */
export interface StoredBytes {
  readonly size: number;
  readonly mediaType: string;
  stream(first: number, last: number): ReadableStream<Uint8Array>;
}

/** A ByteStore whose bytes can also be read in parts, for Range requests. */
export interface FileBytes extends ByteStore {
  find(sha256: string): Promise<StoredBytes | undefined>;
  /** Where bytes lie; undefined where nobody has them. */
  pathOf(sha256: string): Promise<string | undefined>;
  /** Bytes of all stored files together. */
  stored(): Promise<number>;
}

/** A stored or shipped file, by its path. */
export interface FoundFile {
  readonly path: string;
  readonly size: number;
  readonly mediaType: string;
}

const temporaryEnding = '.tmp';

/**
 * Bytes as plain files `<sha256>.<ending>` in a folder. `shipped` is a second place to read from, by hash. What an earlier
 * process left half written is removed first (B13). `syncNames` makes the names in a folder durable.
 */
export async function openFileBytes(
  folder: string,
  shipped: ReadonlyMap<string, FoundFile> = new Map(),
  syncNames: (folder: string) => Promise<void> = syncFolder,
): Promise<FileBytes> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const left = (await readdir(folder)).filter((name) => name.endsWith(temporaryEnding));
    await Promise.all(left.map((name) => rm(join(folder, name), { force: true })));
  } catch (error) {
    throw await storageErrorOf(error, folder);
  }

  async function locate(sha256: string): Promise<FoundFile | undefined> {
    if (!/^[0-9a-f]{64}$/.test(sha256)) return undefined;
    for (const ending of storedEndings) {
      const path = join(folder, `${sha256}.${ending}`);
      const size = await sizeOf(path);
      if (size !== undefined) return { path, size, mediaType: mediaTypeOf(ending) };
    }
    return shipped.get(sha256);
  }

  return {
    has: async (sha256) => (await locate(sha256)) !== undefined,

    async read(sha256) {
      const found = await locate(sha256);
      if (found === undefined) return undefined;
      return { bytes: new Uint8Array(await readFile(found.path)), mediaType: found.mediaType };
    },

    async find(sha256) {
      const found = await locate(sha256);
      if (found === undefined) return undefined;
      const { path, size, mediaType } = found;
      const stream = (first: number, last: number): ReadableStream<Uint8Array> =>
        Readable.toWeb(createReadStream(path, { start: first, end: last })) as ReadableStream<Uint8Array>;
      return { size, mediaType, stream };
    },

    pathOf: async (sha256) => (await locate(sha256))?.path,

    async stored() {
      const names = await disk(folder, () => readdir(folder));
      const sizes = await Promise.all(names.map((name) => sizeOf(join(folder, name))));
      return sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
    },

    async remove(sha256) {
      const found = await disk(folder, () => locate(sha256));
      // What ships with the project is not the person's to delete.
      if (found === undefined || !found.path.startsWith(folder)) return;
      await disk(folder, () => rm(found.path, { force: true }));
      await disk(folder, () => syncNames(folder));
    },

    async put(chunks, mediaType, check, signal) {
      const temporary = join(folder, `${randomBytes(12).toString('hex')}${temporaryEnding}`);
      try {
        const { sha256, size } = await writeStream(temporary, chunks, folder, signal);
        const verdict = check(await disk(folder, () => readFile(temporary)));
        if (!verdict.ok) throw new DownloadError('wrong', verdict.reason);
        if (!(await isStored(await locate(sha256), folder, size))) {
          await disk(folder, () => rename(temporary, join(folder, `${sha256}.${endingOf(mediaType)}`)));
        }
        // Also where the file was there already: the process that renamed it may have ended before this.
        await disk(folder, () => syncNames(folder));
        return { sha256, size };
      } finally {
        await rm(temporary, { force: true });
      }
    },
  };
}

/** A shipped file does not count: what is put is kept in the data folder, whatever later versions ship. */
async function isStored(found: FoundFile | undefined, folder: string, size: number): Promise<boolean> {
  return found !== undefined && found.path.startsWith(folder) && found.size === size;
}

async function writeStream(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<{ readonly sha256: string; readonly size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  const handle = await disk(folder, () => open(path, 'wx', 0o600));
  try {
    for await (const chunk of chunks) {
      signal?.throwIfAborted();
      hash.update(chunk);
      size += chunk.byteLength;
      await disk(folder, () => handle.writeFile(chunk));
    }
    await disk(folder, () => handle.sync());
  } finally {
    await handle.close();
  }
  return { sha256: hash.digest('hex'), size };
}

/** Only the disk's own errors become StorageErrors: what the stream throws passes as it is. */
async function disk<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw await storageErrorOf(error, folder);
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    const status = await stat(path);
    return status.isFile() ? status.size : undefined;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
