/** What is known of a request at an age: how likely it is not over yet, and how likely it ends in the next millisecond. */
export interface Odds {
  readonly going: number;
  readonly ending: number;
}

/** Spread, in the logarithm of time, of a request that is unlike all that came before. */
const strange = 0.5;
/** Least spread around one that came before: a service is never exact. */
const leastSpread = 0.02;
const spreadOfFew = 0.2;
/** A logistic curve of scale 1 has this standard deviation. */
const logistic = Math.PI / Math.sqrt(3);

/**
 * The distribution of how long requests take, smoothed from at least one that was measured (milliseconds): around each lies a
 * log-logistic curve, as wide as the measured ones are apart (Silverman's rule over their middle half, so that one outlier
 * does not blur the rest). One more, wide, stands for what is unlike all of them; it alone makes the tail, in which the odds
 * of ending fall with age.
 */
export function endingOdds(measured: readonly number[]): (age: number) => Odds {
  const logs = measured.map((ms) => Math.log(Math.max(1, ms))).sort((left, right) => left - right);
  const at = (part: number): number => logs[Math.round((logs.length - 1) * part)] ?? 0;
  const scale = logs.length < 3 ? spreadOfFew : spreadOf((at(0.75) - at(0.25)) / 1.34, logs.length);
  const share = 1 / (logs.length + 1);
  return (age) => {
    if (age <= 0) return { going: 1, ending: 0 };
    const log = Math.log(age);
    let over = 0;
    let ending = 0;
    const add = (centre: number, width: number): void => {
      const part = 1 / (1 + Math.exp((centre - log) / width));
      over += share * part;
      ending += (share * part * (1 - part)) / (width * age);
    };
    for (const centre of logs) add(centre, scale);
    add(at(0.5), strange);
    return { going: Math.max(0, 1 - over), ending };
  };
}

function spreadOf(deviation: number, count: number): number {
  return Math.max(leastSpread, (0.9 * deviation * count ** -0.2) / logistic);
}
