import { get, set } from 'idb-keyval';
import type { Database } from './database.ts';
import { type Draft, draftSchema, type DraftStore, latestFirst } from './draft-store.ts';
import { type Quarantine, recordStore } from './record-store.ts';

/** The key of the last opened draft, which no id of a draft can be: theirs begin with `draft:`. */
const lastKey = 'last-opened';
const keyOf = (id: string): string => `draft:${id}`;

/** Drafts in IndexedDB. */
export function idbDraftStore(database: Database, quarantine: Quarantine): DraftStore {
  const name = 'drafts';
  const store = database.store(name, 'strict');
  const lastSchema = draftSchema.shape.id;
  const drafts = recordStore<Draft | string>({ name, store, schema: draftSchema.or(lastSchema), quarantine });
  const draftOf = (record: Draft | string | undefined): Draft | undefined =>
    typeof record === 'object' ? record : undefined;
  return {
    get: async (id) => draftOf(await drafts.get(keyOf(id))),
    list: async () => latestFirst([...(await drafts.all()).values()].flatMap((record) => draftOf(record) ?? [])),
    put: (draft) => drafts.put(keyOf(draft.id), draft),
    remove: (id) => drafts.remove(keyOf(id)),
    async lastOpened() {
      const id = lastSchema.safeParse(await get<unknown>(lastKey, store));
      return id.success ? id.data : undefined;
    },
    setLastOpened: (id) => set(lastKey, id, store),
  };
}
