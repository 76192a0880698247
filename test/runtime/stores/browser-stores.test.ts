import { IDBFactory } from 'fake-indexeddb';
import { keys, set } from 'idb-keyval';
import { describe, expect, it } from 'vitest';
import { browserStores } from '../../../src/runtime/stores/browser-stores.ts';
import { byteCache } from '../../../src/runtime/stores/byte-cache.ts';
import { NewerDatabaseError, openDatabase, storeNames } from '../../../src/runtime/stores/database.ts';
import { idbPosterCache } from '../../../src/runtime/stores/poster-cache.ts';
import { idbRunStore } from '../../../src/runtime/stores/idb-run-store.ts';
import { tabMessages } from '../../../src/runtime/stores/tab-messages.ts';
import { sampleRun } from './sample-run.ts';
import { storeContract } from './store-contract.ts';

const now = () => 1;
const open = (factory: IDBFactory) => browserStores({ factory, now });

describe('stores in IndexedDB', () => {
  storeContract(async () => open(new IDBFactory()));

  it('keeps everything for the next page', async () => {
    const factory = new IDBFactory();
    const first = open(factory);
    await first.runs.put(sampleRun('a'));
    await first.results.put('f'.repeat(64), { bytes: new Blob(['film']), mediaType: 'video/mp4' });
    first.close();
    const second = open(factory);
    expect(await second.runs.get('a')).toEqual(sampleRun('a'));
    expect(await (await second.results.get('f'.repeat(64)))?.bytes.text()).toBe('film');
  });

  it('S12 sets an unparsable record aside, and the others load', async () => {
    const factory = new IDBFactory();
    const database = openDatabase({ factory });
    await set('bad', { id: 'bad', state: 'running' }, database.store('runs', 'strict'));
    const stores = open(factory);
    await stores.runs.put(sampleRun('good'));
    expect((await stores.runs.list()).map(({ id }) => id)).toEqual(['good']);
    expect(await stores.setAside()).toEqual(new Map([['runs/bad', { id: 'bad', state: 'running' }]]));
    expect(await keys(database.store('runs', 'strict'))).toEqual(['good']);
    expect(await stores.runs.update('bad', (run) => run)).toBeUndefined();
  });

  it('B10 lets go of the database, blocks nobody meanwhile, and opens it again when it is needed', async () => {
    const factory = new IDBFactory();
    const stores = open(factory);
    await stores.runs.put(sampleRun('a'));
    stores.release();
    await new Promise<void>((resolve, reject) => {
      const request = factory.deleteDatabase('nothing-else');
      request.addEventListener('success', () => resolve());
      request.addEventListener('error', () => reject(new Error('it was not deleted')));
    });
    expect(await stores.runs.get('a')).toEqual(sampleRun('a'));
    await stores.runs.put(sampleRun('b'));
    expect(await stores.runs.list()).toHaveLength(2);
  });

  it('S06 an aborted write leaves what was there and is tried once more; a second abort is told', async () => {
    const factory = new IDBFactory();
    let aborts = 0;
    const database = openDatabase({ factory });
    const aborting: typeof database = {
      ...database,
      store: (name, durability) => {
        const store = database.store(name, durability);
        return (mode, callback) =>
          store(mode, (objects) => {
            const answer = callback(objects);
            if (mode === 'readwrite' && aborts > 0) {
              aborts -= 1;
              objects.transaction.abort();
            }
            return answer;
          });
      },
    };
    const quarantine = { keep: () => Promise.reject(new Error('nothing is set aside')) };
    const runs = idbRunStore(aborting, tabMessages(), quarantine);
    await runs.put(sampleRun('a'));
    aborts = 1;
    await runs.put({ ...sampleRun('a'), graph: 'second' });
    expect((await runs.get('a'))?.graph).toBe('second');
    aborts = 1;
    await runs.update('a', (run) => ({ ...run, graph: 'third' }));
    expect((await runs.get('a'))?.graph).toBe('third');
    aborts = 2;
    await expect(runs.put({ ...sampleRun('a'), graph: 'fourth' })).rejects.toMatchObject({ name: 'AbortError' });
    expect((await runs.get('a'))?.graph).toBe('third');
    aborts = 2;
    await expect(runs.update('a', (run) => ({ ...run, graph: 'fifth' }))).rejects.toMatchObject({ name: 'AbortError' });
    expect((await runs.get('a'))?.graph).toBe('third');
  });

  it('S04 closes for a newer page, says so, and writes nothing more', async () => {
    const factory = new IDBFactory();
    let superseded = 0;
    const stores = browserStores({ factory, now, onSuperseded: () => superseded++ });
    await stores.runs.put(sampleRun('a'));
    await new Promise<void>((resolve, reject) => {
      const request = factory.open('shotgraph', 3);
      request.addEventListener('success', () => resolve());
      request.addEventListener('error', () => reject(new Error('it did not open')));
    });
    expect(superseded).toBe(1);
    await expect(stores.runs.put(sampleRun('b'))).rejects.toBeInstanceOf(NewerDatabaseError);
  });

  it('takes up the database of the version before', async () => {
    const factory = new IDBFactory();
    await new Promise<void>((resolve, reject) => {
      const request = factory.open('shotgraph', 1);
      request.addEventListener('upgradeneeded', () => {
        for (const name of storeNames) if (!name.startsWith('poster')) request.result.createObjectStore(name);
      });
      request.addEventListener('error', () => reject(new Error('it did not open')));
      request.addEventListener('success', () => {
        request.result.close();
        resolve();
      });
    });
    const stores = open(factory);
    await stores.posters.put('a', new Blob(['poster']));
    expect(await (await stores.posters.get('a'))?.text()).toBe('poster');
    expect((await factory.databases())[0]?.version).toBe(2);
  });

  it('keeps posters within their room, those that were looked at last', async () => {
    const database = openDatabase({ factory: new IDBFactory() });
    let time = 0;
    const posters = idbPosterCache(database, () => (time += 1), undefined, 100);
    const held = async () => (await keys(database.store('poster-bytes', 'relaxed'))).map(String);
    for (const name of ['a', 'b', 'c']) await posters.put(name, new Blob(['x'.repeat(30)]));
    await posters.get('a');
    await posters.put('d', new Blob(['x'.repeat(30)]));
    expect(await held()).toEqual(['a', 'c', 'd']);
    await posters.put('e', new Blob(['x'.repeat(30)]));
    expect(await held()).toEqual(['a', 'd', 'e']);
  });

  it('S05 refuses a database of a newer version, and leaves it as it is', async () => {
    const factory = new IDBFactory();
    await new Promise<void>((resolve) => {
      const request = factory.open('shotgraph', 9);
      request.addEventListener('success', () => {
        request.result.close();
        resolve();
      });
    });
    await expect(open(factory).runs.put(sampleRun('a'))).rejects.toBeInstanceOf(NewerDatabaseError);
    expect(await factory.databases()).toEqual([{ name: 'shotgraph', version: 9 }]);
  });

  it('S08 opens again when the browser closed the connection without a word', async () => {
    const factory = new IDBFactory();
    const connections: IDBDatabase[] = [];
    const watched = new Proxy(factory, {
      get(target, name) {
        if (name !== 'open') return Reflect.get(target, name);
        return (...args: [string, number]) => {
          const request = target.open(...args);
          request.addEventListener('success', () => connections.push(request.result));
          return request;
        };
      },
    });
    const stores = open(watched);
    await stores.runs.put(sampleRun('a'));
    connections[0]?.close();
    await stores.runs.put(sampleRun('b'));
    expect((await stores.runs.list()).map(({ id }) => id).sort()).toEqual(['a', 'b']);
    expect(connections).toHaveLength(2);
  });

  it('SEC30 leaves messages from other scripts alone that are not of its kind', async () => {
    let hear: (event: { readonly data: unknown }) => void = () => undefined;
    const channel = {
      postMessage: () => undefined,
      addEventListener: (_: 'message', listener: typeof hear) => void (hear = listener),
      close: () => undefined,
    };
    const { runs } = browserStores({ factory: new IDBFactory(), now, channel });
    const heard: string[] = [];
    runs.watch((id) => heard.push(id));
    for (const data of [
      null,
      'changed',
      { kind: 'changed', store: 'runs' },
      { kind: 'changed', store: 'runs', key: 'x', run: {} },
    ])
      hear({ data });
    hear({ data: { kind: 'changed', store: 'runs', key: 'a' } });
    expect(heard).toEqual(['a']);
  });
});

