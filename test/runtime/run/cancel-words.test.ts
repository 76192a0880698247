import { describe, expect, it } from 'vitest';
import { cancelEffect, isAskedFor } from '../../../src/runtime/run/cancel-effect.ts';
import { cancelForecast, cancelShotWords } from '../../../src/runtime/run/cancel-forecast.ts';
import { cancelledWords } from '../../../src/runtime/run/cancel-outcome.ts';
import type { Run } from '../../../src/runtime/run/run.ts';
import { attemptWords, runWords } from '../../../src/runtime/run/words.ts';
import { type Attempt, attemptSchema, type JobStatus } from '../../../src/runtime/wire/job-record.ts';
import { sampleAttempt, sampleJob } from '../../ui/fake-job-client.ts';

const live = 'https://model-api.runcomfy.net';
const statuses = attemptSchema.options.map(({ shape }) => shape.status.value);

const jobIn = (attempt: Attempt, n = 1, service = live) => sampleJob(n, attempt, { service });
const recordsOf = (jobs: readonly ReturnType<typeof jobIn>[]) => new Map(jobs.map((job) => [job.jobKey, job]));

/** A Run that agreed to the first attempt of so many jobs. */
function runOf(count: number, service = live): Run {
  const agreed = Array.from({ length: count }, (_, at) => ({ jobKey: sampleJob(at + 1, []).jobKey, attempt: 1 }));
  return { service, agreed } as unknown as Run;
}

/** By status: what is told before of one shot and of a run, whether anybody is asked, and what is told after. */
const table: Readonly<Record<JobStatus, readonly [shot: string, run: string, asked: boolean, after: string]>> = {
  claimed: [
    'not sent: it stops, and nothing is charged',
    '1 not sent, stops free',
    true,
    '1 never sent, nothing charged',
  ],
  submitting: ['when the answer comes', '1 being sent, asked to stop when', true, '1 being sent, asked to stop when'],
  in_queue: ['the service is asked to stop it', '1 in queue, asked to stop', true, '1 in queue, goes on'],
  cancelling: ['answer is still to come', '1 asked to stop already', true, '1 asked to stop, not confirmed yet'],
  in_progress: [
    'cannot be stopped, will be charged, and the clip is kept',
    '1 generating, cannot be stopped, will be charged, the clip is kept',
    false,
    '1 generating, could not be stopped, will be charged, the clip lands in the history',
  ],
  downloading: ['made already', '1 made, the clip is kept', false, '1 made, the clip is kept'],
  uncertain: ['decide that first', '1 may have been sent, decide that first', false, 'decide what became of it'],
  succeeded: ['nothing to cancel', 'no generation is under way', false, '1 made, the clip is kept'],
  rejected: ['nothing to cancel', 'no generation is under way', false, '1 had ended without a clip'],
  failed: ['nothing to cancel', 'no generation is under way', false, '1 had ended without a clip'],
  lost: ['nothing to cancel', 'no generation is under way', false, '1 had ended without a clip'],
  abandoned: ['nothing to cancel', 'no generation is under way', false, '1 had ended without a clip'],
  cancelled: ['nothing to cancel', 'no generation is under way', false, '1 never sent, nothing charged'],
};

