import { parseArgs } from 'node:util';
import { failureText, liveSeeds } from './live-seeds.ts';
import { sabotages } from './sabotage/all.ts';
import { simulate, type Outcome } from './simulate.ts';

/**
 * `npm run simulate`: more seeds than the tests live, or one of them with its whole trace; with a deliberate fault in them
 * where one is named. Answers with the exit code.
 */
export async function simulateCommand(args: readonly string[], say: (line: string) => void): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: '1' },
      seeds: { type: 'string', default: '1000' },
      trace: { type: 'boolean', default: false },
      sabotage: { type: 'string' },
    },
  });
  const [from, count] = [Number(values.seed), Number(values.seeds)];
  if (!Number.isInteger(from) || !Number.isInteger(count) || count < 1) {
    say('--seed and --seeds are whole numbers, as in: npm run simulate -- --seed 1 --seeds 1000');
    return 2;
  }
  const sabotage = sabotages.find(([name]) => name === values.sabotage)?.[1];
  if (values.sabotage !== undefined && sabotage === undefined) {
    say(`--sabotage is one of: ${sabotages.map(([name]) => name).join(', ')}`);
    return 2;
  }
  const more = sabotage && { sabotage };
  if (values.trace && count === 1) {
    const { trace, violation, hash } = await simulate({ ...more, seed: from, wholeTrace: true });
    for (const line of trace) say(line);
    say(violation === undefined ? `seed ${from} holds, trace ${hash}` : `${violation.invariant}: ${violation.detail}`);
    return violation === undefined ? 0 : 1;
  }
  let lived = 0;
  const started = Date.now();
  function after({ seed, violation }: Outcome): void {
    lived += 1;
    if (violation !== undefined) say(`seed ${seed}: ${violation.invariant}: ${violation.detail}`);
    if (lived % 100 === 0) say(`${lived} of ${count} seeds, ${Math.round((Date.now() - started) / lived)} ms each`);
  }
  const { counts, failed } = await liveSeeds(from, count, { ...more, after });
  for (const [what, n] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) say(`${String(n).padStart(8)} ${what}`);
  const [first] = failed;
  if (first !== undefined) say(failureText(first));
  say(`${count - failed.length} of ${count} seeds hold`);
  return failed.length === 0 ? 0 : 1;
}
