import { httpDate } from './http-date.ts';

/** Least and most that a Retry-After may make us wait, in milliseconds (faults.md H13). */
export const shortestRetryMs = 1_000;
export const longestRetryMs = 300_000;

/** Milliseconds to wait by a Retry-After header, in seconds or as an HTTP date; undefined where it says nothing usable. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  const text = header?.trim();
  if (text === undefined || text === '') return undefined;
  if (/^[+-]?\d+(\.\d+)?$/.test(text)) return clamp(Number(text) * 1000);
  const date = httpDate(text);
  return date === undefined ? undefined : clamp(date - now);
}

function clamp(ms: number): number {
  return Math.min(longestRetryMs, Math.max(shortestRetryMs, ms));
}
