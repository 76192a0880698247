import { type Attempt, goesOnByItself, isUnwatched } from '../wire/job-record.ts';
import { polled, replaced } from './attempt-fields.ts';
import type { Note } from './job-event.ts';
import type { Job } from './job.ts';

/** A job with what was noticed on the way: shown beside its status, which stays as it is. */
export function noted(job: Job, attempt: Attempt, note: Note): Job {
  const { pace, waiting } = note;
  return {
    ...job,
    attempts: replaced(job, seen(attempt, note)),
    // Nothing is waited for where nothing more happens by itself.
    waiting: waiting === undefined || !goesOnByItself(attempt) ? job.waiting : (waiting ?? undefined),
    // What nobody looks at puts no look at another job off.
    pace: { ...job.pace, ...pace, ...(isUnwatched(attempt) ? { lookMs: undefined } : {}) },
  };
}

/** What was noticed, on the attempts that can show it. */
function seen(attempt: Attempt, note: Note): Attempt {
  if (attempt.status === 'downloading') {
    const { trouble, ...rest } = attempt;
    const shown = note.trouble === undefined ? trouble : note.trouble;
    return { ...rest, ...(typeof shown === 'string' ? { trouble: shown } : {}) };
  }
  if (!polled(attempt)) return attempt;
  const { trouble, queuePosition, notFound: wasNotFound, slow: wasSlow, ...rest } = attempt;
  const slow = note.slow ?? wasSlow;
  const notFound = note.notFound ?? wasNotFound;
  const shown = note.trouble === undefined ? trouble : note.trouble;
  const place = note.queuePosition === undefined ? queuePosition : note.queuePosition;
  return {
    ...rest,
    ...(typeof shown === 'string' ? { trouble: shown } : {}),
    ...(typeof place === 'number' ? { queuePosition: place } : {}),
    ...(notFound === true ? { notFound } : {}),
    ...(slow === true ? { slow } : {}),
    ...(note.cancel === undefined ? {} : { cancel: note.cancel }),
  };
}
