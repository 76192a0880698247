import { expect, test } from 'vitest';
import { failureText, liveSeeds } from './live-seeds.ts';

test('M1 M2 M3 M4 M5 M6 M8 M11 M13 M14 seeds of the simulated world: nothing is paid twice, nothing is lost', async () => {
  const { failed } = await liveSeeds(1, 150);
  expect(failed.map(failureText).join('\n\n')).toBe('');
}, 300_000);
