import { z } from 'zod';
import { mediaRefSchema, outputKinds, sha256Schema } from '../../graph/media-ref.ts';
import { meterSchema } from '../../graph/meter.ts';
import { quotedSchema } from '../../graph/price-source.ts';
import { serviceSchema } from '../../graph/service.ts';

/** What the service may call a request: anything else is refused (faults.md H18). */
export const requestIdPattern = /^[A-Za-z0-9_-]{1,128}$/;
const requestId = z.string().regex(requestIdPattern);
/** Milliseconds since 1970, by the owner's clock. */
const instant = z.number();
const usd = z.number().min(0);

/** How a medium reaches the service: its typed address, the result address of an earlier job, or inline as a data: URL. */
export const travels = ['url', 'result', 'inline'] as const;
export const mediumTravelSchema = z.strictObject({
  ref: mediaRefSchema,
  travels: z.enum(travels),
  /** Of the uploaded bytes: local files and results of local operations. */
  sha256: sha256Schema.optional(),
  /** What the person called it: for the history, never sent. */
  name: z.string().min(1).max(200).optional(),
});
export type MediumTravel = z.infer<typeof mediumTravelSchema>;

/** Who asked: for the history, never part of a key. */
export const originSchema = z.strictObject({
  graph: z.string().max(200),
  node: z.string().max(200),
  title: z.string().max(200),
});
export type Origin = z.infer<typeof originSchema>;

/** Why a job waits, beside its status. `until` is when it goes on by itself, where that is known. */
export const waitingSchema = z.strictObject({
  for: z.enum(['rate_limit', 'network', 'token', 'credit', 'storage', 'person']),
  until: instant.optional(),
  reason: z.string().max(2000),
});
export type Waiting = z.infer<typeof waitingSchema>;

/** What the service, or the rule that was broken, said. Shown as text, at most 2,000 characters (SEC32). */
export const failureSchema = z.strictObject({
  /** A stable name, such as `model-not-found`, `conflict`, `too-large`, `validation`, `insecure`, `no-output`. */
  code: z.string().max(64),
  message: z.string().max(2000),
  /** For validation: the body's field that each message is about. */
  fields: z.array(z.strictObject({ field: z.string().max(200), message: z.string().max(2000) })).optional(),
  httpStatus: z.int().optional(),
});
export type Failure = z.infer<typeof failureSchema>;

/** One stored result. `n` counts from 0 within its kind. */
export const outputSchema = z.strictObject({
  kind: z.enum(outputKinds),
  n: z.int().min(0),
  sha256: sha256Schema,
  size: z.int().min(0),
  mediaType: z.string().max(100),
  /** When a person deleted its file by hand. The record stays, and by its request id the file may be fetched again. */
  cleared: instant.optional(),
  /** That file is still to be removed. */
  clearing: z.literal(true).optional(),
});
export type Output = z.infer<typeof outputSchema>;

/** A result that the service made and that could not be stored; `n` counts as in `outputs`. */
export const missingOutputSchema = z.strictObject({
  kind: z.enum(outputKinds),
  n: z.int().min(0),
  reason: z.string().max(2000),
});
export type MissingOutput = z.infer<typeof missingOutputSchema>;

/** That a record came out of a project file: what it says was made elsewhere, and nobody here knows whether it is true. */
export const foreignSchema = z.strictObject({
  /** What the project called itself. */
  from: z.string().max(200).optional(),
  /** When it was taken in here. */
  at: instant,
});
export type Foreign = z.infer<typeof foreignSchema>;

