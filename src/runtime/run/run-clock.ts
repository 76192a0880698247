/** Time as a Run sees it. Fakes move it by hand; `sleep` rejects with the signal's reason when aborted. */
export interface RunClock {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** A clock over the timers of a host: `startTimer` rings once after some milliseconds, and returns what stops it. */
export function timerClock(now: () => number, startTimer: (ms: number, ring: () => void) => () => void): RunClock {
  return {
    now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const stop = (): void => {
          stopTimer?.();
          reject(signal?.reason instanceof Error ? signal.reason : new DOMException('aborted', 'AbortError'));
        };
        let stopTimer: (() => void) | undefined;
        if (signal?.aborted) return stop();
        stopTimer = startTimer(ms, () => {
          signal?.removeEventListener('abort', stop);
          resolve();
        });
        signal?.addEventListener('abort', stop, { once: true });
      }),
  };
}
