import type { Verdict } from './verdict.ts';

/** The checks as lines for a terminal: result, check, what was found, and below it what to do. */
export function tableLines(verdicts: readonly Verdict[]): readonly string[] {
  const width = Math.max(...verdicts.map(({ check }) => check.length));
  return verdicts.flatMap(({ check, status, says, remedy }) => [
    `${status.padEnd(4)}  ${check.padEnd(width)}  ${says}`,
    ...(remedy === undefined ? [] : [`${' '.repeat(width + 8)}→ ${remedy}`]),
  ]);
}