const begun = {
  n: z.int().min(1),
  claimedAt: instant,
  since: instant,
  /** What it was quoted at when a person agreed to it, where a price was known. */
  quoted: quotedSchema.optional(),
};
const sent = {
  ...begun,
  submittedAt: instant,
  /** The id that the service gave it and did not know afterwards, where a person decided anew: it was sent all the same. */
  acceptedAs: requestId.optional(),
};
const accepted = {
  ...sent,
  requestId,
  /** A person said that this is the request; the service never did (M4). */
  attached: z.boolean().optional(),
};
/** Of attempts that ended: only such ones are ever taken over from elsewhere. */
const over = { foreign: foreignSchema.optional() };
const seen = {
  ...accepted,
  queuePosition: z.int().min(0).optional(),
  slow: z.boolean().optional(),
  /** The service does not know the request id: a person may decide anew (M4). */
  notFound: z.boolean().optional(),
  trouble: z.string().max(2000).optional(),
  /** The service was asked to cancel it, and refused or gave no clear answer (H33). */
  cancel: z.enum(['refused', 'unknown']).optional(),
  /** Since when nobody asks about it any more, because a person stopped watching (J06). */
  unwatched: instant.optional(),
};

/**
 * One try at buying a job, a closed union by status: a status with fields that do not belong to it does not parse.
 * The diagram of the states is docs/job-states.md.
 */
export const attemptSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('claimed'), ...begun }),
  z.strictObject({ status: z.literal('submitting'), ...sent, cancelRequested: z.boolean().optional() }),
  z.strictObject({ status: z.literal('in_queue'), ...seen }),
  z.strictObject({ status: z.literal('cancelling'), ...seen }),
  z.strictObject({ status: z.literal('in_progress'), ...seen }),
  z.strictObject({
    status: z.literal('downloading'),
    ...accepted,
    cost: usd.optional(),
    trouble: z.string().max(2000).optional(),
  }),
  z.strictObject({
    status: z.literal('succeeded'),
    ...accepted,
    outputs: z.array(outputSchema).min(1),
    /** Made and paid for as well, but not to be had. */
    missing: z.array(missingOutputSchema).min(1).optional(),
    cost: usd.optional(),
    ...over,
  }),
  z.strictObject({
    status: z.literal('rejected'),
    ...begun,
    /** Absent where it was refused before anything left, as when a medium cannot reach the service any more. */
    submittedAt: instant.optional(),
    failure: failureSchema,
    ...over,
  }),
  z.strictObject({ status: z.literal('uncertain'), ...sent, failure: failureSchema }),
  z.strictObject({ status: z.literal('abandoned'), ...sent, failure: failureSchema, ...over }),
  z.strictObject({
    status: z.literal('cancelled'),
    ...begun,
    submittedAt: instant.optional(),
    requestId: requestId.optional(),
    ...over,
  }),
  z.strictObject({ status: z.literal('failed'), ...accepted, failure: failureSchema, cost: usd.optional(), ...over }),
  z.strictObject({ status: z.literal('lost'), ...accepted, failure: failureSchema, cost: usd.optional(), ...over }),
]);
export type Attempt = z.infer<typeof attemptSchema>;
export type JobStatus = Attempt['status'];

/** An attempt that ended without a result: a later agreed Run may make another one (SEC13). */
export const repeatable: ReadonlySet<JobStatus> = new Set<JobStatus>([
  'rejected',
  'failed',
  'cancelled',
  'lost',
  'abandoned',
]);

/**
 * Where an attempt came from, if not from here. Its request id may be another person's: it is never asked about, and what
 * it cost was not paid here.
 */
export function foreignOf(attempt: Attempt): Foreign | undefined {
  return 'foreign' in attempt ? attempt.foreign : undefined;
}

/**
 * Whether something of an attempt is not here that was made for all that is known: its file is gone, the service named no
 * output, or one could not be fetched. A person may look again, by its request id (faults.md J03, J10).
 */
export function lacksOutput(attempt: Attempt): boolean {
  if (foreignOf(attempt) !== undefined) return false;
  if (attempt.status === 'failed') return attempt.failure.code === 'no-output';
  return attempt.status === 'lost' || (attempt.status === 'succeeded' && attempt.missing !== undefined);
}

/** An attempt that nothing more will happen to by itself. */
export const ended: ReadonlySet<JobStatus> = new Set<JobStatus>(['succeeded', 'uncertain', ...repeatable]);

/**
 * Whether a person stopped watching an attempt: nobody asks about it until they watch again, and what it was seen as last may
 * be true no more. It may still be made and charged.
 */
