import { type Attempt, foreignOf, isUnwatched, lacksOutput, repeatable } from '../wire/job-record.ts';
import {
  acceptedFields,
  begun,
  costOf,
  doubted,
  type Of,
  polled,
  quotedOf,
  replaced,
  sent,
  to,
} from './attempt-fields.ts';
import type { DurableEvent, JobEvent } from './job-event.ts';
import { attemptOf, freshPace, type Job } from './job.ts';
import { noted } from './noted.ts';
import { afterFiles, cameLate } from './output-files.ts';

/** The job after an event, or why the event cannot have happened to it. */
export type Reduction = { readonly ok: true; readonly job: Job } | { readonly ok: false; readonly reason: string };

type Event<Type extends JobEvent['type']> = Extract<JobEvent, { type: Type }>;

/** All transitions of a job (docs/job-states.md). Pure; an event that does not fit changes nothing. */
export function reduce(job: Job | undefined, event: JobEvent): Reduction {
  if (event.type === 'claimed') return claim(job, event);
  if (event.type === 'imported') return imported(job, event);
  if (job === undefined) return refuse(event, 'there is no such job');
  const attempt = attemptOf(job);
  if (event.attempt !== attempt.n) return refuse(event, `attempt ${attempt.n} is the present one`);
  const next = step(job, attempt, event);
  return next === undefined ? refuse(event, `the attempt is ${attempt.status}`) : { ok: true, job: next };
}

function step(job: Job, attempt: Attempt, event: Exclude<JobEvent, Event<'claimed' | 'imported'>>): Job | undefined {
  switch (event.type) {
    case 'noted':
      return noted(job, attempt, event.note);
    case 'agreed':
      return attempt.status === 'claimed' ? { ...job, agreed: true } : undefined;
    case 'submitting':
      if (attempt.status !== 'claimed') return undefined;
      return {
        ...to(job, { status: 'submitting', ...begun(attempt, event.at), submittedAt: event.at }),
        sent: { model: event.model, body: event.body },
        // How often it was turned away so far decides when it is tried again.
        pace: job.pace,
      };
    case 'accepted':
      return attempt.status === 'submitting' ? accepted(job, attempt, event) : undefined;
    case 'returned':
      return attempt.status === 'submitting' ? returned(job, attempt, event) : undefined;
    case 'rejected':
      return attempt.status === 'submitting' || attempt.status === 'claimed'
        ? rejected(job, attempt, event)
        : undefined;
    case 'unclear':
      return unclear(job, attempt, event);
    case 'moved':
      return moved(job, attempt, event);
    case 'cancel_asked':
      return cancelAsked(job, attempt, event);
    case 'cancel_refused':
      if (attempt.status !== 'cancelling') return undefined;
      return { ...to(job, { ...attempt, status: 'in_queue', since: event.at }), pace: job.pace };
    case 'cancelled':
      return cancelled(job, attempt, event);
    case 'watch_stopped':
      return watchStopped(job, attempt, event);
    case 'watched_again':
      return polled(attempt) && isUnwatched(attempt) ? to(job, watched(attempt)) : undefined;
    case 'addressed':
      return addressed(job, attempt, event);
    case 'stored':
      if (attempt.status !== 'downloading') return undefined;
      return to(job, {
        status: 'succeeded',
        ...acceptedFields(attempt, event.at),
        outputs: event.outputs,
        ...(event.missing === undefined ? {} : { missing: event.missing }),
        ...costOf(attempt),
      });
    case 'came_late':
      return cameLate(job, attempt, event);
    case 'cleared':
    case 'emptied':
    case 'refetched':
      return attempt.status === 'succeeded' ? afterFiles(job, attempt, event) : undefined;
    case 'failed':
      return polled(attempt) ? ended(job, attempt, 'failed', event) : undefined;
    case 'lost':
      return polled(attempt) || attempt.status === 'downloading' ? ended(job, attempt, 'lost', event) : undefined;
    case 'doubted': {
      const open = doubted(attempt, event.failure, event.at);
      return open && to(job, open);
    }
    case 'attached':
    case 'declared_unsent':
    case 'sent_again':
      return decided(job, event.doubt === undefined ? attempt : doubted(attempt, event.doubt, event.at), event);
  }
}

