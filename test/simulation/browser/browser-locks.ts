import type { RunLocks } from '../../../src/runtime/run/run-locks.ts';
import type { Life } from '../life.ts';
import type { World } from '../world.ts';

/** The locks of a browser: shared by its tabs, and taken back when a tab ends. */
export interface BrowserLocks {
  of(tab: Life): RunLocks;
}

interface Waiting {
  readonly begin: () => void;
  begun: boolean;
}

export function createBrowserLocks(world: World): BrowserLocks {
  const queues = new Map<string, Waiting[]>();

  function next(name: string): void {
    world.timeline.at(0, () => {
      const first = queues.get(name)?.[0];
      if (first === undefined || first.begun) return;
      first.begun = true;
      first.begin();
    });
  }
  function leave(name: string, waiting: Waiting): void {
    const queue = queues.get(name) ?? [];
    const at = queue.indexOf(waiting);
    if (at < 0) return;
    queue.splice(at, 1);
    if (at === 0) next(name);
  }

  return {
    of: (tab) => ({
      hold: (name, work, signal) =>
        new Promise((resolve, reject) => {
          const waiting: Waiting = {
            begun: false,
            begin: () => {
              signal?.removeEventListener('abort', giveUp);
              void work()
                .then(resolve, reject)
                .finally(() => leave(name, waiting));
            },
          };
          const giveUp = (): void => {
            leave(name, waiting);
            reject(signal?.reason as Error);
          };
          if (signal?.aborted === true) return reject(signal.reason as Error);
          signal?.addEventListener('abort', giveUp, { once: true });
          const queue = queues.get(name) ?? [];
          queues.set(name, queue);
          queue.push(waiting);
          tab.onDeath(() => leave(name, waiting));
          if (queue.length === 1) next(name);
        }),
    }),
  };
}
