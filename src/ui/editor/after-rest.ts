import type { RunClock } from '../../runtime/run/run-clock.ts';

/** Does the last work that was wished for, once nothing was wished for during some milliseconds. */
export function afterRest(clock: RunClock, restMs: number, onTrouble: (error: unknown) => void) {
  let timer: AbortController | undefined;
  return {
    /** Each call takes the place of the one before. */
    soon(work: () => void): void {
      timer?.abort();
      const mine = (timer = new AbortController());
      clock.sleep(restMs, mine.signal).then(work, (error: unknown) => {
        if (!mine.signal.aborted) onTrouble(error);
      });
    },
    stop: (): void => timer?.abort(),
  };
}
