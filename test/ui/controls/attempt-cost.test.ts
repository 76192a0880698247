import { expect, test } from 'vitest';
import { attemptWords } from '../../../src/runtime/run/words.ts';
import { costBeside } from '../../../src/ui/controls/attempt-cost.ts';
import { sampleAttempt, sampleJob } from '../fake-job-client.ts';

const live = { service: 'https://model-api.runcomfy.net' };

test('a sum stands beside a state only where the state does not say it already', () => {
  const beside = (set: Record<string, unknown>, status: 'failed' | 'succeeded'): number | undefined => {
    const attempt = sampleAttempt(status, 1, set);
    return costBeside(attemptWords(attempt, 0), sampleJob(1, attempt, live));
  };
  expect(beside({ cost: 0 }, 'failed')).toBeUndefined();
  expect(beside({ cost: 0.42 }, 'failed')).toBeUndefined();
  expect(beside({ cost: 0.42 }, 'succeeded')).toBe(0.42);
  expect(beside({ cost: 0 }, 'succeeded')).toBe(0);
  expect(beside({}, 'failed')).toBeUndefined();
});
