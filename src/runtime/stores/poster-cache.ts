import { byteCache } from './byte-cache.ts';
import type { Database } from './database.ts';

/** Small first frames by the SHA-256 of their clip, so that a history need not read each clip for its picture again. */
export interface PosterCache {
  get(sha256: string): Promise<Blob | undefined>;
  /** Never throws: what cannot be kept is a miss. */
  put(sha256: string, poster: Blob): Promise<void>;
}

/** Bytes of posters that a browser keeps: some thousands. */
const mostBytes = 64_000_000;

/** Posters for as long as the process lives. */
export function memoryPosterCache(): PosterCache {
  const held = new Map<string, Blob>();
  return {
    get: async (sha256) => held.get(sha256),
    put: async (sha256, poster) => void held.set(sha256, poster),
  };
}

/** Posters in IndexedDB: the least recently used go when they are too many, or when the disk is full. */
export function idbPosterCache(
  database: Database,
  now: () => number,
  onMiss?: (error: unknown) => void,
  most = mostBytes,
): PosterCache {
  const cache = byteCache({
    facts: database.store('posters', 'relaxed'),
    bytes: database.store('poster-bytes', 'relaxed'),
    now,
    most,
    ...(onMiss ? { onMiss } : {}),
  });
  return {
    get: (sha256) => cache.get(sha256),
    async put(sha256, poster) {
      await cache.put(sha256, poster);
    },
  };
}
