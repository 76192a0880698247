import type { Sabotage } from './sabotage/sabotage.ts';
import { simulate, type Outcome } from './simulate.ts';

/** Lives many seeds, one after the other. */
export async function liveSeeds(
  from: number,
  count: number,
  { sabotage, after }: { readonly sabotage?: Sabotage; readonly after?: (outcome: Outcome) => void } = {},
): Promise<{ readonly counts: ReadonlyMap<string, number>; readonly failed: readonly Outcome[] }> {
  const counts = new Map<string, number>();
  const failed: Outcome[] = [];
  for (let seed = from; seed < from + count; seed += 1) {
    const outcome = await simulate({ seed, ...(sabotage && { sabotage }) });
    for (const [what, n] of outcome.counts) counts.set(what, (counts.get(what) ?? 0) + n);
    if (outcome.violation !== undefined) failed.push(outcome);
    after?.(outcome);
  }
  return { counts, failed };
}

/** What to say of a seed that failed: the seed, the invariant, the end of its trace, and how to see the rest. */
export function failureText({ seed, violation, trace }: Outcome): string {
  const said = `Seed ${seed}: ${violation?.invariant}\n${violation?.detail}`;
  return `${said}\n${trace.join('\n')}\nAll of it: npm run simulate -- --seed ${seed} --seeds 1 --trace`;
}
