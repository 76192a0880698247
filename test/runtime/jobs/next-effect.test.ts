import { describe, expect, test } from 'vitest';
import { freshPace, type Job, type Pace } from '../../../src/runtime/jobs/job.ts';
import { nextEffect, type Effect } from '../../../src/runtime/jobs/next-effect.ts';
import type { Attempt, Waiting } from '../../../src/runtime/wire/job-record.ts';
import { jobOf } from '../../fakes/job-of.ts';

const now = 1_000;
const open = { hold: undefined, notBefore: 0 };
const hold: Waiting = { for: 'token', reason: 'No token.' };
const claimed: Attempt = { status: 'claimed', n: 1, claimedAt: 0, since: 0 };
const known = { n: 1, claimedAt: 0, since: 0, submittedAt: 0, requestId: 'req-1' };
const finished = { said: 'completed', text: '', since: 0, emptyReads: 0, pendingReads: 0 } as const;
const failure = { code: 'no', message: 'No.' };

const paced = (attempt: Attempt, pace: Partial<Pace> = {}, change: Partial<Job> = {}): Job =>
  jobOf([attempt], { agreed: true, ...change, pace: { ...freshPace, ...pace } });

describe('what is claimed', () => {
  test.each<[string, Job, Parameters<typeof nextEffect>[2], Effect]>([
    ['is sent where it was agreed to', paced(claimed), open, { do: 'send' }],
    ['M5 rests where no Run of this life agreed to it', paced(claimed, {}, { agreed: false }), open, { do: 'rest' }],
    ['H02 rests while its service is held', paced(claimed), { hold, notBefore: 0 }, { do: 'rest', waiting: hold }],
    [
      'SEC12 waits for the end of a hold that has one',
      paced(claimed),
      { hold: { ...hold, until: now + 1 }, notBefore: 0 },
      { do: 'wait', until: now + 1, waiting: { ...hold, until: now + 1 } },
    ],
    ['is sent at that end', paced(claimed), { hold: { ...hold, until: now }, notBefore: 0 }, { do: 'send' }],
    ['waits for its own time', paced(claimed, { nextAt: now + 5 }), open, { do: 'wait', until: now + 5 }],
    ['is sent in time', paced(claimed, { nextAt: now }), { hold: undefined, notBefore: now }, { do: 'send' }],
    [
      'H12 obeys the pause that the service asked for, and says so',
      paced(claimed, { nextAt: now + 5 }),
      { hold: undefined, notBefore: now + 6 },
      {
        do: 'wait',
        until: now + 6,
        waiting: {
          for: 'rate_limit',
          until: now + 6,
          reason: 'The service asked for a pause after too many requests.',
        },
      },
    ],
    [
      'says nothing of a pause that is over before its own time',
      paced(claimed, { nextAt: now + 5 }),
      { hold: undefined, notBefore: now + 5 },
      { do: 'wait', until: now + 5 },
    ],
  ])('%s', (_, job, gate, effect) => {
    expect(nextEffect(job, now, gate)).toEqual(effect);
  });
});

describe('what the service has', () => {
  test.each(['in_queue', 'in_progress', 'cancelling'] as const)('%s', (status) => {
    const attempt: Attempt = { ...known, status };
    expect(nextEffect(paced(attempt), now, open)).toEqual({ do: 'poll' });
    expect(nextEffect(paced(attempt, { nextAt: now }), now, open)).toEqual({ do: 'poll' });
    expect(nextEffect(paced(attempt, { nextAt: now + 1 }), now, open)).toEqual({ do: 'wait', until: now + 1 });
    expect(nextEffect(paced(attempt, { finished }), now, open)).toEqual({ do: 'read_result' });
    expect(nextEffect(paced(attempt, { cancelWanted: true, nextAt: now + 1 }), now, open)).toEqual({ do: 'cancel' });
  });

  test.each(['in_queue', 'in_progress'] as const)('J06 %s, and nobody watches it', (status) => {
    const attempt: Attempt = { ...known, status, unwatched: 5 };
    expect(nextEffect(paced(attempt, { finished }), now, open)).toEqual({ do: 'rest' });
    expect(nextEffect(paced(attempt, { cancelWanted: true }), now, open)).toEqual({ do: 'cancel' });
  });

  test('its result: fetched in time, and its address read first where that was gone', () => {
    const attempt: Attempt = { ...known, status: 'downloading' };
    expect(nextEffect(paced(attempt), now, open)).toEqual({ do: 'download' });
    expect(nextEffect(paced(attempt, { nextAt: now }), now, open)).toEqual({ do: 'download' });
    expect(nextEffect(paced(attempt, { nextAt: now + 1 }), now, open)).toEqual({ do: 'wait', until: now + 1 });
    expect(nextEffect(paced(attempt, { freshAddress: 'wanted' }), now, open)).toEqual({ do: 'read_result' });
    expect(nextEffect(paced(attempt, { freshAddress: 'done' }), now, open)).toEqual({ do: 'download' });
  });
});

test.each<[Attempt]>([
  [{ n: 1, claimedAt: 0, since: 0, submittedAt: 0, status: 'submitting' }],
  [{ n: 1, claimedAt: 0, since: 0, submittedAt: 0, status: 'uncertain', failure }],
  [{ ...known, status: 'succeeded', outputs: [] }],
  [{ ...known, status: 'failed', failure }],
  [{ ...known, status: 'lost', failure }],
])('M4 nothing is done about what is sent, in doubt, or over: %o', (attempt) => {
  expect(nextEffect(paced(attempt, { cancelWanted: true, finished }), now, open)).toEqual({ do: 'rest' });
});