/** A person's way out (M4). */
function decided(
  job: Job,
  attempt: Attempt | undefined,
  event: Event<'attached' | 'declared_unsent' | 'sent_again'>,
): Job | undefined {
  if (event.type === 'attached') {
    if (attempt?.status !== 'uncertain' && attempt?.status !== 'lost') return undefined;
    // Its request may belong to somebody else: it is never asked about from here.
    if (foreignOf(attempt) !== undefined) return undefined;
    return to(job, { status: 'in_queue', ...sent(attempt, event.at), requestId: event.requestId, attached: true });
  }
  if (attempt?.status !== 'uncertain') return undefined;
  if (event.type === 'sent_again') return sentAgain(job, attempt, event);
  // The service gave the id that is not believed any more: it was sent.
  if (event.doubt !== undefined && attempt.acceptedAs !== undefined) return undefined;
  return { ...to(job, { status: 'claimed', ...begun(attempt, event.at) }), sent: undefined, agreed: true };
}

function claim(job: Job | undefined, event: Event<'claimed'>): Reduction {
  const { jobKey, service, model, take, request, media, origin, meter, sentModel: agreedModel, at } = event;
  const claimed: Attempt = { status: 'claimed', n: event.attempt, claimedAt: at, since: at, ...quotedOf(event) };
  const fresh = { agreedModel, sent: undefined, results: undefined, waiting: undefined, agreed: true, pace: freshPace };
  if (job === undefined) {
    if (event.attempt !== 1) return refuse(event, 'the first attempt is number 1');
    const attempts = [claimed];
    return { ok: true, job: { jobKey, service, model, take, request, media, origin, meter, attempts, ...fresh } };
  }
  const present = attemptOf(job);
  if (!repeatable.has(present.status)) return refuse(event, `attempt ${present.n} is ${present.status}`);
  if (event.attempt !== present.n + 1) return refuse(event, `the next attempt is number ${present.n + 1}`);
  const attempts = [...job.attempts, claimed];
  return { ok: true, job: { ...job, media, origin, meter: meter ?? job.meter, attempts, ...fresh } };
}

/** What stands here is never replaced (docs/decisions/foreign-records.md): a record only fills a gap, or follows an end. */
function imported(job: Job | undefined, event: Event<'imported'>): Reduction {
  const { jobKey, service, model, take, request, media, origin, attempts } = event;
  const first = (job === undefined ? 0 : attemptOf(job).n) + 1;
  const fit = attempts.every((attempt, at) => {
    const isLast = at === attempts.length - 1;
    const over = repeatable.has(attempt.status) || (isLast && attempt.status === 'succeeded');
    return over && foreignOf(attempt) !== undefined && attempt.n === first + at;
  });
  const last = attempts.at(-1);
  if (!fit || last?.n !== event.attempt) return refuse(event, 'these are not attempts from elsewhere that ended');
  const unsent = { agreedModel: undefined, sent: undefined, results: undefined, waiting: undefined };
  const fresh = { ...unsent, agreed: false, pace: freshPace };
  if (job === undefined)
    return {
      ok: true,
      job: { jobKey, service, model, take, request, media, origin, meter: undefined, attempts, ...fresh },
    };
  const present = attemptOf(job);
  if (!repeatable.has(present.status)) return refuse(event, `attempt ${present.n} is ${present.status}`);
  if (attempts.length !== 1 || last.status !== 'succeeded') return refuse(event, 'only what was made is taken over');
  return { ok: true, job: { ...job, attempts: [...job.attempts, ...attempts], ...fresh } };
}

function accepted(job: Job, attempt: Of<'submitting'>, event: Event<'accepted'>): Job {
  const fields = { ...sent(attempt, event.at), requestId: event.requestId };
  if (attempt.cancelRequested !== true) return to(job, { status: 'in_queue', ...fields });
  return { ...to(job, { status: 'cancelling', ...fields }), pace: { ...freshPace, cancelWanted: true } };
}

function returned(job: Job, attempt: Of<'submitting'>, event: Event<'returned'>): Job {
  if (attempt.cancelRequested === true) return to(job, { status: 'cancelled', ...begun(attempt, event.at) });
  const { waiting } = event;
  const rateLimits = waiting.for === 'rate_limit' ? job.pace.rateLimits + 1 : 0;
  const troubles = waiting.for === 'network' ? job.pace.troubles + 1 : 0;
  return {
    ...to(job, { status: 'claimed', ...begun(attempt, event.at) }),
    sent: undefined,
    waiting,
    pace: { ...freshPace, rateLimits, troubles, nextAt: waiting.until ?? 0 },
  };
}

function rejected(job: Job, attempt: Of<'submitting' | 'claimed'>, event: Event<'rejected'>): Job {
  const submittedAt = attempt.status === 'submitting' ? { submittedAt: attempt.submittedAt } : {};
  return to(job, { status: 'rejected', ...begun(attempt, event.at), ...submittedAt, failure: event.failure });
}

