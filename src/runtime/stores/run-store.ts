import { type Run, runSchema } from '../run/run.ts';

/** The Runs of this browser, or of this process. */
export interface RunStore {
  get(id: string): Promise<Run | undefined>;
  /** Newest first. */
  list(): Promise<readonly Run[]>;
  /** Resolves when the Run is durable. */
  put(run: Run): Promise<void>;
  /** Reads, changes and writes in one transaction; undefined where there is no such Run. */
  update(id: string, change: (run: Run) => Run): Promise<Run | undefined>;
  remove(id: string): Promise<void>;
  /** Calls back with the id of a Run that changed, in this tab or another. Returns the way to stop. */
  watch(listener: (id: string) => void): () => void;
}

/** Runs for as long as the process lives: the command line's, and the tests'. */
export function memoryRunStore(): RunStore {
  const runs = new Map<string, Run>();
  const listeners = new Set<(id: string) => void>();
  const tell = (id: string): void => {
    for (const listener of listeners) listener(id);
  };
  const keep = (run: Run): void => {
    runs.set(run.id, runSchema.parse(run));
    tell(run.id);
  };
  return {
    get: async (id) => runs.get(id),
    list: async () => newestFirst([...runs.values()]),
    put: async (run) => keep(run),
    async update(id, change) {
      const before = runs.get(id);
      if (!before) return undefined;
      const after = change(before);
      if (after !== before) keep(after);
      return after;
    },
    async remove(id) {
      if (runs.delete(id)) tell(id);
    },
    watch(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

export function newestFirst(runs: readonly Run[]): readonly Run[] {
  return [...runs].sort((a, b) => b.startedAt - a.startedAt || (a.id < b.id ? 1 : -1));
}
