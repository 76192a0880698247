import { hashBytes } from '../../graph/hash.ts';
import { byteCache } from './byte-cache.ts';
import type { Database } from './database.ts';

/** Clips and pictures by the SHA-256 of their bytes: what the gateway has too, nearer. */
export interface ClipCache {
  get(sha256: string): Promise<Blob | undefined>;
  /** Never throws: what cannot be kept is a miss. Bytes of another hash are not kept. */
  put(sha256: string, bytes: Blob): Promise<void>;
}

/** Clips for as long as the process lives. */
export function memoryClipCache(): ClipCache {
  const held = new Map<string, Blob>();
  return {
    get: async (sha256) => held.get(sha256),
    async put(sha256, bytes) {
      if (await isOf(sha256, bytes)) held.set(sha256, bytes);
    },
  };
}

/** Clips in IndexedDB: the least recently used go when the disk is full. */
export function idbClipCache(database: Database, now: () => number, onMiss?: (error: unknown) => void): ClipCache {
  const cache = byteCache({
    facts: database.store('clips', 'relaxed'),
    bytes: database.store('clip-bytes', 'relaxed'),
    now,
    ...(onMiss ? { onMiss } : {}),
  });
  return {
    get: (sha256) => cache.get(sha256),
    async put(sha256, bytes) {
      if (await isOf(sha256, bytes)) await cache.put(sha256, bytes);
    },
  };
}

async function isOf(sha256: string, bytes: Blob): Promise<boolean> {
  return hashBytes(new Uint8Array(await bytes.arrayBuffer())) === sha256;
}
