import { freshPace, type Job } from '../../src/runtime/jobs/job.ts';
import type { Attempt } from '../../src/runtime/wire/job-record.ts';
import { order } from './job-world.ts';

/** A job of an order with these attempts, of which nothing else is known: not agreed to, nothing sent, nothing seen. */
export function jobOf(
  attempts: readonly Attempt[],
  change: Partial<Job> = {},
  { jobKey, order: wanted } = order(),
): Job {
  const { service, model, take, request, media, origin } = wanted;
  return {
    jobKey,
    service,
    model,
    take,
    request,
    media,
    origin,
    attempts,
    meter: undefined,
    agreedModel: undefined,
    sent: undefined,
    results: undefined,
    waiting: undefined,
    agreed: false,
    pace: freshPace,
    ...change,
  };
}
