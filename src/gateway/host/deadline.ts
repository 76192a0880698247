/** A signal that aborts at a limit of time, or with another signal; `clear` must be called when the work is over. */
export interface Deadline {
  readonly signal: AbortSignal;
  clear(): void;
}

/**
 * Starts a limit of `ms` milliseconds. AbortSignal.any would do the same, but on Node 20 it keeps a trace of every use in
 * a signal that lives as long as the process.
 */
export function startDeadline(ms: number, signal?: AbortSignal): Deadline {
  const controller = new AbortController();
  const follow = (): void => controller.abort(signal?.reason);
  const timer = setTimeout(() => controller.abort(new Error(`nothing was done within ${ms} ms`)), ms);
  if (signal?.aborted === true) follow();
  signal?.addEventListener('abort', follow, { once: true });
  return {
    signal: controller.signal,
    clear() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', follow);
    },
  };
}
