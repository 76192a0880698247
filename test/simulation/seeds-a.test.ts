import { expect, test } from 'vitest';
import { failureText, liveSeeds } from './live-seeds.ts';
import { tooSeldom } from './rare-things.ts';

test('M1 M2 M3 M4 M5 M6 M8 M11 M13 M14 seeds from 1: nothing is paid twice, nothing is lost, and enough went wrong', async () => {
  const { failed, counts } = await liveSeeds(1, 1_000);
  expect(failed.map(failureText).join('\n\n')).toBe('');
  expect(tooSeldom(counts)).toBe('');
}, 600_000);
