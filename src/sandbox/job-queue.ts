import { stateAt, type SandboxJob } from './sandbox-job.ts';

/** How long a job takes and how many run at once. */
export interface Pace {
  /** Milliseconds in the queue, even when a place is free. */
  readonly queueMs: number;
  /** Milliseconds in progress. */
  readonly workMs: number;
  /** Jobs in progress at the same time. */
  readonly places: number;
}

/** When a job that is accepted now starts and ends: first come, first served, behind all that are alive. */
export function timesOfNewJob(
  jobs: Iterable<SandboxJob>,
  now: number,
  pace: Pace,
): Pick<SandboxJob, 'submittedAt' | 'readyAt' | 'startsAt' | 'endsAt'> {
  const readyAt = now + pace.queueMs;
  const startsAt = Math.max(readyAt, placeFreeAt(aliveEnds(jobs, now), pace.places));
  return { submittedAt: now, readyAt, startsAt, endsAt: startsAt + pace.workMs };
}

/** The queued jobs that move up because another one left the queue, with their new times. */
export function movedUp(jobs: Iterable<SandboxJob>, now: number, places: number): SandboxJob[] {
  const all = [...jobs];
  const ends = all.filter((job) => stateAt(job, now) === 'in_progress').map((job) => job.endsAt);
  const moved: SandboxJob[] = [];
  for (const job of queued(all, now)) {
    const startsAt = Math.max(now, job.readyAt, placeFreeAt(ends, places));
    const endsAt = startsAt + (job.endsAt - job.startsAt);
    ends.push(endsAt);
    if (startsAt !== job.startsAt) moved.push({ ...job, startsAt, endsAt });
  }
  return moved;
}

/** The place of a queued job, from 1 (the next to start); undefined for a job that is not in the queue. */
export function queuePosition(jobs: Iterable<SandboxJob>, id: string, now: number): number | undefined {
  const place = queued([...jobs], now).findIndex((job) => job.id === id);
  return place === -1 ? undefined : place + 1;
}

function queued(jobs: readonly SandboxJob[], now: number): SandboxJob[] {
  return jobs.filter((job) => stateAt(job, now) === 'in_queue').sort((a, b) => a.order - b.order);
}

function aliveEnds(jobs: Iterable<SandboxJob>, now: number): number[] {
  return [...jobs].filter((job) => job.cancelledAt === undefined && job.endsAt > now).map((job) => job.endsAt);
}

/** With first come, first served, the next place is free when all but `places - 1` of those ahead have ended. */
function placeFreeAt(ends: readonly number[], places: number): number {
  return ends.toSorted((a, b) => b - a)[places - 1] ?? -Infinity;
}
