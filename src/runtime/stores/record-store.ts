import { del, entries, get, set, type UseStore } from 'idb-keyval';
import type { z } from 'zod';

/** Records that did not parse, set aside: they can be exported, and the others load (S12). */
export interface Quarantine {
  /** Sets a record aside by the store and key it was found under. */
  keep(store: string, key: string, value: unknown): Promise<void>;
}

/** Small records by key, parsed on the way out. */
export interface RecordStore<T> {
  get(key: string): Promise<T | undefined>;
  all(): Promise<ReadonlyMap<string, T>>;
  put(key: string, record: T): Promise<void>;
  /** Reads, changes and writes in one transaction. An `undefined` changes nothing. */
  update(key: string, change: (record: T) => T | undefined): Promise<T | undefined>;
  remove(key: string): Promise<void>;
}

export interface RecordStoreOptions<T> {
  readonly name: string;
  readonly store: UseStore;
  readonly schema: z.ZodType<T>;
  readonly quarantine: Quarantine;
}

export function recordStore<T>({ name, store, schema, quarantine }: RecordStoreOptions<T>): RecordStore<T> {
  const parsed = async (key: string, value: unknown): Promise<T | undefined> => {
    if (value === undefined) return undefined;
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    // Copied before it is taken away: a crash in between leaves it twice, never nowhere.
    await quarantine.keep(name, key, value);
    await del(key, store);
    return undefined;
  };
  return {
    get: async (key) => parsed(key, await get<unknown>(key, store)),
    async all() {
      const found = new Map<string, T>();
      for (const [key, value] of await entries<string, unknown>(store)) {
        const record = await parsed(key, value);
        if (record !== undefined) found.set(key, record);
      }
      return found;
    },
    put: (key, record) => twice(() => set(key, record, store)),
    async update(key, change) {
      const before = await parsed(key, await get<unknown>(key, store));
      if (before === undefined) return undefined;
      return twice(() => updateInOne(key, store, schema, change));
    },
    remove: (key) => del(key, store),
  };
}

/** A read-modify-write as one transaction: get-then-set lost 73 of 200 updates between two tabs (facts/media.md). */
function updateInOne<T>(
  key: string,
  store: UseStore,
  schema: z.ZodType<T>,
  change: (record: T) => T | undefined,
): Promise<T | undefined> {
  return store('readwrite', (objects) => {
    let outcome: T | undefined;
    return new Promise<T | undefined>((resolve, reject) => {
      const { transaction } = objects;
      transaction.addEventListener('complete', () => resolve(outcome));
      transaction.addEventListener('abort', () => reject(transaction.error ?? aborted()));
      const request = objects.get(key);
      request.addEventListener('success', () => {
        try {
          const result = schema.safeParse(request.result);
          if (!result.success) return;
          outcome = change(result.data);
          if (outcome === undefined) outcome = result.data;
          else if (outcome !== result.data) objects.put(outcome, key);
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
          transaction.abort();
        }
      });
    });
  });
}

/** An aborted transaction leaves the state before it: it is tried once more, then shown (S06). */
async function twice<T>(write: () => Promise<T>): Promise<T> {
  const once = (): Promise<T> =>
    write().catch((error: unknown) => {
      // A transaction that was aborted without a reason rejects with null.
      throw error ?? aborted();
    });
  try {
    return await once();
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'AbortError') throw error;
    return once();
  }
}

function aborted(): DOMException {
  return new DOMException('The browser aborted the write.', 'AbortError');
}

/** A quarantine in a store of its own, by store and key. */
export function quarantineIn(store: UseStore): Quarantine & { all(): Promise<ReadonlyMap<string, unknown>> } {
  return {
    keep: (name, key, value) => set(`${name}/${key}`, value, store),
    all: async () => new Map(await entries<string, unknown>(store)),
  };
}
