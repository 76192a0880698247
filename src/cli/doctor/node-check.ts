import type { Verdict } from './verdict.ts';

/** Whether this Node is one that package.json admits: a range of `^a.b.c` and `>=a.b.c`, parted by `||`. */
export function judgeNode(version: string, engines: string): Verdict {
  const check = 'node';
  return admits(engines, version)
    ? { check, status: 'ok', says: `Node ${version}` }
    : {
        check,
        status: 'fail',
        says: `Node ${version} is not among those that Shotgraph runs on (${engines}).`,
        remedy: 'Install a newer Node.',
      };
}

function admits(range: string, version: string): boolean {
  const own = numbers(version);
  return range.split('||').some((part) => {
    const match = /^\s*(\^|>=)\s*(\d+)\.(\d+)\.(\d+)\s*$/.exec(part);
    if (!match) return false;
    const least = match.slice(2).map(Number);
    return compare(own, least) >= 0 && (match[1] === '>=' || own[0] === least[0]);
  });
}

function numbers(version: string): readonly number[] {
  return (/^v?(\d+)\.(\d+)\.(\d+)/.exec(version) ?? []).slice(1).map(Number);
}

function compare(left: readonly number[], right: readonly number[]): number {
  const at = right.findIndex((number, index) => (left[index] ?? -1) !== number);
  return at === -1 ? 0 : (left[at] ?? -1) - (right[at] ?? 0);
}
