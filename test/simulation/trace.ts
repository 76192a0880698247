import { mixed } from './chance.ts';

/** What happened in a world, line by line, and one number that stands for all of it. */
export interface Trace {
  say(line: string): void;
  /** The last lines, or all where that was wished. */
  lines(): readonly string[];
  /** Equal for equal traces. */
  hash(): number;
}

/** `whole` keeps every line; otherwise the last sixty are kept. */
export function createTrace(now: () => number, start: number, whole: boolean): Trace {
  let kept: string[] = [];
  let hash = 0;
  return {
    say(line) {
      const stamped = `${((now() - start) / 1000).toFixed(3).padStart(9)} ${line}`;
      hash = mixed(stamped, hash);
      kept.push(stamped);
      if (!whole && kept.length > 400) kept = kept.slice(-60);
    },
    lines: () => (whole ? [...kept] : kept.slice(-60)),
    hash: () => hash,
  };
}
