import type { CacheKey } from '../../graph/keys.ts';

/** The result of a local operation. `seconds` of what plays. */
export interface StoredResult {
  readonly bytes: Blob;
  readonly mediaType: string;
  readonly seconds?: number;
}

/** Results of local operations by CacheKey. Losing one costs the time to make it again, never money. */
export interface ResultStore {
  keys(): Promise<ReadonlySet<CacheKey>>;
  get(key: CacheKey): Promise<StoredResult | undefined>;
  /** Where the disk refuses, the result is held until the page ends. */
  put(key: CacheKey, result: StoredResult): Promise<void>;
}

/** Results for as long as the process lives. */
export function memoryResultStore(): ResultStore {
  const held = new Map<CacheKey, StoredResult>();
  return {
    keys: async () => new Set(held.keys()),
    get: async (key) => held.get(key),
    put: async (key, result) => void held.set(key, result),
  };
}
