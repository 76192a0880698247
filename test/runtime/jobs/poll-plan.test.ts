import { expect, test } from 'vitest';
import { pollPlan } from '../../../src/runtime/jobs/poll-plan.ts';

const hour = 3_600_000;

test('SEC14 durations that lie hours apart hold up nobody: each such plan took seconds when every look of it was gone through', () => {
  for (let n = 0; n < 40; n += 1) {
    const plan = pollPlan([500 + n, 2_000, 10_000, 60_000, 600_000, (8 + n) * hour]);
    expect(plan.next(10_000)).toBeGreaterThanOrEqual(500);
    expect(plan.next(hour)).toBeLessThanOrEqual(30_000);
  }
});
