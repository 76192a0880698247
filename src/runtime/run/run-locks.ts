/** Locks by name that die with their holder: a Run is driven by one tab, and taken over when that one ends. */
export interface RunLocks {
  /** Does some work alone. Waits for its turn; rejects with the signal's reason when that is aborted before. */
  hold<T>(name: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

/** The browser's own locks, shared by all tabs of the origin. */
export function webLocks(manager: LockManager): RunLocks {
  return {
    hold: (name, work, signal) => manager.request(`shotgraph-${name}`, signal ? { signal } : {}, work),
  };
}

/** Locks within one process. */
export function processLocks(): RunLocks {
  const turns = new Map<string, Promise<unknown>>();
  return {
    async hold(name, work, signal) {
      const before = turns.get(name) ?? Promise.resolve();
      let release: () => void = () => undefined;
      const mine = new Promise<void>((resolve) => (release = resolve));
      const turn = before.then(() => mine);
      turns.set(name, turn);
      const aborted = new Promise<never>((_, reject) => {
        const stop = (): void => reject(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
        if (signal?.aborted) stop();
        else signal?.addEventListener('abort', stop, { once: true });
      });
      aborted.catch(() => undefined);
      try {
        await Promise.race([before, aborted]);
        return await work();
      } finally {
        release();
        if (turns.get(name) === turn) turns.delete(name);
      }
    },
  };
}
