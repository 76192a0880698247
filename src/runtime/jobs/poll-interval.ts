/** After this many milliseconds since the submit, an attempt is shown as slow and polled slowly (faults.md M7, J01). */
export const slowAfterMs = 30 * 60_000;
/** Milliseconds between polls of what is slow or stands in a state that nobody knows. */
export const slowPollMs = 60_000;

/** What the pace of healthy polls depends on. */
export interface PollSituation {
  /** Milliseconds since the submit. */
  readonly age: number;
  /** How many stand before it, where the service said. */
  readonly queuePosition: number | undefined;
}

/**
 * Milliseconds until the next poll of an attempt in good health: 1 s at first, growing to 5 s within a minute; deep in a
 * queue 1 s more for each place before it, up to 30 s.
 */
export function pollIntervalMs({ age, queuePosition }: PollSituation): number {
  if (age >= slowAfterMs) return slowPollMs;
  const byAge = Math.min(5_000, 1_000 + Math.max(0, age) / 15);
  const byPlace = Math.min(30_000, Math.max(0, (queuePosition ?? 0) - 2) * 1_000);
  return Math.round(Math.max(byAge, byPlace));
}
