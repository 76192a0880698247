import { describe, expect, test } from 'vitest';
import { freshPace, type Job } from '../../../src/runtime/jobs/job.ts';
import { recover } from '../../../src/runtime/jobs/recover.ts';
import { damagedRecord, type Attempt, type Failure } from '../../../src/runtime/wire/job-record.ts';
import { jobOf } from '../../fakes/job-of.ts';

const sent = { n: 2, claimedAt: 0, since: 0, submittedAt: 0 };
const known = { ...sent, requestId: 'req-1' };
const claimed: Attempt = { status: 'claimed', n: 2, claimedAt: 0, since: 0 };
const waiting = { for: 'network', reason: 'No route.' } as const;
const left = (attempt: Attempt): Job =>
  jobOf([attempt], { agreed: true, waiting, pace: { ...freshPace, nextAt: 99, troubles: 3, cancelWanted: true } });
const unclear = (failure: Failure) => ({ type: 'unclear', jobKey: left(claimed).jobKey, attempt: 2, at: 7, failure });
const doubt = (failure: Failure): Attempt => ({ ...sent, status: 'uncertain', failure });

describe('M5 a job that an owner finds when it starts', () => {
  test('being sent: nobody knows what left', () => {
    for (const damaged of [false, true])
      expect(recover(left({ ...sent, status: 'submitting' }), 7, damaged).event).toEqual(
        unclear({
          code: 'interrupted',
          message: 'The process ended while this was being sent: whether the service received it is unknown.',
        }),
      );
  });

  test('claimed: not sent, unless its record is damaged', () => {
    expect(recover(left(claimed), 7, false).event).toBeUndefined();
    expect(recover(left(claimed), 7, true).event).toEqual(
      unclear({
        code: damagedRecord,
        message: 'The record of this job is damaged: whether it was sent is unknown.',
      }),
    );
  });

  test('in doubt: it may have been sent again where its record is damaged, which is said once', () => {
    const lost = { code: 'answer-lost', message: 'The answer was lost.' };
    expect(recover(left(doubt(lost)), 7, false).event).toBeUndefined();
    expect(recover(left(doubt(lost)), 7, true).event).toEqual(
      unclear({
        code: damagedRecord,
        message:
          'The answer was lost. What followed in the record of this job is damaged: it may have been sent again.',
      }),
    );
    expect(recover(left(doubt({ code: damagedRecord, message: 'Damaged.' })), 7, true).event).toBeUndefined();
  });

  test.each<Attempt['status']>(['in_queue', 'in_progress', 'cancelling', 'downloading'])(
    '%s: it goes on, at a fresh pace, with the wish to cancel where there is one, and agreed to by nobody yet',
    (status) => {
      const job = left({ ...known, status } as Attempt);
      for (const damaged of [false, true])
        expect(recover(job, 7, damaged)).toEqual({
          job: {
            ...job,
            agreed: false,
            waiting: undefined,
            pace: { ...freshPace, cancelWanted: status === 'cancelling' },
          },
          event: undefined,
        });
    },
  );
});
