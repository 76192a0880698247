import { describe, expect, test } from 'vitest';
import { attemptOf } from '../../../src/runtime/jobs/job.ts';
import { reduce } from '../../../src/runtime/jobs/reduce.ts';
import type { DurableEvent } from '../../../src/runtime/jobs/job-event.ts';
import type { Attempt } from '../../../src/runtime/wire/job-record.ts';
import { jobOf } from '../../fakes/job-of.ts';

const quoted = { usd: 1, source: 'catalogue' } as const;
const failure = { code: 'no', message: 'No.' };
const begun = { n: 1, claimedAt: 1, since: 3, quoted } as unknown as Pick<Attempt, 'n' | 'claimedAt' | 'since'>;
const sent = { ...begun, submittedAt: 2 };
const known = { ...sent, requestId: 'req-1' };
const about = { jobKey: jobOf([{ ...begun, status: 'claimed' } as Attempt]).jobKey, attempt: 1, at: 9 };
const clip = { kind: 'video', n: 0, sha256: 'a'.repeat(64), size: 1, mediaType: 'video/mp4' } as const;

/** The attempt after an event. */
function after(attempt: object, event: object): Attempt {
  const reduction = reduce(jobOf([attempt as Attempt]), { ...about, ...event } as DurableEvent);
  if (!reduction.ok) throw new Error(reduction.reason);
  return attemptOf(reduction.job);
}

describe('M9 what is known of an attempt goes along from one status to the next', () => {
  const stored = { type: 'stored', outputs: [clip] };

  test('how it was quoted, when it was claimed and sent, and its request id', () => {
    expect(after({ ...known, status: 'downloading' }, stored)).toEqual({
      ...known,
      since: 9,
      status: 'succeeded',
      outputs: [clip],
    });
  });

  test('that a person attached its id, and the one that the service gave it before', () => {
    const attached = { ...known, requestId: 'req-9', attached: true, acceptedAs: 'req-1' };
    for (const [status, event] of [
      ['downloading', stored],
      ['in_queue', { type: 'failed', failure }],
      ['in_progress', { type: 'addressed', addresses: [] }],
      ['downloading', { type: 'lost', failure }],
    ] as const)
      expect(after({ ...attached, status }, event)).toMatchObject({
        requestId: 'req-9',
        attached: true,
        acceptedAs: 'req-1',
        since: 9,
      });
  });

  test('of one that nobody attached no such thing is said', () => {
    const failed = after({ ...known, status: 'in_queue' }, { type: 'failed', failure });
    expect(failed).toEqual({ ...known, since: 9, status: 'failed', failure });
    expect(Object.keys(failed)).not.toContain('attached');
    expect(Object.keys(failed)).not.toContain('acceptedAs');
    expect(Object.keys(failed)).not.toContain('cost');
  });

  test('what it cost, unless the service says another cost by now', () => {
    const costly = { ...known, status: 'downloading', cost: 0.5 };
    expect(after(costly, stored)).toMatchObject({ cost: 0.5 });
    expect(after(costly, { type: 'lost', failure })).toMatchObject({ cost: 0.5 });
    expect(after(costly, { type: 'lost', failure, cost: 2 })).toMatchObject({ cost: 2 });
    expect(after({ ...known, status: 'in_queue' }, { type: 'addressed', addresses: [], cost: 3 })).toMatchObject({
      status: 'downloading',
      cost: 3,
    });
    expect(Object.keys(after({ ...known, status: 'downloading' }, stored))).not.toContain('cost');
  });

  test('M4 an id that is not believed any more is kept as the one that the service gave, unless a person had typed it', () => {
    const doubt = { code: 'request-not-found', message: 'RunComfy does not know the request req-1.' };
    const decided = { type: 'attached', requestId: 'req-9', doubt };
    expect(after({ ...known, status: 'in_queue' }, decided)).toEqual({
      ...sent,
      since: 9,
      status: 'in_queue',
      requestId: 'req-9',
      attached: true,
      acceptedAs: 'req-1',
    });
    const typed = after({ ...known, status: 'in_queue', attached: true }, decided);
    expect(typed).toMatchObject({ requestId: 'req-9', attached: true });
    expect(Object.keys(typed)).not.toContain('acceptedAs');
  });
});
