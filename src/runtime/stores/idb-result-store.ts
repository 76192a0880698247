import { delMany, get, keys, set } from 'idb-keyval';
import { z } from 'zod';
import type { CacheKey } from '../../graph/keys.ts';
import { byteCache } from './byte-cache.ts';
import type { Database } from './database.ts';
import type { ResultStore, StoredResult } from './result-store.ts';

const factsSchema = z.strictObject({ mediaType: z.string(), seconds: z.number().optional() });

/**
 * Results in IndexedDB: bytes in one store, facts in another, written last, so that facts never stand without bytes. What the
 * disk refuses is held until the page ends.
 */
export function idbResultStore(database: Database, now: () => number, onMiss?: (error: unknown) => void): ResultStore {
  const facts = database.store('results', 'relaxed');
  const held = new Map<CacheKey, StoredResult>();
  const cache = byteCache({
    facts: database.store('result-uses', 'relaxed'),
    bytes: database.store('result-bytes', 'relaxed'),
    now,
    ...(onMiss ? { onMiss } : {}),
    onEvicted: (gone) => delMany([...gone], facts),
  });
  return {
    async keys() {
      try {
        return new Set([...held.keys(), ...(await keys<CacheKey>(facts))]);
      } catch (error) {
        onMiss?.(error);
        return new Set(held.keys());
      }
    },
    async get(key) {
      const here = held.get(key);
      if (here) return here;
      try {
        const found = factsSchema.safeParse(await get<unknown>(key, facts));
        const bytes = found.success ? await cache.get(key) : undefined;
        if (!found.success || !bytes) {
          await delMany([key], facts);
          return undefined;
        }
        const { mediaType, seconds } = found.data;
        return { bytes, mediaType, ...(seconds === undefined ? {} : { seconds }) };
      } catch (error) {
        onMiss?.(error);
        return undefined;
      }
    },
    async put(key, { bytes, mediaType, seconds }) {
      const result = { bytes, mediaType, ...(seconds === undefined ? {} : { seconds }) };
      if (await cache.put(key, bytes)) {
        try {
          await set(key, { mediaType, ...(seconds === undefined ? {} : { seconds }) }, facts);
          held.delete(key);
          return;
        } catch (error) {
          onMiss?.(error);
        }
      }
      held.set(key, result);
    },
  };
}
