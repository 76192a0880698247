import type { RunClock } from '../../runtime/run/run-clock.ts';

/** Saves a while after the last change, and at once when the page may end. */
export interface Autosave {
  /** Something changed. */
  touch(): void;
  /** Saves now what was changed and is not saved yet. Resolves when that is done. */
  flush(): Promise<void>;
  /** Whether a change waits to be saved. */
  readonly waiting: boolean;
  stop(): void;
}

export interface AutosaveOptions {
  readonly clock: RunClock;
  /** Milliseconds of quiet before a save; 600 by default. */
  readonly quietMs?: number;
  /** Milliseconds after which it saves although changes go on; 5,000 by default. */
  readonly longestMs?: number;
  /** `last`: the page may end, so nothing may be waited for before the write begins. */
  readonly save: (last: boolean) => Promise<void>;
  /** Told why a save failed; the next change tries again. */
  readonly onTrouble: (error: unknown) => void;
}

export function createAutosave(options: AutosaveOptions): Autosave {
  const { clock, quietMs = 600, longestMs = 5_000, save, onTrouble } = options;
  let dirtySince: number | undefined;
  let timer: AbortController | undefined;
  let saving: Promise<void> = Promise.resolve();

  const now = (last: boolean): Promise<void> => {
    timer?.abort();
    timer = undefined;
    if (dirtySince === undefined) return saving;
    dirtySince = undefined;
    // One at a time, so that an older text never lands on a newer one.
    saving = saving.then(() => save(last)).catch(onTrouble);
    return saving;
  };

  return {
    touch() {
      dirtySince ??= clock.now();
      timer?.abort();
      const mine = (timer = new AbortController());
      const wait = Math.max(0, Math.min(quietMs, dirtySince + longestMs - clock.now()));
      clock.sleep(wait, mine.signal).then(
        () => void now(false),
        (error: unknown) => {
          if (!mine.signal.aborted) onTrouble(error);
        },
      );
    },
    flush: () => now(true),
    get waiting() {
      return dirtySince !== undefined;
    },
    stop() {
      timer?.abort();
      dirtySince = undefined;
    },
  };
}
