import { expect, test } from 'vitest';
import { standingWords } from '../../src/cli/standing-words.ts';
import type { Attempt, JobRecord } from '../../src/runtime/wire/job-record.ts';

const key = (n: number): string => String(n).repeat(64);
const begun = { n: 1, claimedAt: 1, since: 1 };
const sent = { ...begun, submittedAt: 1 };
const failure = { code: 'lost-answer', message: '' };

function record(n: number, attempt: Attempt): JobRecord {
  return {
    jobKey: key(n),
    seq: n,
    service: 'https://model-api.runcomfy.net',
    model: 'm',
    take: 1,
    request: {},
    media: [],
    origin: { graph: '', node: '', title: '' },
    attempts: [attempt],
  };
}

const records = new Map(
  [
    record(1, { status: 'in_progress', ...sent, requestId: 'a' }),
    record(2, { status: 'claimed', ...begun }),
    record(3, { status: 'uncertain', ...sent, failure }),
    record(4, { status: 'submitting', ...sent }),
    record(5, { status: 'rejected', ...begun, failure }),
  ].map((each) => [each.jobKey, each] as const),
);
const agreed = [1, 2, 3, 4, 5, 6].map((n) => ({ jobKey: key(n), attempt: 1 }));

test('U10 an interrupted command says what is safe, what may have been sent and what waits', () => {
  const run = { agreed, service: 'https://model-api.runcomfy.net' };
  expect(standingWords({ run, records, attachedTo: undefined })).toBe(
    '1 at RunComfy, safe; 1 being sent; 1 may have been sent: check; 2 not sent, waiting for you',
  );
});

test('U10 what the attached owner was given it goes on with; only the rest waits', () => {
  const run = { agreed: agreed.filter(({ jobKey }) => [key(2), key(6)].includes(jobKey)), service: 'sandbox' };
  expect(standingWords({ run, records, attachedTo: 'http://127.0.0.1:4173' })).toBe(
    '1 with the Shotgraph at http://127.0.0.1:4173, which goes on with it; 1 not sent, waiting for you',
  );
});

test('J06 what nobody watches is not called safe', () => {
  const unwatched = record(7, { status: 'in_queue', ...sent, requestId: 'g', unwatched: 2 });
  const run = { agreed: [{ jobKey: key(7), attempt: 1 }], service: 'https://model-api.runcomfy.net' };
  expect(standingWords({ run, records: new Map([[key(7), unwatched]]), attachedTo: undefined })).toBe(
    '1 not watched, may still be made',
  );
});

test('an attempt before the one that was agreed counts for nothing', () => {
  const run = { agreed: [{ jobKey: key(5), attempt: 2 }], service: 'sandbox' };
  expect(standingWords({ run, records, attachedTo: undefined })).toBe('1 not sent, waiting for you');
});
