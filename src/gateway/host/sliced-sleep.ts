/** The time of a machine: one clock that can be set, and a timer that stands still while the machine sleeps. */
export interface MachineTime {
  /** Milliseconds since 1970. */
  now(): number;
  /** Ends after so many milliseconds during which the machine was awake; rejects when the signal aborts. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Longest single wait in milliseconds: so soon after the machine woke up, everybody who overslept gets up (faults.md B08). */
export const sliceMs = 2_000;

/**
 * Sleeps for so many milliseconds of waking time, or until as many have passed by the clock: what is due when a laptop is
 * opened again must not wait for the rest of a timer that stood still. A clock that is set back makes no sleep longer.
 */
export async function sleepInSlices(ms: number, { now, wait }: MachineTime, signal?: AbortSignal): Promise<void> {
  const until = now() + ms;
  for (let left = ms; ; left -= sliceMs) {
    await wait(Math.max(0, Math.min(sliceMs, left)), signal);
    if (left <= sliceMs || now() >= until) return;
  }
}