/** A disk of so many bytes. */
function smallDisk(room: number) {
  const database = openDatabase({ factory: new IDBFactory() });
  const real = database.store('clip-bytes', 'relaxed');
  const sizes = new Map<IDBValidKey, number>();
  let failWith: Error | undefined;
  const bytes: typeof real = (mode, callback) =>
    real(mode, (objects) => {
      const guarded = new Proxy(objects, {
        get(target, name) {
          if (name === 'put')
            return (value: Blob, key: IDBValidKey) => {
              if (failWith) throw failWith;
              const used = [...sizes.values()].reduce((sum, size) => sum + size, 0);
              if (used + value.size > room) throw new DOMException('full', 'QuotaExceededError');
              sizes.set(key, value.size);
              return target.put(value, key);
            };
          if (name === 'delete')
            return (key: IDBValidKey) => {
              sizes.delete(key);
              return target.delete(key);
            };
          const value: unknown = Reflect.get(target, name);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      });
      return callback(guarded);
    });
  let time = 0;
  const misses: unknown[] = [];
  const cache = byteCache({
    facts: database.store('clips', 'relaxed'),
    bytes,
    now: () => ++time,
    onMiss: (error) => misses.push(error),
  });
  return { cache, misses, fail: (error: Error) => (failWith = error) };
}

describe('a cache on a full disk', () => {
  it('S02 gives up the least recently used, and keeps what is wanted now', async () => {
    const { cache, misses } = smallDisk(30);
    for (const key of ['a', 'b', 'c']) await cache.put(key, new Blob(['0123456789']));
    await cache.get('a');
    expect(await cache.put('d', new Blob(['0123456789']))).toBe(true);
    expect(await Promise.all(['a', 'b', 'c', 'd'].map(async (key) => (await cache.get(key)) !== undefined))).toEqual([
      true,
      false,
      true,
      true,
    ]);
    expect(misses).toEqual([]);
  });

  it('S03 bytes that fit nowhere are a miss, and nothing else', async () => {
    const { cache, misses } = smallDisk(5);
    expect(await cache.put('a', new Blob(['0123456789']))).toBe(false);
    expect(await cache.get('a')).toBeUndefined();
    expect(misses).toHaveLength(1);
  });

  it('S11 a Blob that cannot be written is a miss', async () => {
    const { cache, misses, fail } = smallDisk(100);
    fail(new DOMException('InvalidBlob', 'DataError'));
    expect(await cache.put('a', new Blob(['0']))).toBe(false);
    expect(misses).toHaveLength(1);
  });
});
