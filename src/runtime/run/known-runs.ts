import type { Service } from '../../graph/service.ts';
import type { RunStore } from '../stores/run-store.ts';
import type { Run } from './run.ts';

/** What a tab knows of the Runs of its browser: the ones it drives as they are, the others as they were last stored. */
export interface KnownRuns {
  /** Newest first. */
  all(): readonly Run[];
  /** The Runs of a graph, on one service or on any, newest first. */
  of(graph: string, service?: Service): readonly Run[];
  get(id: string): Promise<Run | undefined>;
  see(run: Run): void;
  forget(id: string): void;
  /** Reads all of them anew, but those that are driven here: whoever drives is ahead of the store. */
  load(driven: ReadonlySet<string>): Promise<void>;
  subscribe(listener: () => void): () => void;
  stop(): void;
}

export function knownRuns(store: RunStore): KnownRuns {
  const known = new Map<string, Run>();
  const listeners = new Set<() => void>();
  let sorted: readonly Run[] | undefined;
  const tell = (): void => {
    sorted = undefined;
    for (const listener of listeners) listener();
  };
  const all = (): readonly Run[] =>
    (sorted ??= [...known.values()].sort((a, b) => b.startedAt - a.startedAt || (a.id < b.id ? 1 : -1)));
  return {
    all,
    of: (graph, service) =>
      all().filter((run) => run.graph === graph && (service === undefined || run.service === service)),
    get: async (id) => known.get(id) ?? (await store.get(id)),
    see(run) {
      known.set(run.id, run);
      tell();
    },
    forget(id) {
      if (known.delete(id)) tell();
    },
    async load(driven) {
      const stored = await store.list();
      for (const id of known.keys()) if (!driven.has(id)) known.delete(id);
      for (const run of stored) if (!driven.has(run.id)) known.set(run.id, run);
      tell();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop: () => listeners.clear(),
  };
}
