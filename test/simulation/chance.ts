import { seededRandom } from '../../src/sandbox/clip/seeded-random.ts';

/** Everything random in a simulated world. Each concern forks a stream of its own, so that a change in one leaves the others. */
export interface Chance {
  /** 0 ≤ x < 1. */
  next(): number;
  /** True so often, 0 to 1. */
  happens(probability: number): boolean;
  /** A whole number, both ends included. */
  int(from: number, to: number): number;
  pick<T>(list: readonly T[]): T;
  /** Picks by weight. */
  weighed<T extends { readonly weight: number }>(list: readonly T[]): T;
  /** Milliseconds until something that comes every so often by chance. */
  wait(meanMs: number): number;
  fork(name: string): Chance;
}

/** The chance of a seed. */
export function chanceOf(seed: number): Chance {
  const next = seededRandom(seed);
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const at = <T>(list: readonly T[], index: number): T => {
    const found = list[index];
    if (found === undefined) throw new Error('there is nothing to pick from');
    return found;
  };
  return {
    next,
    happens: (probability) => next() < probability,
    int,
    pick: (list) => at(list, int(0, list.length - 1)),
    weighed(list) {
      let left = next() * list.reduce((sum, { weight }) => sum + weight, 0);
      const found = list.findIndex(({ weight }) => (left -= weight) < 0);
      return at(list, found < 0 ? list.length - 1 : found);
    },
    wait: (meanMs) => Math.ceil(-Math.log(1 - next()) * meanMs),
    fork: (name) => chanceOf(mixed(name, seed)),
  };
}

/** FNV-1a of a name, begun with a seed. */
export function mixed(text: string, begin = 0x811c9dc5): number {
  let hash = begin ^ 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