describe('cancelling, told for every status', () => {
  it('U07 the table has every status there is', () => {
    expect(Object.keys(table).toSorted()).toEqual([...statuses].toSorted());
  });

  it.each(Object.entries(table))('U07 M9 %s: what it will do, and what it did', (status, [shot, run, asked, after]) => {
    const job = jobIn(sampleAttempt(status as JobStatus));
    expect(cancelShotWords(job)).toContain(shot);
    expect(cancelForecast([runOf(1)], recordsOf([job]))).toContain(run);
    expect(isAskedFor.has(cancelEffect(job))).toBe(asked);
    expect(cancelledWords([runOf(1)], recordsOf([job]))).toContain(after);
  });

  it('U07 a run before and after, in one sentence each, counting every job once', () => {
    const jobs = [jobIn(sampleAttempt('in_queue'), 1), jobIn(sampleAttempt('in_progress'), 2)];
    const records = recordsOf([...jobs, jobIn(sampleAttempt('succeeded'), 5)]);
    const runs = [runOf(5), runOf(2)];
    expect(cancelForecast(runs, records)).toBe(
      '2 not sent, stop free; 1 in queue, asked to stop; 1 generating, cannot be stopped, will be charged, the clip is kept',
    );
    const stopped = jobIn(sampleAttempt('cancelled', 1, { requestId: 'req-1', submittedAt: 1 }), 1);
    expect(cancelledWords(runs, new Map([...records, [stopped.jobKey, stopped]]))).toBe(
      'Cancelled: 2 never sent, nothing charged; 1 stopped in the queue by the service; 1 generating, could not be stopped, will be charged, the clip lands in the history; 1 made, the clip is kept.',
    );
  });

  it('J09 M4 the run itself says the same after it: what is generating goes on, what may have been sent is decided about', () => {
    const state: Run['state'] = { kind: 'ended', outcome: 'cancelled', at: 0, goingOn: [] };
    const run: Run = { ...runOf(2), state };
    const jobs = [jobIn(sampleAttempt('in_progress'), 1), jobIn(sampleAttempt('uncertain'), 2)];
    expect(runWords(run, recordsOf(jobs))).toBe(
      'Cancelled: 1 generating, could not be stopped, will be charged, the clip lands in the history; 1 may have been sent, decide what became of it.',
    );
    expect(runWords({ ...runOf(0), state }, new Map())).toBe('Cancelled.');
  });

  it('speaks of no money in a rehearsal', () => {
    const jobs = (['claimed', 'in_queue', 'in_progress'] as const).map((status, at) =>
      jobIn(sampleAttempt(status), at + 1, 'sandbox'),
    );
    const told = [
      cancelForecast([runOf(4, 'sandbox')], recordsOf(jobs)),
      cancelledWords([runOf(4, 'sandbox')], recordsOf(jobs)),
      ...jobs.map((job) => cancelShotWords(job)),
    ].join(' ');
    expect(told).not.toMatch(/charge|free/);
  });

  it('an attempt before the agreed one is none of the run’s: the agreed one was not sent', () => {
    const job = jobIn(sampleAttempt('failed'));
    const run = { ...runOf(1), agreed: [{ jobKey: job.jobKey, attempt: 2 }] };
    expect(cancelForecast([run], recordsOf([job]))).toBe('1 not sent, stops free');
  });

  it.each([
    ['refused', 'the service refused to stop it', 'cancelling was refused'],
    ['unknown', 'whether the service stops it is not known', 'whether it was cancelled is unknown'],
  ] as const)('H33 %s: the words say so, and the state stays what it is', (cancel, run, row) => {
    const attempt = sampleAttempt('in_queue', 1, { cancel, trouble: 'said by the service' });
    expect(attemptSchema.parse(attempt)).toMatchObject({ cancel });
    expect(cancelledWords([runOf(1)], recordsOf([jobIn(attempt)]))).toContain(run);
    expect(attemptWords(attempt, 0)).toContain(row);
    expect(attemptWords(attempt, 0)).not.toContain('connection trouble');
  });

  it('J09 in progress and asked all the same: the row says that it could not be stopped', () => {
    expect(attemptWords(sampleAttempt('in_progress', 1, { cancel: 'refused' }), 0)).toContain('could not be stopped');
  });

  it('M4 a request id that the service does not know is decided about first', () => {
    const job = jobIn(sampleAttempt('in_queue', 1, { notFound: true }));
    expect(cancelShotWords(job)).toContain('decide that first');
    expect(isAskedFor.has(cancelEffect(job))).toBe(false);
  });

  it('asks only once while it is being sent', () => {
    const job = jobIn(sampleAttempt('submitting', 1, { cancelRequested: true }));
    expect(cancelShotWords(job)).toContain('answer is still to come');
  });
});
