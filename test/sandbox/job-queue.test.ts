import { array, assert, integer, nat, option, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { movedUp, queuePosition, timesOfNewJob } from '../../src/sandbox/job-queue.ts';
import { stateAt, type SandboxJob } from '../../src/sandbox/sandbox-job.ts';
import { clipRequest } from './testbed.ts';

const clip = clipRequest();
const bodyHash = clip.requestHash;

/** Plays submits and cancels in order of time and gives the jobs with their final times. */
function play(
  steps: readonly { wait: number; cancel: number | undefined }[],
  places: number,
  watch: (jobs: Map<string, SandboxJob>, now: number) => void,
): Map<string, SandboxJob> {
  const pace = { queueMs: 6, workMs: 24, places };
  const jobs = new Map<string, SandboxJob>();
  let now = 0;
  for (const { wait, cancel } of steps) {
    now += wait;
    const target = cancel === undefined ? undefined : jobs.get(String(cancel % (jobs.size + 1)));
    if (target === undefined) {
      const order = jobs.size + 1;
      const times = timesOfNewJob(jobs.values(), now, pace);
      jobs.set(String(order), { id: String(order), order, model: 'm', bodyHash, ordinal: order, ...times, clip });
    } else if (stateAt(target, now) === 'in_queue') {
      jobs.set(target.id, { ...target, cancelledAt: now });
      for (const job of movedUp(jobs.values(), now, places)) jobs.set(job.id, job);
    }
    watch(jobs, now);
  }
  return jobs;
}

const steps = array(record({ wait: integer({ min: 0, max: 20 }), cancel: option(nat(20), { nil: undefined }) }), {
  maxLength: 40,
});

test('never more jobs than places are in progress, whatever was cancelled', () => {
  assert(
    property(steps, integer({ min: 1, max: 4 }), (played, places) => {
      const jobs = [...play(played, places, () => {}).values()];
      for (const { startsAt } of jobs) {
        expect(jobs.filter((job) => stateAt(job, startsAt) === 'in_progress').length).toBeLessThanOrEqual(places);
      }
    }),
  );
});

test('jobs start in the order they were accepted, none before it is ready, and no place stays free meanwhile', () => {
  assert(
    property(steps, integer({ min: 1, max: 4 }), (played, places) => {
      const jobs = [...play(played, places, () => {}).values()].filter((job) => job.cancelledAt === undefined);
      jobs.forEach((job, n) => {
        expect(job.startsAt).toBeGreaterThanOrEqual(job.readyAt);
        expect(job.startsAt).toBeGreaterThanOrEqual(jobs[n - 1]?.startsAt ?? 0);
        if (job.startsAt > job.readyAt) {
          const busyBefore = jobs.filter((other) => stateAt(other, job.startsAt - 1) === 'in_progress');
          expect(busyBefore).toHaveLength(places);
        }
      });
    }),
  );
});

test('what has started never goes back to the queue, and positions count 1, 2, 3 without gaps', () => {
  assert(
    property(steps, integer({ min: 1, max: 4 }), (played, places) => {
      const started = new Map<string, number>();
      play(played, places, (jobs, now) => {
        for (const [id, startsAt] of started) expect(jobs.get(id)?.startsAt).toBe(startsAt);
        const positions: number[] = [];
        for (const job of jobs.values()) {
          if (['in_progress', 'completed'].includes(stateAt(job, now))) started.set(job.id, job.startsAt);
          const position = queuePosition(jobs.values(), job.id, now);
          if (position !== undefined) positions.push(position);
        }
        expect(positions).toEqual(positions.map((_, n) => n + 1));
      });
    }),
  );
});
