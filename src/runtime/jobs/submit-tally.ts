import type { DurableEvent } from './job-event.ts';

/** One submit that may have created something: what the spend guard counts. */
export interface TalliedSubmit {
  readonly jobKey: string;
  readonly attempt: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The submits of one service after an event. One that came back because nothing was created does not count. */
export function tally(submits: readonly TalliedSubmit[], event: DurableEvent): readonly TalliedSubmit[] {
  const { jobKey, attempt, at } = event;
  if (event.type === 'submitting') return [...submits, { jobKey, attempt, at }];
  if (event.type !== 'returned') return submits;
  return submits.filter((submit) => submit.jobKey !== jobKey || submit.attempt !== attempt);
}
