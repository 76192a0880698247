import type { Past } from './durations.ts';
import { pollPlan } from './poll-plan.ts';
import type { Watch } from './watch.ts';

/** After this many milliseconds since the submit, an attempt is shown as slow and polled slowly (faults.md M7, J01). */
export const slowAfterMs = 30 * 60_000;
/** Milliseconds between polls of what is slow or stands in a state that nobody knows. */
export const slowPollMs = 60_000;
/** No job is called slow sooner, however fast the others were. */
const leastSlowMs = 5 * 60_000;

/** What the pace of healthy polls depends on. */
export interface PollSituation {
  readonly status: 'in_queue' | 'in_progress' | 'cancelling';
  readonly watch: Pick<Watch, 'sinceSubmit' | 'inPhase'>;
  /** How many stand before it, where the service said. */
  readonly queuePosition: number | undefined;
  /** Milliseconds that a place in this service's queue takes, where that was seen. */
  readonly placeMs: number | undefined;
  /** How long such jobs took. */
  readonly past: Past;
}

/**
 * Whether an attempt is slow: half an hour after the submit; in work also far beyond all that such jobs took, and not while
 * they usually take as long.
 */
export function isSlow({ status, watch, past: { totals, worked } }: PollSituation): boolean {
  if (status !== 'in_progress' || totals.length + worked.length === 0) return watch.sinceSubmit >= slowAfterMs;
  const [age, longest] =
    worked.length > 0 ? [watch.inPhase, Math.max(...worked)] : [watch.sinceSubmit, Math.max(...totals)];
  const far = Math.min(slowAfterMs, Math.max(leastSlowMs, 4 * longest));
  return age >= Math.max(1.5 * longest, far);
}

/**
 * Milliseconds until the next poll of an attempt in good health. In work, by what such jobs took. In the queue, by place and
 * by the pace of the queue: nothing can end before work began, so the start is looked for only as sharply as that matters.
 * Where nothing was learned, 1 s at first and 5 s after a minute.
 */
export function pollIntervalMs(situation: PollSituation): number {
  const { status, watch, past } = situation;
  if (isSlow(situation)) return slowPollMs;
  if (status === 'cancelling') return byAge(watch.sinceSubmit);
  if (status === 'in_progress' && past.worked.length > 0) return pollPlan(past.worked).next(watch.inPhase);
  const looks = startLookMs(situation);
  return status === 'in_queue' ? Math.max(looks, byPlace(situation, looks)) : looks;
}

/** Milliseconds from the submit to the first look: at once, unless such jobs are known not to have begun by then. */
export function firstLookMs({ worked }: Past): number {
  return worked.length > 0 ? Math.min(3_000, startBlurMs(worked) / 2) : 0;
}

/** The start of work need not be known more sharply than its end can be foretold from it. */
function startBlurMs(worked: readonly number[]): number {
  return Math.min(10_000, Math.max(500, median(worked) / 3));
}

/** Where the start of work does not tell when it ends, the age since the submit must do. */
function startLookMs({ watch, past: { totals, worked } }: PollSituation): number {
  if (worked.length > 0) return startBlurMs(worked);
  return totals.length > 0 ? pollPlan(totals).next(watch.sinceSubmit) : byAge(watch.sinceSubmit);
}

/** Those before the one in front need their time; three quarters of it pass before the next look. */
function byPlace({ queuePosition = 0, placeMs }: PollSituation, least: number): number {
  if (placeMs === undefined) return Math.min(30_000, Math.max(0, queuePosition - 2) * 1_000);
  return Math.min(slowPollMs, Math.max(least, Math.max(0, queuePosition - 1) * placeMs * 0.75));
}

function byAge(age: number): number {
  return Math.round(Math.min(5_000, 1_000 + Math.max(0, age) / 15));
}

function median(measured: readonly number[]): number {
  return [...measured].sort((left, right) => left - right)[measured.length >> 1] ?? 0;
}