/** From `claimed` and `uncertain` only where the record of what followed is damaged (`recover`). */
function unclear(job: Job, attempt: Attempt, event: Event<'unclear'>): Job | undefined {
  if (attempt.status === 'uncertain') return to(job, { ...attempt, failure: event.failure });
  if (attempt.status !== 'submitting' && attempt.status !== 'claimed') return undefined;
  const submittedAt = attempt.status === 'submitting' ? attempt.submittedAt : event.at;
  return to(job, { status: 'uncertain', ...begun(attempt, event.at), submittedAt, failure: event.failure });
}

function moved(job: Job, attempt: Attempt, event: Event<'moved'>): Job | undefined {
  if (!polled(attempt) || attempt.status === event.to) return undefined;
  const { queuePosition: _, ...rest } = attempt;
  return { ...to(job, { ...rest, status: event.to, since: event.at }), pace: job.pace };
}

function cancelAsked(job: Job, attempt: Attempt, event: Event<'cancel_asked'>): Job | undefined {
  if (attempt.status === 'submitting')
    return { ...job, attempts: replaced(job, { ...attempt, cancelRequested: true }) };
  if (attempt.status !== 'in_queue') return undefined;
  const pace = { ...job.pace, cancelWanted: true, nextAt: 0 };
  // Asked anew: what was answered the time before does not count any more.
  const { cancel: _, ...rest } = watched(attempt);
  return { ...to(job, { ...rest, status: 'cancelling', since: event.at }), pace };
}

/** A wish to cancel that is not sent yet still leaves. */
function watchStopped(job: Job, attempt: Attempt, event: Event<'watch_stopped'>): Job | undefined {
  if (!polled(attempt) || isUnwatched(attempt)) return undefined;
  const { queuePosition: _, ...rest } = attempt;
  const pace = { ...freshPace, cancelWanted: job.pace.cancelWanted };
  return { ...to(job, { ...rest, unwatched: event.at }), pace };
}

function watched<Seen extends Of<'in_queue' | 'in_progress' | 'cancelling'>>(attempt: Seen): Omit<Seen, 'unwatched'> {
  const { unwatched: _, ...rest } = attempt;
  return rest;
}

function cancelled(job: Job, attempt: Attempt, event: Event<'cancelled'>): Job | undefined {
  if (attempt.status === 'claimed') return to(job, { status: 'cancelled', ...begun(attempt, event.at) });
  if (!polled(attempt)) return undefined;
  const { submittedAt, requestId } = attempt;
  return to(job, { status: 'cancelled', ...begun(attempt, event.at), submittedAt, requestId });
}

function addressed(job: Job, attempt: Attempt, event: Event<'addressed'>): Job | undefined {
  const results = { addresses: event.addresses, refused: event.refused ?? [], readAt: event.at };
  if (attempt.status === 'succeeded') return foreignOf(attempt) === undefined ? { ...job, results } : undefined;
  if (attempt.status === 'downloading') return { ...job, results };
  // What was taken for lost is named again, because a person looked again.
  const named = polled(attempt) || ((attempt.status === 'lost' || attempt.status === 'failed') && lacksOutput(attempt));
  if (!named) return undefined;
  const cost = event.cost === undefined ? costOf(attempt) : { cost: event.cost };
  return { ...to(job, { status: 'downloading', ...acceptedFields(attempt, event.at), ...cost }), results };
}

function ended(
  job: Job,
  attempt: Of<'in_queue' | 'in_progress' | 'cancelling' | 'downloading'>,
  status: 'failed' | 'lost',
  event: Event<'failed' | 'lost'>,
): Job {
  const cost = event.cost === undefined ? costOf(attempt) : { cost: event.cost };
  return to(job, { status, ...acceptedFields(attempt, event.at), failure: event.failure, ...cost });
}

function sentAgain(job: Job, attempt: Of<'uncertain'>, event: Event<'sent_again'>): Job {
  const abandoned: Attempt = { status: 'abandoned', ...sent(attempt, event.at), failure: attempt.failure };
  const again = { n: attempt.n + 1, claimedAt: event.at, since: event.at, ...quotedOf(attempt) };
  const claimed: Attempt = { status: 'claimed', ...again };
  const attempts = [...job.attempts.slice(0, -1), abandoned, claimed];
  return { ...job, attempts, sent: undefined, results: undefined, waiting: undefined, agreed: true, pace: freshPace };
}

function refuse(event: JobEvent | DurableEvent, why: string): Reduction {
  return { ok: false, reason: `${event.type} of attempt ${event.attempt} does not fit: ${why}` };
}
