import { expect, test } from 'vitest';
import { simulateCommand } from './simulate-command.ts';
import { simulate } from './simulate.ts';

test('a seed replays exactly, and another seed is another history', async () => {
  const hashes = new Set<number>();
  for (const seed of [3, 5, 8, 13, 21]) {
    const first = await simulate({ seed });
    const again = await simulate({ seed, wholeTrace: true });
    expect([again.hash, again.acts]).toEqual([first.hash, first.acts]);
    hashes.add(first.hash);
  }
  expect(hashes.size).toBe(5);
}, 60_000);

test('a seed that fails prints itself, the invariant and the end of its trace, and the command that it names shows it again', async () => {
  const run = async (args: readonly string[]): Promise<{ readonly code: number; readonly said: readonly string[] }> => {
    const said: string[] = [];
    return { code: await simulateCommand(args, (line) => said.push(line)), said };
  };
  const sabotage = ['--sabotage', 'sent twice'];
  const many = await run([...sabotage, '--seed', '1', '--seeds', '3']);
  expect(many.code).toBe(1);
  expect(many.said.at(-1)).toMatch(/ of 3 seeds hold$/);
  const report = many.said.find((text) => text.startsWith('Seed ')) ?? '';
  const [, seed = '', invariant = ''] = /^Seed (\d+): (.*)$/m.exec(report) ?? [];
  expect(invariant).toMatch(/ambiguous answer/);
  const [, args = ''] = /npm run simulate -- (.*)$/.exec(report) ?? [];
  expect(args).toBe(`--seed ${seed} --seeds 1 --trace`);
  const again = await run([...sabotage, ...args.split(' ')]);
  expect(again.code).toBe(1);
  expect(again.said.at(-1)).toContain(invariant);
  // The whole of it ends as the end did that was printed.
  expect(again.said.slice(0, -1).join('\n').endsWith(report.split('\n').slice(2, -1).join('\n'))).toBe(true);
}, 60_000);
