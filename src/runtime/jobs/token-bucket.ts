/** A bucket that fills at `rate` tokens a second and holds as many; `level` is what it held at `at` (ms since 1970). */
export interface TokenBucket {
  readonly rate: number;
  readonly level: number;
  readonly at: number;
}

/** A full bucket; `rate` in requests a second. */
export function tokenBucket(rate: number, now: number): TokenBucket {
  return { rate, level: rate, at: now };
}

/** Takes one token, in debt if need be, and says how many milliseconds to wait for it. */
export function takeToken(bucket: TokenBucket, now: number): { readonly bucket: TokenBucket; readonly waitMs: number } {
  const { rate } = bucket;
  const elapsed = Math.max(0, now - bucket.at);
  const level = Math.min(rate, bucket.level + (elapsed * rate) / 1000) - 1;
  // A clock that was set back must not stop the filling: what counts is the time from here on.
  return { bucket: { rate, level, at: now }, waitMs: level >= 0 ? 0 : Math.ceil((-level * 1000) / rate) };
}
