import { newestFirst, type RunStore } from '../../../src/runtime/stores/run-store.ts';
import type { ResultStore } from '../../../src/runtime/stores/result-store.ts';
import type { Run } from '../../../src/runtime/run/run.ts';
import type { Life } from '../life.ts';
import type { World } from '../world.ts';

const aborted = (): Error => new DOMException('The transaction was aborted.', 'AbortError');

/** The Runs of the browser, as one tab reaches them. */
export function tabRuns(world: World, tab: Life): RunStore {
  const browser = () => world.browser;
  const read = <T>(name: string, act: () => T): Promise<T> => tab.io(name, act, { failure: aborted });
  const write = <T>(name: string, act: () => T): Promise<T> =>
    read(name, () => {
      if (browser().refuses) throw aborted();
      return act();
    });
  const keep = (run: Run): void => {
    browser().runs.set(run.id, run);
    world.tell({ kind: 'run kept', run });
    // A message to other tabs takes a moment; the own one hears at once.
    world.timeline.at(1, () => browser().tell(run.id));
  };
  return {
    get: (id) => read('run get', () => browser().runs.get(id)),
    list: () => read('run list', () => newestFirst([...browser().runs.values()])),
    put: (run) => write('run put', () => keep(run)),
    update: (id, change) =>
      write('run update', () => {
        const before = browser().runs.get(id);
        if (before === undefined) return undefined;
        const after = change(before);
        if (after !== before) keep(after);
        return after;
      }),
    remove: (id) => write('run remove', () => void browser().runs.delete(id)),
    watch: (listener) => browser().listen((id) => (tab.alive() ? listener(id) : undefined)),
  };
}

/** The results of the browser: a refused write is held by the tab, as the real store does. */
export function tabResults(world: World, tab: Life): ResultStore {
  const io = <T>(name: string, act: () => T): Promise<T> => tab.io(name, act, { failure: aborted });
  const held: typeof world.browser.results = new Map();
  return {
    keys: async () => {
      const stored = await io('result keys', () => [...world.browser.results.keys()]).catch(() => []);
      return new Set([...held.keys(), ...stored]);
    },
    get: async (key) =>
      held.get(key) ?? (await io('result get', () => world.browser.results.get(key)).catch(() => undefined)),
    put: (key, result) =>
      io('result put', () => {
        if (world.browser.refuses) throw aborted();
        world.browser.results.set(key, result);
      }).catch(() => void held.set(key, result)),
  };
}
