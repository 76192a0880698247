import { array, assert, constantFrom, nat, oneof, property, record, type Arbitrary } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { durableEventSchema, type JobEvent } from '../../../src/runtime/jobs/job-event.ts';
import { attemptOf, jobRecord, type Job } from '../../../src/runtime/jobs/job.ts';
import { nextEffect } from '../../../src/runtime/jobs/next-effect.ts';
import { recover } from '../../../src/runtime/jobs/recover.ts';
import { reduce } from '../../../src/runtime/jobs/reduce.ts';
import { type Attempt, ended, givenId, jobRecordSchema, repeatable } from '../../../src/runtime/wire/job-record.ts';
import { order } from '../../fakes/job-world.ts';
import { everyEvent } from './every-event.ts';

const { jobKey } = order();
const passing = new Set<string>(['agreed', 'noted']);
const events: Arbitrary<JobEvent> = record({
  fact: oneof(...everyEvent.map((fact) => constantFrom(fact))),
  attempt: nat(3),
  at: nat(1e9),
}).map(
  ({ fact, attempt, at }) =>
    ({ ...fact, jobKey, attempt: attempt + 1, ...(passing.has(fact.type) ? {} : { at }) }) as JobEvent,
);

/** Events that mostly fit: about the present attempt, or the next one when it is a claim or comes from elsewhere. */
function fitting(event: JobEvent, job: Job | undefined): JobEvent {
  const n = job === undefined ? 0 : attemptOf(job).n;
  if (event.type === 'imported')
    return { ...event, attempt: n + 1, attempts: event.attempts.map((attempt) => ({ ...attempt, n: n + 1 })) };
  return { ...event, attempt: event.type === 'claimed' ? n + 1 : Math.max(1, n) };
}

function played(
  sequence: readonly JobEvent[],
  each: (before: Job | undefined, event: JobEvent, after: Job) => void,
): void {
  let job: Job | undefined;
  for (const [index, raw] of sequence.entries()) {
    const event = index % 5 === 4 ? raw : fitting(raw, job);
    const reduction = reduce(job, event);
    if (!reduction.ok) continue;
    each(job, event, reduction.job);
    job = reduction.job;
  }
}
function withoutClearing(attempt: Attempt | undefined): Attempt | undefined {
  if (attempt?.status !== 'succeeded') return attempt;
  return {
    ...attempt,
    outputs: attempt.outputs.map(({ cleared: _cleared, clearing: _clearing, ...output }) => output),
  };
}

// Small arrays hardly ever reach the end of a job's life.
const sequences = array(events, { minLength: 40, maxLength: 120, size: 'max' });

describe('whatever happens to a job', () => {
  test('M6 at most one attempt is alive or succeeded, attempts are numbered, and the record parses', () => {
    assert(
      property(sequences, (sequence) => {
        played(sequence, (_, __, job) => {
          expect(job.attempts.map(({ n }) => n)).toEqual(job.attempts.map((___, index) => index + 1));
          for (const past of job.attempts.slice(0, -1)) expect(repeatable.has(past.status)).toBe(true);
          const shown = jobRecord(job, 1);
          expect(jobRecordSchema.parse(shown)).toEqual(shown);
        });
      }),
      { numRuns: 100 },
    );
  });

  test('M3 M4 a request leaves only from claimed, and claimed is reached only from a claim, a harmless answer or a person', () => {
    assert(
      property(sequences, (sequence) => {
        played(sequence, (before, event, after) => {
          const was = before === undefined ? undefined : attemptOf(before).status;
          const is = attemptOf(after).status;
          if (is === 'submitting' && was !== 'submitting') expect(was).toBe('claimed');
          if (is === 'claimed' && was !== 'claimed') {
            expect(['claimed', 'returned', 'declared_unsent', 'sent_again']).toContain(event.type);
          }
          if (was === 'uncertain' && is !== 'uncertain') {
            expect(['attached', 'declared_unsent', 'sent_again']).toContain(event.type);
          }
        });
      }),
      { numRuns: 100 },
    );
  });

  test('M8 what succeeded stays as it is, and a request id once known is never dropped from an attempt', () => {
    assert(
      property(sequences, (sequence) => {
        played(sequence, (before, event, after) => {
          if (before === undefined) return;
          const was = attemptOf(before);
          const same = after.attempts[was.n - 1];
          // That a person cleared a file away, that it is here again, or that what was missing came late, may be added.
          if (was.status === 'succeeded' && event.type === 'came_late') {
            const { outputs, missing: _, ...rest } = was;
            expect(same).toMatchObject({ ...rest, outputs: expect.arrayContaining(outputs) as unknown });
          } else if (was.status === 'succeeded') expect(withoutClearing(same)).toEqual(withoutClearing(was));
          // A person may say that an attached id was the wrong one.
          const corrected = event.type === 'attached' || event.type === 'doubted' || 'doubt' in event;
          if ('requestId' in was && !corrected) expect(same).toMatchObject({ requestId: was.requestId });
          // The one that the service gave is never forgotten by that.
          const given = 'doubt' in event && event.doubt !== undefined ? givenId(was) : undefined;
          if (given !== undefined) expect(same).toMatchObject({ acceptedAs: given });
          if (ended.has(was.status) && passing.has(event.type)) expect(same).toEqual(was);
        });
      }),
      { numRuns: 100 },
    );
  });

  test('M5 taken up by a new owner it is sent by nobody, and submitting becomes uncertain', () => {
    assert(
      property(sequences, (sequence) => {
        played(sequence, (_, __, job) => {
          const { job: found, event } = recover(job, 10, false);
          expect(nextEffect(found, 1e12, { hold: undefined, notBefore: 0 }).do).not.toBe('send');
          expect(event?.type).toBe(attemptOf(job).status === 'submitting' ? 'unclear' : undefined);
          if (event === undefined) return;
          const reduction = reduce(found, event);
          expect(reduction.ok && attemptOf(reduction.job).status).toBe('uncertain');
        });
      }),
      { numRuns: 100 },
    );
  });

  test('the random sequences reach every status', () => {
    const reached = new Set<string>();
    assert(
      property(sequences, (sequence) =>
        played(sequence, (_, __, job) => job.attempts.forEach(({ status }) => reached.add(status))),
      ),
      { numRuns: 1_000, seed: 1 },
    );
    expect([...reached].sort()).toEqual(
      [...ended, 'claimed', 'submitting', 'in_queue', 'in_progress', 'cancelling', 'downloading'].sort(),
    );
  });
});

test('an event of the journal with a field too many, or a missing one, does not parse', () => {
  const about = { jobKey, attempt: 1, at: 1 };
  expect(durableEventSchema.safeParse({ type: 'accepted', ...about, requestId: 'a' }).success).toBe(true);
  expect(durableEventSchema.safeParse({ type: 'accepted', ...about }).success).toBe(false);
  expect(durableEventSchema.safeParse({ type: 'accepted', ...about, requestId: '../x' }).success).toBe(false);
  expect(durableEventSchema.safeParse({ type: 'cancelled', ...about, requestId: 'a' }).success).toBe(false);
  expect(durableEventSchema.safeParse({ type: 'noted', ...about, note: {} }).success).toBe(false);
});
