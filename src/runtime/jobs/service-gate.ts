import type { Waiting } from '../wire/job-record.ts';
import type { AttemptName } from '../wire/messages.ts';
import { attemptOf, type Job } from './job.ts';
import type { Hold, PassedOver } from './journal-entry.ts';
import { createLane, type Lane } from './lane.ts';
import type { SubmitGate } from './next-effect.ts';
import type { Replayed } from './replay.ts';

/** The spend guard holds submits back until its window has passed (milliseconds since 1970; absent is for good). */
export interface GuardHold {
  readonly reason: string;
  readonly until?: number;
}

/** What all jobs of one service share while the owner lives. */
export interface ServiceGate {
  hold: Hold | undefined;
  /** What waits for a Continue of its own, by the name of the attempt (`attemptName`). */
  passedOver: ReadonlyMap<string, PassedOver>;
  /** The spend guard's own: counted anew from the journal whenever its window has passed, so it is not written down. */
  guard: GuardHold | undefined;
  /** No submit before this instant (milliseconds since 1970): every job obeys one answer of 429. */
  submitNotBefore: number;
  /** For how many milliseconds nothing is read, from an instant (milliseconds since 1970) on. */
  readRest: { readonly from: number; readonly ms: number };
  /** Milliseconds that a place in its queue takes, as far as that was seen. */
  placeMs: number | undefined;
  /** The token with which a submit was refused, until there is another or a person says to go on. */
  refusedToken: string | undefined;
  /** Submits leave one after the other, so that an answer that stops them stops all the others. */
  readonly lane: Lane;
}

/** The gate of a service as the journal tells it. */
export function createServiceGate(
  { holds, passedOver }: Pick<Replayed, 'holds' | 'passedOver'>,
  service: string,
): ServiceGate {
  return {
    hold: holds.get(service),
    passedOver: passedOverBy(passedOver.get(service) ?? []),
    guard: undefined,
    submitNotBefore: 0,
    readRest: { from: 0, ms: 0 },
    placeMs: undefined,
    refusedToken: undefined,
    lane: createLane(),
  };
}

/** The gate as the next effect of a job needs to know it. */
export function submitGate(gate: ServiceGate, job: Pick<Job, 'jobKey' | 'attempts'>): SubmitGate {
  return { hold: heldBy(gate, job), notBefore: gate.submitNotBefore };
}

function heldBy({ hold, guard, passedOver }: ServiceGate, job: Pick<Job, 'jobKey' | 'attempts'>): Waiting | undefined {
  if (hold !== undefined) return waitingFor(hold);
  if (guard !== undefined) return { for: 'person', ...guard };
  const own = passedOver.get(attemptName({ jobKey: job.jobKey, attempt: attemptOf(job).n }));
  return own && { ...waitingFor(own.hold), ...(own.until !== undefined && { until: own.until }) };
}

/** Attempts by their names. */
export function passedOverBy(list: readonly PassedOver[]): ServiceGate['passedOver'] {
  return new Map(list.map((one) => [attemptName(one), one]));
}

/** An attempt in a word. */
export function attemptName({ jobKey, attempt }: AttemptName): string {
  return `${jobKey} ${attempt}`;
}

/** What a job says it waits for while its service is held back. */
export function waitingFor(hold: Hold): Waiting {
  switch (hold.cause) {
    case 'token':
    case 'credit':
      return { for: hold.cause, reason: hold.reason };
    case 'spend_guard':
    case 'rate_limit':
      return { for: 'person', reason: hold.reason };
  }
}
