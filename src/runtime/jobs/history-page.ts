import type { Job } from './job.ts';

/** Whether a job is meant by a search: in its prompt, title, graph or request ids, or by the beginning of its JobKey. */
export function matchesSearch(job: Job, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return true;
  if (job.jobKey.startsWith(wanted)) return true;
  const { prompt } = job.request;
  const texts = [typeof prompt === 'string' ? prompt : '', job.origin.title, job.origin.graph];
  const requestIds = job.attempts.flatMap((attempt) => ('requestId' in attempt ? [attempt.requestId ?? ''] : []));
  return [...texts, ...requestIds].some((text) => text.toLowerCase().includes(wanted));
}

/** Jobs that are meant by a search, the last claimed first. */
export function newestFirst(jobs: Iterable<Job>, search: string): readonly Job[] {
  const found = [...jobs].filter((job) => matchesSearch(job, search));
  const claimedAt = (job: Job) => job.attempts.at(-1)?.claimedAt ?? 0;
  // The order of insertion is the order of first claims; reversing keeps that among equals.
  return found.reverse().sort((left, right) => claimedAt(right) - claimedAt(left));
}
