import type { UseStore } from 'idb-keyval';

/** The object stores of the one database: small facts apart from bytes, which are read by primary key only (facts/media.md). */
export const storeNames = [
  'runs',
  'drafts',
  'results',
  'result-uses',
  'result-bytes',
  'clips',
  'clip-bytes',
  'posters',
  'poster-bytes',
  'quarantine',
] as const;
export type StoreName = (typeof storeNames)[number];

export interface Database {
  /** A store for idb-keyval. `strict` writes are on disk when they resolve; others may be lost by a crash of the machine. */
  store(name: StoreName, durability: IDBTransactionDurability): UseStore;
  close(): void;
}

export interface DatabaseOptions {
  readonly factory: IDBFactory;
  readonly name?: string;
  /** Told when the connection had to be closed for a newer page, which is then waiting for nobody (S04). */
  readonly onSuperseded?: () => void;
}

/** A database of a newer version of the app: nothing is read, written or deleted (S05). */
export class NewerDatabaseError extends Error {
  override readonly name = 'NewerDatabaseError';
}

const version = 2;

/** Opens on first use, closes for a newer page, and opens again when the browser closed it (S08). */
export function openDatabase({ factory, name = 'shotgraph', onSuperseded }: DatabaseOptions): Database {
  let connection: Promise<IDBDatabase> | undefined;
  let superseded = false;

  const open = (): Promise<IDBDatabase> =>
    new Promise((resolve, reject) => {
      const request = factory.open(name, version);
      request.addEventListener('upgradeneeded', () => {
        for (const store of storeNames) {
          if (!request.result.objectStoreNames.contains(store)) request.result.createObjectStore(store);
        }
      });
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () =>
        reject(
          request.error?.name === 'VersionError'
            ? new NewerDatabaseError('A newer version of Shotgraph used this browser profile.')
            : (request.error ?? new Error('IndexedDB did not open')),
        ),
      );
    });
  const connect = async (): Promise<IDBDatabase> => {
    if (superseded)
      throw new NewerDatabaseError('A newer version of Shotgraph is open in another tab. Reload this one.');
    const database = await open();
    database.addEventListener('close', () => (connection = undefined));
    // Without this the newer page would wait for ever.
    database.addEventListener('versionchange', () => {
      database.close();
      connection = undefined;
      superseded = true;
      onSuperseded?.();
    });
    return database;
  };
  const connected = (): Promise<IDBDatabase> => {
    connection ??= connect().catch((error: unknown) => {
      connection = undefined;
      throw error;
    });
    return connection;
  };

  return {
    store: (storeName, durability) => async (mode, callback) => {
      const begin = (database: IDBDatabase): IDBObjectStore =>
        database.transaction(storeName, mode, { durability }).objectStore(storeName);
      const database = await connected();
      let objects: IDBObjectStore;
      try {
        objects = begin(database);
      } catch (error) {
        // The browser may close a connection without a word: one fresh try.
        if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error;
        connection = undefined;
        objects = begin(await connected());
      }
      return callback(objects);
    },
    close() {
      void connection?.then((database) => database.close());
      connection = undefined;
    },
  };
}
