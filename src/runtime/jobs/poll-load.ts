import type { Job } from './job.ts';

/** Share of the token bucket that looks may plan for; results, downloads' addresses and restores need the rest. */
const share = 0.8;

/**
 * By how much every look is put off because all jobs together would ask more often than they may, at least 1. So a crowd slows
 * each of them in proportion, and whoever may end any moment is still looked at most; in the bucket alone all would wait alike.
 */
export function crowding(jobs: Iterable<Job>, readsPerSecond: number): number {
  let wanted = 0;
  for (const { pace } of jobs) if (pace.lookMs !== undefined) wanted += 1_000 / pace.lookMs;
  return Math.max(1, wanted / (readsPerSecond * share));
}
