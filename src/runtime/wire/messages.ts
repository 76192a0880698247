import { z } from 'zod';
import { sha256Schema } from '../../graph/media-ref.ts';
import { meterSchema } from '../../graph/meter.ts';
import { likenessSchema, pastCostsSchema } from '../../graph/past-cost.ts';
import { quotedSchema } from '../../graph/price-source.ts';
import { ratedSchema, rateSchema } from '../../graph/rate.ts';
import { serviceSchema } from '../../graph/service.ts';
import { jobGroups } from './job-group.ts';
import { jobRecordSchema, mediumTravelSchema, originSchema, requestIdPattern } from './job-record.ts';

const modelId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*){0,5}$/);

/** `PUT /api/jobs/{jobKey}`: create or join. The key is recomputed from service, model, request and take (SEC13). */
export const jobOrderSchema = z.strictObject({
  service: serviceSchema,
  model: modelId,
  /** The id that was agreed to be sent for it, whatever is accepted by the time it leaves; absent in Runs from before. */
  sentModel: modelId.optional(),
  request: z.record(z.string(), z.json()),
  take: z.int().min(1).max(10_000),
  /** The attempt that was agreed: the present one joins, the next one is made only after one that ended without a result. */
  attempt: z.int().min(1).max(10_000),
  media: z.array(mediumTravelSchema).max(64),
  origin: originSchema,
  meter: meterSchema.optional(),
  /** What the person agreed to pay for it, where a price was known. */
  quoted: quotedSchema.optional(),
});
export type JobOrder = z.infer<typeof jobOrderSchema>;

/** `POST /api/jobs/known`: keys → records that exist, with the sequence number they are true for. */
export const knownRequestSchema = z.strictObject({ keys: z.array(sha256Schema).max(20_000) });
export const jobListSchema = z.strictObject({
  seq: z.int().min(0),
  jobs: z.array(jobRecordSchema),
  /** Of a searched page: how many match in all. */
  total: z.int().min(0).optional(),
  /** Of a searched page: the graphs that any job is of, the latest first. */
  graphs: z.array(z.string().min(1).max(200)).max(500).optional(),
});
export type JobList = z.infer<typeof jobListSchema>;

/** `GET /api/jobs`, without `after`: a part of the history, newest claim first. */
export const historyPageSchema = z.strictObject({
  /** In prompt, title, graph or request ids, or the beginning of a JobKey. */
  search: z.string().max(200).optional(),
  /** Rehearsed, or paid for at whatever service. */
  service: z.enum(['sandbox', 'live']).optional(),
  group: z.enum(jobGroups).optional(),
  graph: z.string().min(1).max(200).optional(),
  /** `seq` of an earlier answer: what was claimed since moves no page. */
  asOf: z.int().min(0).optional(),
  offset: z.int().min(0),
  limit: z.int().min(1).max(500),
});
export type HistoryPage = z.infer<typeof historyPageSchema>;

/** The attempt that a person saw: a later one is not decided about by an old click. */
const seenAttempt = z.int().min(1).optional();

/** `POST /api/jobs/{jobKey}/cancel`. */
export const cancelSchema = z.strictObject({ attempt: seenAttempt });

/** `POST /api/jobs/{jobKey}/resolve`: a person's way out where nobody knows what became of a job (M4). */
export const resolutionSchema = z.discriminatedUnion('decision', [
  z.strictObject({
    decision: z.literal('attach'),
    attempt: seenAttempt,
    requestId: z.string().regex(requestIdPattern),
  }),
  z.strictObject({ decision: z.literal('not_sent'), attempt: seenAttempt }),
  z.strictObject({ decision: z.literal('send_again'), attempt: seenAttempt }),
]);
export type Resolution = z.infer<typeof resolutionSchema>;

/** `POST /api/jobs/{jobKey}/watch`: whether the service is asked about a job that it accepted (J06). */
export const watchingSchema = z.strictObject({ watched: z.boolean() });

