import type { RunStore } from '../stores/run-store.ts';
import type { Run } from './run.ts';
import type { RunLocks } from './run-locks.ts';

/** Drives Runs, each under its lock: whoever holds that drives, and when that tab ends or rests the next one takes over. */
export interface RunDrivers {
  /** The Runs that are driven here. */
  readonly holding: ReadonlySet<string>;
  /** Queues for a Run's lock. Once is enough. */
  drive(id: string): void;
  /** Lets go of every Run, as the end of the page would. Resolves when all locks are given back. */
  rest(): Promise<void>;
  /** Resolves when nothing is driven here, or waited for, any more. */
  idle(): Promise<void>;
  /** Lets go for good. */
  stop(): void;
}

export interface RunDriversOptions {
  readonly runs: Pick<RunStore, 'get'>;
  readonly locks: RunLocks;
  /** Drives one Run; rejects when the signal is aborted. */
  readonly driveOne: (run: Run, signal: AbortSignal) => Promise<void>;
  readonly onTrouble: (error: unknown) => void;
}

export function runDrivers({ runs, locks, driveOne, onTrouble }: RunDriversOptions): RunDrivers {
  const over = new AbortController();
  /** Driven here, or waiting for its turn. */
  const driving = new Map<string, Promise<void>>();
  const holding = new Set<string>();
  let turn = new AbortController();

  return {
    holding,
    drive(id) {
      if (driving.has(id) || over.signal.aborted) return;
      const signal = AbortSignal.any([over.signal, turn.signal]);
      const work = async (): Promise<void> => {
        const run = await runs.get(id);
        if (!run || run.state.kind === 'ended' || signal.aborted) return;
        holding.add(id);
        try {
          await driveOne(run, signal);
        } finally {
          holding.delete(id);
        }
      };
      const promise = locks
        .hold(`run-${id}`, work, signal)
        .catch((error: unknown) => {
          if (!signal.aborted) onTrouble(error);
        })
        .finally(() => {
          driving.delete(id);
        });
      driving.set(id, promise);
    },
    async rest() {
      turn.abort(new DOMException('the page rests', 'AbortError'));
      turn = new AbortController();
      await Promise.all(driving.values());
    },
    async idle() {
      while (driving.size > 0) await Promise.all(driving.values());
    },
    stop: () => over.abort(new DOMException('the page ends', 'AbortError')),
  };
}