export function isUnwatched(attempt: Attempt): boolean {
  return 'unwatched' in attempt && attempt.unwatched !== undefined;
}

/** Whether something still happens to an attempt by itself: it has not ended, and is watched. */
export function goesOnByItself(attempt: Attempt): boolean {
  return !ended.has(attempt.status) && !isUnwatched(attempt);
}

/** Whether a person may stop watching an attempt, or watch it again: the service accepted it and did not say its end. */
export function isWatchable(attempt: Attempt): boolean {
  return watchable.has(attempt.status);
}

const watchable: ReadonlySet<JobStatus> = new Set<JobStatus>(['in_queue', 'in_progress', 'cancelling']);

/** Tries in order: numbered from 1, and each but the last one ended without a result (faults.md M6). */
const attemptsSchema = z
  .array(attemptSchema)
  .min(1)
  .refine((attempts) => attempts.every(({ n }, index) => n === index + 1), 'are not numbered from 1')
  .refine(
    (attempts) => attempts.slice(0, -1).every(({ status }) => repeatable.has(status)),
    'go on after one that did not end without a result',
  );

/** The fields of a record, each for itself. */
export const jobFieldsSchema = z.strictObject({
  jobKey: sha256Schema,
  /** Grows with every change of any job of this owner: ask for what changed after it. */
  seq: z.int().min(0),
  service: serviceSchema,
  model: z.string().max(200),
  /** The id that was sent, where an accepted newer one stood in for the model as written. */
  sentModel: z.string().max(200).optional(),
  take: z.int().min(1),
  /** What it may be billed by; absent from records that are older than this. */
  meter: meterSchema.optional(),
  /** The body after defaults and `@names`, each medium as `{"$ref": MediaRef}`. */
  request: z.record(z.string(), z.json()),
  media: z.array(mediumTravelSchema),
  origin: originSchema,
  waiting: waitingSchema.optional(),
  /**
   * While it is under way: how long such jobs usually take from submit to end, in milliseconds (the middle half of the
   * owner's own finished ones). Absent where too few have finished.
   */
  usual: z.strictObject({ fromMs: z.number().min(0), toMs: z.number().min(0) }).optional(),
  attempts: attemptsSchema,
});

/** A job as every client sees it. `attempts` holds every try in order; the last one is the present one. */
export const jobRecordSchema = jobFieldsSchema.refine(
  ({ attempts, waiting }) => waiting === undefined || attempts.slice(-1).every(goesOnByItself),
  'waits, although nothing more happens to it',
);
export type JobRecord = z.infer<typeof jobRecordSchema>;

/** The present attempt of a job. */
export function presentAttempt(job: Pick<JobRecord, 'attempts'>): Attempt {
  const last = job.attempts.at(-1);
  if (last === undefined) throw new Error('a job without an attempt does not parse');
  return last;
}

/** Why an attempt is uncertain whose record cannot be read any further. */
export const damagedRecord = 'damaged-record';

/** Whether what followed an attempt in its record cannot be read: it may have been sent, or sent again. */
export function isDamaged(attempt: Attempt): boolean {
  return attempt.status === 'uncertain' && attempt.failure.code === damagedRecord;
}

/** Whether a request id is an attempt's: the present one, or the one that the service gave it before. */
export function hasId(attempt: Attempt, requestId: string): boolean {
  if ('requestId' in attempt && attempt.requestId === requestId) return true;
  return 'acceptedAs' in attempt && attempt.acceptedAs === requestId;
}

/** The request id that the service gave an attempt, also where a person attached another one since; it was sent. */
export function givenId(attempt: Attempt): string | undefined {
  const attached = 'attached' in attempt && attempt.attached === true;
  const own = 'requestId' in attempt && !attached ? attempt.requestId : undefined;
  return 'acceptedAs' in attempt ? (attempt.acceptedAs ?? own) : own;
}

/**
 * Whether a person may decide what became of an attempt: its answer was lost, or the service does not know its request id.
 * Until then it is never sent again.
 */
export function isUndecided(attempt: Attempt): boolean {
  return attempt.status === 'uncertain' || ('notFound' in attempt && attempt.notFound === true);
}
