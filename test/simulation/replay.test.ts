import { expect, test } from 'vitest';
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
