import { type ClipCache, idbClipCache } from './clip-cache.ts';
import { openDatabase } from './database.ts';
import type { DraftStore } from './draft-store.ts';
import { idbDraftStore } from './idb-draft-store.ts';
import { idbResultStore } from './idb-result-store.ts';
import { idbRunStore } from './idb-run-store.ts';
import { idbPosterCache, type PosterCache } from './poster-cache.ts';
import { quarantineIn } from './record-store.ts';
import type { ResultStore } from './result-store.ts';
import type { RunStore } from './run-store.ts';
import { type Channel, tabMessages } from './tab-messages.ts';

/** Everything a browser keeps. Losing all of it loses no money: jobs and clips are the gateway's. */
export interface BrowserStores {
  readonly runs: RunStore;
  readonly drafts: DraftStore;
  readonly results: ResultStore;
  readonly clips: ClipCache;
  readonly posters: PosterCache;
  /** Records that did not parse, by store and key, for an export (S12). */
  setAside(): Promise<ReadonlyMap<string, unknown>>;
  /** Lets go of the database until it is needed again: a page that is kept aside must block nobody (B10). */
  release(): void;
  close(): void;
}

export interface BrowserStoresOptions {
  readonly factory: IDBFactory;
  readonly channel?: Channel;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly name?: string;
  /** Told when a newer page took the database over: this one must be reloaded (S04). */
  readonly onSuperseded?: () => void;
  /** Told of cached bytes that could not be kept or read. */
  readonly onMiss?: (error: unknown) => void;
}

/** The stores of a browser, over one IndexedDB database. */
export function browserStores(options: BrowserStoresOptions): BrowserStores {
  const { factory, channel, now, name, onSuperseded, onMiss } = options;
  const database = openDatabase({
    factory,
    ...(name === undefined ? {} : { name }),
    ...(onSuperseded ? { onSuperseded } : {}),
  });
  const messages = tabMessages(channel);
  const quarantine = quarantineIn(database.store('quarantine', 'strict'));
  return {
    runs: idbRunStore(database, messages, quarantine),
    drafts: idbDraftStore(database, quarantine),
    results: idbResultStore(database, now, onMiss),
    clips: idbClipCache(database, now, onMiss),
    posters: idbPosterCache(database, now, onMiss),
    setAside: () => quarantine.all(),
    release: () => database.close(),
    close() {
      messages.close();
      database.close();
    },
  };
}
