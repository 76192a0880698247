/** The end of an owner, as everything that waits or fetches sees it. */
export interface Stop {
  stopped(): boolean;
  /**
   * Does something that ends early when the owner stops. Each has a signal of its own: hundreds of jobs would otherwise
   * hang on one signal, and the platform warns of that as of a leak.
   */
  during<Result>(act: (signal: AbortSignal) => Promise<Result>): Promise<Result>;
  /** Ends everything that is under way, and what comes later at once. */
  now(): void;
}

export function createStop(): Stop {
  const under = new Set<AbortController>();
  let stopped = false;
  return {
    stopped: () => stopped,
    async during(act) {
      const controller = new AbortController();
      if (stopped) controller.abort();
      under.add(controller);
      try {
        return await act(controller.signal);
      } finally {
        under.delete(controller);
      }
    },
    now() {
      stopped = true;
      for (const controller of under) controller.abort();
    },
  };
}