/** One attempt of a job. */
export const attemptNameSchema = z.strictObject({ jobKey: sha256Schema, attempt: z.int().min(1) });
export type AttemptName = z.infer<typeof attemptNameSchema>;

/**
 * `POST /api/services/{service}/continue`: which attempts may leave from now on, and whether a person also lifts the spend
 * guard that holds them back (SEC12). An agreement covers what it names: what else waits goes on waiting (M14).
 */
export const continueSchema = z.strictObject({
  spendGuard: z.boolean(),
  jobs: z.array(attemptNameSchema).min(1).max(20_000),
});
export type Continue = z.infer<typeof continueSchema>;

/** What goes on waiting for a Continue of its own, with the titles of its nodes. */
export const continuedSchema = z.strictObject({
  waiting: z.array(attemptNameSchema.extend({ title: z.string().max(200) })),
});
export type Continued = z.infer<typeof continuedSchema>;

/** So many rates are remembered at most. */
export const maxRates = 200;

/** `GET /api/settings`: consents, remembered by the owner. */
export const settingsSchema = z.strictObject({
  /** Model as written → the id to send instead, agreed after a definite "no such model". */
  acceptedModels: z.record(z.string(), z.string()),
  /** Whether a person agreed that local media go inline to a live service. */
  inlineMedia: z.boolean(),
  /** What one second costs, as a person typed it. */
  rates: z.array(rateSchema).max(maxRates).optional(),
  /** More generations than this in one run are agreed to by typing their number (U09); 20 where nobody chose. */
  typedAbove: z.int().min(0).max(10_000).optional(),
});
export type Settings = z.infer<typeof settingsSchema>;

/**
 * `PUT /api/settings`: what changes, and nothing else, so that two windows never take back each other's change. Models and
 * rates are named one by one; a rate without a price is taken away.
 */
export const settingsChangeSchema = settingsSchema
  .extend({ rates: z.array(z.union([rateSchema, ratedSchema])).max(maxRates) })
  .partial();
export type SettingsChange = z.infer<typeof settingsChangeSchema>;

/** `POST /api/services/{service}/costs`: what generations of these kinds cost last. */
export const costsRequestSchema = z.strictObject({ kinds: z.array(likenessSchema).max(2_000) });
/** How the last quotes stood to the bill: their number, and both sums in US dollars. */
export const accuracySchema = z.strictObject({
  quotes: z.int().min(0),
  quotedUsd: z.number().min(0),
  costUsd: z.number().min(0),
});
export type Accuracy = z.infer<typeof accuracySchema>;
/** One entry for each kind, in the order in which they were asked for. */
export const costsSchema = z.strictObject({ costs: z.array(pastCostsSchema), accuracy: accuracySchema });
export type Costs = z.infer<typeof costsSchema>;

/** `GET /api/health`. */
export const healthSchema = z.strictObject({
  version: z.string(),
  /** Where records of the journal could not be read: how many, and the file that still holds them (faults.md S14). */
  damage: z.strictObject({ setAside: z.int().min(1), file: z.string() }).optional(),
  services: z.strictObject({
    sandbox: z.strictObject({ service: z.literal('sandbox') }),
    live: z.strictObject({
      service: serviceSchema,
      token: z.enum(['none', 'unchecked', 'valid', 'refused']),
      /** Whether the default model exists there, where that was asked. */
      model: z.enum(['unknown', 'exists', 'missing']),
    }),
  }),
});
export type Health = z.infer<typeof healthSchema>;

/** `GET /api/models/{service}/{model}`: what the catalogue says, or that it says nothing. */
export const catalogueEntrySchema = z.object({
  display_name: z.string().optional(),
  base_price_usd: z.number().optional(),
  price_unit: z.string().optional(),
  pricing_note: z.string().optional(),
});
export type CatalogueEntry = z.infer<typeof catalogueEntrySchema>;

/** Every refusal of the gateway: a code, and sentences a person can act on. */
export const refusalSchema = z.strictObject({ code: z.string(), reason: z.string(), remedy: z.string().optional() });
export type Refusal = z.infer<typeof refusalSchema>;
