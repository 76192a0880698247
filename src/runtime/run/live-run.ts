import type { RunStore } from '../stores/run-store.ts';
import type { Run } from './run.ts';

/** A Run while it is driven: the present value, and changes to it that are kept in order. */
export interface LiveRun {
  readonly value: Run;
  /** Changes the Run and keeps it. Resolves when it is kept; where that fails, the Run goes on and the trouble is told. */
  change(change: (run: Run) => Run): Promise<void>;
}

/**
 * What a change says about steps costs nothing when it is lost: the agreed pairs were durable before the first claim and never
 * change. So a store that fails holds nothing up.
 */
export function liveRun(
  run: Run,
  runs: RunStore,
  onChange: (run: Run) => void,
  onTrouble: (error: unknown) => void,
): LiveRun {
  let value = run;
  return {
    get value() {
      return value;
    },
    async change(change) {
      value = change(value);
      onChange(value);
      try {
        // The wish to cancel may have come from another tab.
        const kept = await runs.update(run.id, (stored) => {
          const next = change(stored);
          return next === stored ? stored : { ...next, cancelRequested: next.cancelRequested || value.cancelRequested };
        });
        if (kept) value = { ...value, cancelRequested: value.cancelRequested || kept.cancelRequested };
        else await runs.put(value);
      } catch (error) {
        onTrouble(error);
      }
    },
  };
}
