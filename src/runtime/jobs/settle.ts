import { cutServiceText } from '../runcomfy/service-text.ts';
import { backoffMs } from './backoff.ts';
import type { Core } from './core.ts';
import type { DurableEvent } from './job-event.ts';
import { attemptOf, type Job } from './job.ts';
import { ImpossibleEvent } from './ledger.ts';
import { StorageError } from './ports.ts';

type Fact<Event> = Event extends DurableEvent ? Omit<Event, 'jobKey' | 'attempt' | 'at'> : never;
/** An event without whom it is about and when: both are filled in here. */
export type JobFact = Fact<DurableEvent>;

/** A fact about the present attempt of a job, as an event. */
export function eventOf(job: Job, fact: JobFact, at: number): DurableEvent {
  return { ...fact, jobKey: job.jobKey, attempt: attemptOf(job).n, at };
}

/**
 * Makes durable what has already happened at the service. When the disk refuses, the job waits for storage and this is
 * tried for as long as the owner lives: the fact must not be lost while anybody still knows it. A fact that no longer
 * fits, because a person decided meanwhile, is logged and dropped.
 */
export async function settle(core: Core, job: Job, fact: JobFact): Promise<Job | undefined> {
  const event = eventOf(job, fact, core.clock.now());
  for (let failures = 1; ; failures += 1) {
    try {
      return await core.ledger.change(job.jobKey, () => event);
    } catch (error) {
      if (error instanceof ImpossibleEvent) {
        core.log({ event: 'dropped', jobKey: job.jobKey, reason: error.message });
        return core.ledger.job(job.jobKey);
      }
      if (!(error instanceof StorageError)) throw error;
      const requestId = fact.type === 'accepted' ? { requestId: fact.requestId } : {};
      core.log({ event: 'not_stored', jobKey: job.jobKey, fact: fact.type, reason: error.message, ...requestId });
      if (core.stop.stopped()) return undefined;
      const until = core.clock.now() + backoffMs(failures, core.random);
      note(core, job, { waiting: { for: 'storage', until, reason: cutServiceText(error.message) } });
      await pause(core, until - core.clock.now());
    }
  }
}

/** Shows something about a job's present attempt, without writing it down. */
export function note(
  core: Core,
  job: Job,
  what: Extract<Parameters<Core['ledger']['notice']>[0], { type: 'noted' }>['note'],
): void {
  core.ledger.notice({ type: 'noted', jobKey: job.jobKey, attempt: attemptOf(job).n, note: what });
}

/** Sleeps, or ends early because the owner stops. */
export async function pause(core: Core, ms: number): Promise<void> {
  if (core.stop.stopped()) return;
  try {
    await core.stop.during((signal) => core.clock.sleep(Math.max(0, ms), signal));
  } catch (error) {
    if (!core.stop.stopped()) throw error;
  }
}
