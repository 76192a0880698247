import { type Attempt, ended, isUndecided, isUnwatched, type Waiting } from './job-record.ts';

/** How a history parts its jobs: what was made, what came to nothing, what waits (most of all for a person), what is under way. */
export const jobGroups = ['made', 'failed', 'waiting', 'running'] as const;
export type JobGroup = (typeof jobGroups)[number];

/** The part of a history that a job stands in, by its present attempt and by what it waits for. */
export function jobGroupOf(attempt: Attempt, waiting: Waiting | undefined): JobGroup {
  if (attempt.status === 'succeeded') return 'made';
  if (isUndecided(attempt)) return 'waiting';
  if (ended.has(attempt.status)) return 'failed';
  return attempt.status === 'claimed' || isUnwatched(attempt) || waiting !== undefined ? 'waiting' : 'running';
}
