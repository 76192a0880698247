/** 1 s·2ⁿ ± 25 %, at most 60 s, in milliseconds. `failures` counts from 1; `random` gives 0 ≤ x < 1. */
export function backoffMs(failures: number, random: () => number): number {
  const exact = Math.min(60_000, 1_000 * 2 ** Math.min(16, Math.max(0, failures - 1)));
  return Math.min(60_000, Math.round(exact * (0.75 + random() * 0.5)));
}
