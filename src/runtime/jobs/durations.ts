import { attemptOf, type Job } from './job.ts';
import type { DurableEvent } from './job-event.ts';
import type { Took } from './took.ts';

/** How long finished requests of one kind took, in milliseconds, the last one last. */
export interface Past {
  readonly totals: readonly number[];
  readonly worked: readonly number[];
}

/** What was learned, by kind of request. */
export type Durations = Map<string, Past>;

/** So many of a kind are remembered: what was usual a year ago is no guide. */
const remembered = 50;
/** From so many on a kind of its own is believed; below, what is more like anything is better than little. */
export const fewest = 3;
/** A job of an old journal that seems to have taken longer was not watched all the time. */
const longestUnwatchedMs = 2 * 3_600_000;

/** What an event teaches, if it is the one that ends a request well. Journals from before say it by their times only. */
export function lessonOf(job: Job | undefined, event: DurableEvent): Took | undefined {
  if (job === undefined || event.type !== 'addressed') return undefined;
  const attempt = attemptOf(job);
  if (attempt.status !== 'in_queue' && attempt.status !== 'in_progress' && attempt.status !== 'cancelling') {
    return undefined;
  }
  if (event.took !== undefined) return event.took;
  if (attempt.attached === true) return undefined;
  const totalMs = event.at - attempt.submittedAt;
  return totalMs > 0 && totalMs <= longestUnwatchedMs ? { totalMs } : undefined;
}

/** Remembers a lesson for every kind that a job belongs to. */
export function learn(durations: Durations, job: Job, { totalMs, workedMs }: Took): void {
  for (const kind of kindsOf(job)) {
    const { totals, worked } = durations.get(kind) ?? nothing;
    durations.set(kind, { totals: withOneMore(totals, totalMs), worked: withOneMore(worked, workedMs) });
  }
}

/** What is known of jobs like one: of its own kind, or of the nearest one of which enough is known. */
export function pastOf(durations: Durations, job: Job): Past {
  const kinds = kindsOf(job).map((kind) => durations.get(kind) ?? nothing);
  const nearest = (of: (past: Past) => readonly number[]): readonly number[] =>
    of(kinds.find((past) => of(past).length >= fewest) ?? kinds.find((past) => of(past).length > 0) ?? nothing);
  return { totals: nearest(({ totals }) => totals), worked: nearest(({ worked }) => worked) };
}

/** The middle half of how long such jobs took in all; undefined below three, so that nothing is invented. */
export function usualOf({ totals }: Past): { readonly fromMs: number; readonly toMs: number } | undefined {
  if (totals.length < fewest) return undefined;
  const sorted = [...totals].sort((left, right) => left - right);
  const at = (part: number): number => Math.round(sorted[Math.round((sorted.length - 1) * part)] ?? 0);
  return { fromMs: at(0.25), toMs: at(0.75) };
}

const nothing: Past = { totals: [], worked: [] };

function withOneMore(list: readonly number[], one: number | undefined): readonly number[] {
  return one === undefined ? list : [...list, one].slice(-remembered);
}

/** From the nearest kind to the widest: sound, seconds and resolution decide most about how long a clip takes. */
function kindsOf({ service, model, request }: Job): readonly string[] {
  const whole = [service, model, request.resolution, request.duration, request.generate_audio].map(
    (part) => part ?? null,
  );
  return [5, 4, 3, 2, 1].map((parts) => JSON.stringify(whole.slice(0, parts)));
}
