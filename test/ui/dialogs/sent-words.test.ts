import { describe, expect, test } from 'vitest';
import type { Attempt, JobRecord } from '../../../src/runtime/wire/job-record.ts';
import { mayBeUnsent, sentWords } from '../../../src/ui/dialogs/sent-words.ts';

const begun = { n: 1, claimedAt: 0, since: 0, submittedAt: 0 };
const failure = { code: 'lost', message: 'The connection was reset.' };
const job = (attempt: Attempt): JobRecord => ({
  jobKey: 'a'.repeat(64),
  seq: 1,
  service: 'https://api.example.com',
  model: 'a/b',
  take: 1,
  request: { prompt: 'A boat.', duration: 5, resolution: '720p' },
  media: [],
  origin: { graph: 'Boat', node: '1', title: 'SH010' },
  attempts: [attempt],
});

describe('what a person is told before deciding', () => {
  test('M4 a lost answer: when it left, that it was never sent again, what it may have cost, and what was seen', () => {
    const said = sentWords(job({ status: 'uncertain', ...begun, failure }), 72_000).join(' ');
    expect(said).toContain('1:12 ago');
    expect(said).toContain('never sent again by itself');
    expect(said).toContain('one generation of 5 s at 720p was charged: a/b, take 1.');
    expect(said).toContain('The connection was reset.');
  });

  test('M4 an attached id that the service does not know may be mistyped, and may never have been sent', () => {
    const mistyped = job({ status: 'in_queue', ...begun, requestId: 'typo', attached: true, notFound: true });
    expect(sentWords(mistyped, 0).join(' ')).toMatch(/does not know the request id typo.*mistyped/);
    expect(mayBeUnsent(mistyped)).toBe(true);
  });

  test('M4 an id that the service itself gave was sent: it is not offered to call it unsent', () => {
    const gone = job({ status: 'in_queue', ...begun, requestId: 'r1', notFound: true });
    expect(sentWords(gone, 0).join(' ')).toContain('RunComfy itself gave this id');
    expect(mayBeUnsent(gone)).toBe(false);
  });

  test('a job that is decided meanwhile says so', () => {
    expect(sentWords(job({ status: 'in_queue', ...begun, requestId: 'r1' }), 0)).toEqual([
      'This is decided: the answer came meanwhile, or somebody decided it elsewhere.',
    ]);
    expect(mayBeUnsent(undefined)).toBe(false);
  });
});
