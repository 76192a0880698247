import { type Run, runSchema } from '../run/run.ts';
import type { Database } from './database.ts';
import { type Quarantine, recordStore } from './record-store.ts';
import { newestFirst, type RunStore } from './run-store.ts';
import type { TabMessages } from './tab-messages.ts';

/** Runs in IndexedDB, on disk when a write resolves; other tabs are told. */
export function idbRunStore(database: Database, messages: TabMessages, quarantine: Quarantine): RunStore {
  const name = 'runs';
  const runs = recordStore<Run>({ name, store: database.store(name, 'strict'), schema: runSchema, quarantine });
  const tell = (key: string): void => messages.send({ kind: 'changed', store: name, key });
  return {
    get: (id) => runs.get(id),
    list: async () => newestFirst([...(await runs.all()).values()]),
    async put(run) {
      await runs.put(run.id, run);
      tell(run.id);
    },
    async update(id, change) {
      let changed = false;
      const after = await runs.update(id, (run) => {
        const next = change(run);
        changed = next !== run;
        return next;
      });
      if (changed) tell(id);
      return after;
    },
    async remove(id) {
      await runs.remove(id);
      tell(id);
    },
    watch: (listener) =>
      messages.listen(({ store, key }) => {
        if (store === name) listener(key);
      }),
  };
}
