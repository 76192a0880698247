import { hashBytes } from '../../src/graph/hash.ts';
import { DownloadError, type ByteStore, type StorageError } from '../../src/runtime/jobs/ports.ts';

/** Bytes by hash in memory. */
export interface MemoryBytes extends ByteStore {
  readonly files: Map<string, { readonly bytes: Uint8Array<ArrayBuffer>; readonly mediaType: string }>;
  /** What the disk answers instead of storing, until it is set back to undefined. */
  refuses: StorageError | undefined;
  /** Holds up every removal. */
  removing: (() => Promise<void>) | undefined;
  /** Puts bytes there without a stream. */
  keep(bytes: Uint8Array, mediaType: string): string;
}

export function createMemoryBytes(): MemoryBytes {
  const store: MemoryBytes = {
    files: new Map(),
    refuses: undefined,
    removing: undefined,
    keep(bytes, mediaType) {
      const sha256 = hashBytes(bytes);
      store.files.set(sha256, { bytes: Uint8Array.from(bytes), mediaType });
      return sha256;
    },
    async put(chunks, mediaType, check, signal) {
      const parts: number[] = [];
      for await (const chunk of chunks) {
        signal?.throwIfAborted();
        for (const byte of chunk) parts.push(byte);
      }
      if (store.refuses !== undefined) throw store.refuses;
      const bytes = Uint8Array.from(parts);
      const verdict = check(bytes);
      if (!verdict.ok) throw new DownloadError('wrong', verdict.reason);
      return { sha256: store.keep(bytes, mediaType), size: bytes.length };
    },
    read: (sha256) => Promise.resolve(store.files.get(sha256)),
    async remove(sha256) {
      await store.removing?.();
      store.files.delete(sha256);
    },
    has: (sha256) => Promise.resolve(store.files.has(sha256)),
  };
  return store;
}
