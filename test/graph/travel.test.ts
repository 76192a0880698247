import { expect, test } from 'vitest';
import type { Known } from '../../src/graph/known.ts';
import { travelOf } from '../../src/graph/travel.ts';

const jobKey = 'a'.repeat(64);
const known = (foreign: boolean): Known => ({
  jobs: new Map([
    [
      jobKey,
      {
        phase: 'done',
        attempt: 1,
        unsent: false,
        outputs: [],
        status: 'succeeded',
        attempts: [],
        ...(foreign && { foreign }),
      },
    ],
  ]),
  results: new Set(),
});

test('a clip of an earlier job goes by its address at the service, and inline where it came out of a project file', () => {
  const ref = { jobKey, kind: 'video', n: 0 } as const;
  expect([travelOf(ref), travelOf(ref, known(false)), travelOf(ref, known(true))]).toEqual([
    'result',
    'result',
    'inline',
  ]);
  expect(travelOf({ url: 'https://example.com/a.png' }, known(true))).toBe('url');
  expect(travelOf({ sha256: jobKey }, known(true))).toBe('inline');
});
