import { parseArgs } from 'node:util';
import { failureText, liveSeeds } from './live-seeds.ts';
import { simulate } from './simulate.ts';

/** `npm run simulate`: more seeds than the tests live, or one of them with its whole trace. Answers with the exit code. */
export async function simulateCommand(args: readonly string[], say: (line: string) => void): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: '1' },
      seeds: { type: 'string', default: '1000' },
      trace: { type: 'boolean', default: false },
    },
  });
  const [from, count] = [Number(values.seed), Number(values.seeds)];
  if (!Number.isInteger(from) || !Number.isInteger(count) || count < 1) {
    say('--seed and --seeds are whole numbers, as in: npm run simulate -- --seed 1 --seeds 1000');
    return 2;
  }
  if (values.trace && count === 1) {
    const { trace, violation, hash } = await simulate({ seed: from, wholeTrace: true });
    for (const line of trace) say(line);
    say(violation === undefined ? `seed ${from} holds, trace ${hash}` : `${violation.invariant}: ${violation.detail}`);
    return violation === undefined ? 0 : 1;
  }
  let lived = 0;
  const started = Date.now();
  const { counts, failed } = await liveSeeds(from, count, ({ seed, violation }) => {
    lived += 1;
    if (violation !== undefined) say(`seed ${seed}: ${violation.invariant}: ${violation.detail}`);
    if (lived % 100 === 0) say(`${lived} of ${count} seeds, ${Math.round((Date.now() - started) / lived)} ms each`);
  });
  for (const [what, n] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) say(`${String(n).padStart(8)} ${what}`);
  const [first] = failed;
  if (first !== undefined) say(failureText(first));
  say(`${count - failed.length} of ${count} seeds hold`);
  return failed.length === 0 ? 0 : 1;
}
