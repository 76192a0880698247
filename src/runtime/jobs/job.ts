import type { JsonObject } from '../../graph/json.ts';
import type { JobKey } from '../../graph/keys.ts';
import type { Meter } from '../../graph/meter.ts';
import type { OutputAddress, RefusedOutput } from '../runcomfy/read-outputs.ts';
import type { Placed } from './queue-pace.ts';
import type { Watch } from './watch.ts';
import type { Attempt, JobRecord, MediumTravel, Origin, Output, Waiting } from '../wire/job-record.ts';

/** Where the results of the present attempt lie, and when that was read (milliseconds since 1970). */
export interface Results {
  readonly addresses: readonly OutputAddress[];
  /** Results that stand at an address which may not be fetched. */
  readonly refused: readonly RefusedOutput[];
  readonly readAt: number;
}

/** What went over the wire in the present attempt: inline bytes stand in `body` as their SHA-256. */
export interface SentBody {
  readonly model: string;
  readonly body: JsonObject;
}

/** The service said that the request is over; its result is still to be read. */
export interface Finished {
  readonly said: 'completed' | 'failed';
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** How often a result without an output was read. */
  readonly emptyReads: number;
  /** How often a result was read that was not there yet. */
  readonly pendingReads: number;
}

/**
 * When to do the next thing, and how often the last one went wrong. Nothing in here decides about money, so none of it
 * is durable: an owner that starts again starts with a fresh pace.
 */
export interface Pace {
  /** Milliseconds since 1970. */
  readonly nextAt: number;
  /** Failures in a row of what is being done now. */
  readonly troubles: number;
  /** Submits in a row that were answered with 429. */
  readonly rateLimits: number;
  readonly cancelWanted: boolean;
  /** Since when and how it is looked at; absent before the first look in the life of an owner. */
  readonly watch: Watch | undefined;
  /** The place in the queue that was seen last, and how long it had been watched when it was seen first. */
  readonly placed: Placed | undefined;
  /** Milliseconds between two looks that would be right for it alone; absent where nothing is learned from looking. */
  readonly lookMs: number | undefined;
  readonly finished: Finished | undefined;
  /** Outputs of the present result that are stored already. */
  readonly fetched: readonly Output[];
  /** Downloads in a row that brought something else than a result. */
  readonly wrongDownloads: number;
  /** `wanted` before the next download, `done` once in the life of a download (faults.md J10). */
  readonly freshAddress: 'not_needed' | 'wanted' | 'done';
}

export const freshPace: Pace = {
  nextAt: 0,
  troubles: 0,
  rateLimits: 0,
  cancelWanted: false,
  watch: undefined,
  placed: undefined,
  lookMs: undefined,
  finished: undefined,
  fetched: [],
  wrongDownloads: 0,
  freshAddress: 'not_needed',
};

/** One thing to be generated, as its owner knows it. Immutable; changed only by `reduce`. */
export interface Job {
  readonly jobKey: JobKey;
  readonly service: string;
  readonly model: string;
  readonly take: number;
  readonly request: JsonObject;
  readonly media: readonly MediumTravel[];
  readonly origin: Origin;
  /** What it may be billed by; unknown of jobs that are older than this. */
  readonly meter: Meter | undefined;
  /** The model id that was agreed to be sent in the present attempt; unknown of claims that are older than this. */
  readonly agreedModel: string | undefined;
  /** Every try in order; all but the last ended without a result. */
  readonly attempts: readonly Attempt[];
  readonly sent: SentBody | undefined;
  readonly results: Results | undefined;
  readonly waiting: Waiting | undefined;
  /** Whether an agreed Run asked for the present claim in this life of the owner (faults.md M5). */
  readonly agreed: boolean;
  readonly pace: Pace;
}

/** The present attempt of a job. */
export function attemptOf(job: Pick<Job, 'attempts'>): Attempt {
  const last = job.attempts.at(-1);
  if (last === undefined) throw new Error('a job has at least one attempt');
  return last;
}

/** A job as clients see it. `usual` is how long such jobs take, told while this one is under way. */
export function jobRecord(job: Job, seq: number, usual?: JobRecord['usual']): JobRecord {
  const { jobKey, service, model, take, request, media, origin, meter, attempts, sent, waiting } = job;
  return {
    jobKey,
    seq,
    service,
    model,
    ...(sent !== undefined && sent.model !== model ? { sentModel: sent.model } : {}),
    take,
    request: request as JobRecord['request'],
    media: [...media],
    origin,
    ...(meter === undefined ? {} : { meter }),
    ...(waiting === undefined ? {} : { waiting }),
    ...(usual === undefined ? {} : { usual }),
    attempts: [...attempts],
  };
}
