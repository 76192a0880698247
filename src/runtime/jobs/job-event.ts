import { z } from 'zod';
import { sha256Schema } from '../../graph/media-ref.ts';
import { meterSchema } from '../../graph/meter.ts';
import { quotedSchema } from '../../graph/price-source.ts';
import { serviceSchema } from '../../graph/service.ts';
import { outputAddressSchema, refusedOutputSchema } from '../runcomfy/read-outputs.ts';
import {
  attemptSchema,
  failureSchema,
  mediumTravelSchema,
  missingOutputSchema,
  originSchema,
  outputSchema,
  requestIdPattern,
  waitingSchema,
  type Waiting,
} from '../wire/job-record.ts';
import type { Pace } from './job.ts';
import { tookSchema } from './took.ts';

const jsonObject = z.record(z.string(), z.json());
const requestId = z.string().regex(requestIdPattern);
const outputPlaceSchema = outputSchema.pick({ kind: true, n: true });
const cost = z.number().min(0).optional();
const doubt = failureSchema.optional();
/** Every event names the attempt it is about: a late answer never touches a newer one. */
const about = { jobKey: sha256Schema, attempt: z.int().min(1), at: z.number() };
const event = <Type extends string, Fields extends z.ZodRawShape>(type: Type, fields: Fields) =>
  z.strictObject({ type: z.literal(type), ...about, ...fields });

/** What is written to the journal before it is true: a closed union, one entry an event. */
export const durableEventSchema = z.discriminatedUnion('type', [
  /** The first attempt, or the next one after one that ended without a result. */
  event('claimed', {
    service: serviceSchema,
    model: z.string().max(200),
    take: z.int().min(1),
    request: jsonObject,
    media: z.array(mediumTravelSchema),
    origin: originSchema,
    meter: meterSchema.optional(),
    quoted: quotedSchema.optional(),
    /** The model id that was agreed to be sent; absent in journals from before. */
    sentModel: z.string().max(200).optional(),
  }),
  event('submitting', { model: z.string().max(200), body: jsonObject }),
  event('accepted', { requestId }),
  /** Nothing was created: back to claimed, to be sent again when the reason to wait is over. */
  event('returned', { waiting: waitingSchema }),
  event('rejected', { failure: failureSchema }),
  /** Nobody knows what the service did. */
  event('unclear', { failure: failureSchema }),
  event('moved', { to: z.enum(['in_queue', 'in_progress']) }),
  event('cancel_asked', {}),
  /** The service did not cancel; polling tells where the request really stands. */
  event('cancel_refused', {}),
  event('cancelled', {}),
  /** A person no longer wants the service to be asked about it: what becomes of it is not known here until they do again. */
  event('watch_stopped', {}),
  event('watched_again', {}),
  /** The result's addresses: the first time, and whenever they were read again. */
  event('addressed', {
    addresses: z.array(outputAddressSchema),
    refused: z.array(refusedOutputSchema).optional(),
    cost,
    /** The first time: how long it took, as far as that can be told. Absent in journals from before. */
    took: tookSchema.optional(),
  }),
  event('stored', { outputs: z.array(outputSchema).min(1), missing: z.array(missingOutputSchema).min(1).optional() }),
  /** Outputs that were missing, and are stored now. */
  event('came_late', { outputs: z.array(outputSchema).min(1) }),
  event('failed', { failure: failureSchema, cost }),
  event('lost', { failure: failureSchema, cost }),
  /** The doubt by itself, in journals from before. */
  event('doubted', { failure: failureSchema }),
  /** What a person decides; `doubt` is why a request id that the service gave is not believed any more, in the same write. */
  event('attached', { requestId, doubt }),
  event('declared_unsent', { doubt }),
  event('sent_again', { doubt }),
  /** A person deletes files of stored results by hand: written down before they go. */
  event('cleared', { outputs: z.array(outputPlaceSchema).min(1) }),
  /** Those files are gone. */
  event('emptied', { outputs: z.array(outputPlaceSchema).min(1) }),
  /** The file of such a result is here again. */
  event('refetched', { output: outputPlaceSchema }),
  /**
   * A record out of a project file: all its attempts where nothing was known of the job, or the one that made its clip, as
   * the next one after one that ended without a result. `attempt` is the last of them.
   */
  event('imported', {
    service: serviceSchema,
    model: z.string().max(200),
    take: z.int().min(1),
    request: jsonObject,
    media: z.array(mediumTravelSchema),
    origin: originSchema,
    attempts: z.array(attemptSchema).min(1),
  }),
]);
export type DurableEvent = z.infer<typeof durableEventSchema>;

/** What was noticed on the way: shown, never written down. `null` clears. */
export interface Note {
  readonly queuePosition?: number | null;
  readonly trouble?: string | null;
  /** What the service answered to the wish to cancel. */
  readonly cancel?: 'refused' | 'unknown';
  readonly slow?: boolean;
  readonly notFound?: boolean;
  readonly waiting?: Waiting | null;
  readonly pace?: Partial<Pace>;
}
export type PassingEvent =
  | { readonly type: 'noted'; readonly jobKey: string; readonly attempt: number; readonly note: Note }
  | { readonly type: 'agreed'; readonly jobKey: string; readonly attempt: number };

/** Everything that can happen to a job. */
export type JobEvent = DurableEvent | PassingEvent;
