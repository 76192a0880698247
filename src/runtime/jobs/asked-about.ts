import type { Core } from './core.ts';
import { attemptOf, type Job } from './job.ts';

/**
 * The job as it stands after its service was asked about it; undefined where a person attached another request id meanwhile,
 * or let it be sent again: what was answered is about a request that is the job's no more (faults.md M4).
 */
export function askedAbout(core: Core, asked: Job): Job | undefined {
  const present = core.ledger.job(asked.jobKey);
  if (present === undefined) return undefined;
  const [before, now] = [attemptOf(asked), attemptOf(present)];
  return before.n === now.n && requestOf(before) === requestOf(now) ? present : undefined;
}

function requestOf(attempt: ReturnType<typeof attemptOf>): string | undefined {
  return 'requestId' in attempt ? attempt.requestId : undefined;
}
