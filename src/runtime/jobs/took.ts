import { z } from 'zod';
import { attemptOf, type Job } from './job.ts';

const duration = z.number().positive().optional();

/**
 * How long a request took, in milliseconds, as far as that can be told: from the submit, and from the start of work, until the
 * service was done. Empty where nobody watched closely enough to tell.
 */
export const tookSchema = z.strictObject({ totalMs: duration, workedMs: duration });
export type Took = z.infer<typeof tookSchema>;

/** Milliseconds by which the clocks of service and owner may differ over one job. */
const slackMs = 2_000;
/** An instant that is known less exactly than to this many milliseconds, or to a part of the whole, teaches nothing. */
const blurMs = 15_000;
const blurPart = 0.25;

/**
 * What a request that is over teaches about the next one. `ranMs` is the service's own time from creation to end: it tells the
 * end exactly, as long as it lies between the last look that found the request unfinished and the one that found it over.
 */
export function tookOf(job: Job, ranMs: number | undefined): Took {
  const attempt = attemptOf(job);
  const { watch, finished } = job.pace;
  if (finished === undefined || !('requestId' in attempt) || attempt.submittedAt === undefined) return {};
  // Nobody knows when a request was sent that a person attached.
  if ('attached' in attempt && attempt.attached === true) return {};
  const { submittedAt } = attempt;
  const from = watch?.at ?? submittedAt;
  const until = finished.since;
  const end = endBetween(from, until, { submittedAt, ranMs });
  if (end === undefined || end <= submittedAt) return {};
  const totalMs = end - submittedAt;
  // Time that was slept through, or a clock that was set, stands between the wall clock and what was watched.
  const watchedMs = watch === undefined ? totalMs : watch.sinceSubmit + (end - watch.at);
  if (Math.abs(totalMs - watchedMs) > slackMs + totalMs / 20) return {};
  const blur = attempt.status === 'in_progress' ? watch?.startBlur : undefined;
  const workedMs = blur === undefined ? 0 : end - attempt.since + blur / 2;
  const seen = blur !== undefined && blur <= Math.max(blurMs, workedMs * blurPart);
  return { totalMs, ...(seen && workedMs > 0 ? { workedMs } : {}) };
}

function endBetween(
  from: number,
  until: number,
  { submittedAt, ranMs }: { readonly submittedAt: number; readonly ranMs: number | undefined },
): number | undefined {
  const exact = ranMs === undefined ? undefined : submittedAt + ranMs;
  if (exact !== undefined && exact >= from - slackMs && exact <= until + slackMs) {
    return Math.min(until, Math.max(from, exact));
  }
  const known = until - from <= Math.max(blurMs, (until - submittedAt) * blurPart);
  return known && until >= from ? (from + until) / 2 : undefined;
}
