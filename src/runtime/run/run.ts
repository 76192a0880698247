import { z } from 'zod';
import type { JobKey } from '../../graph/keys.ts';
import type { JobRecord } from '../wire/job-record.ts';
import type { AttemptName } from '../wire/messages.ts';
import { sha256Schema } from '../../graph/media-ref.ts';
import { type Quoted, quotedSchema } from '../../graph/price-source.ts';
import { serviceSchema } from '../../graph/service.ts';
import { runDocumentSchema } from './run-document.ts';
import { runPartSchema } from './run-part.ts';

/** Milliseconds since 1970, by the browser's clock. */
const instant = z.number();
const node = z.string();

const problemSchema = z.strictObject({
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  place: z.strictObject({
    node: node.exactOptional(),
    input: z.string().exactOptional(),
    param: z.string().exactOptional(),
    line: z.int().exactOptional(),
    column: z.int().exactOptional(),
    path: z.string().exactOptional(),
  }),
  reason: z.string(),
  remedy: z.string(),
});

/** How far a step came. Jobs tell their own progress; this is what the Run knows besides. */
export const stepProgressSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('reused') }),
  z.strictObject({ status: z.literal('running'), since: instant }),
  z.strictObject({ status: z.literal('succeeded'), at: instant }),
  z.strictObject({ status: z.literal('failed'), at: instant, problem: problemSchema }),
  /** Not run, because a step before it failed or cannot run. */
  z.strictObject({ status: z.literal('skipped'), because: node }),
]);
export type StepProgress = z.infer<typeof stepProgressSchema>;

/**
 * Why a Run stands still. `token`, `credit`, `person`: a job waits for that; `network`: the gateway does not answer;
 * `hour`: nobody was here for an hour (M11); `agreement`: something would have to be bought that was not agreed (M14).
 */
export const pauseReasons = ['token', 'credit', 'person', 'network', 'hour', 'agreement'] as const;
export type PauseReason = (typeof pauseReasons)[number];

export const runStateSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('running') }),
  z.strictObject({
    kind: z.literal('paused'),
    why: z.enum(pauseReasons),
    since: instant,
    /** Steps that go on all the same. */
    goingOn: z.int().min(0),
  }),
  z.strictObject({
    kind: z.literal('ended'),
    outcome: z.enum(['succeeded', 'failed', 'cancelled']),
    at: instant,
    /** After a cancel: jobs that could not be cancelled any more, and go on without the Run. */
    goingOn: z.array(sha256Schema),
  }),
]);
export type RunState = z.infer<typeof runStateSchema>;

/** One press of Rehearse, or one agreed press of Run: durable before its first claim. */
export const runSchema = z.strictObject({
  schema: z.literal(1),
  id: z.string().min(1).max(64),
  /** Which graph of this browser it belongs to: the id of its draft. */
  graph: z.string().max(200),
  service: serviceSchema,
  document: runDocumentSchema,
  /** Where it is of a part of its graph alone: `document` is narrowed to that. */
  part: runPartSchema.exactOptional(),
  /** Hash of what was agreed. */
  fingerprint: sha256Schema,
  /** Nothing outside of these pairs is ever put (M11, M14). */
  agreed: z.array(
    z.strictObject({
      jobKey: sha256Schema,
      attempt: z.int().min(1),
      /** What it was quoted at, where a price was known. */
      quoted: quotedSchema.exactOptional(),
      /** The model id that is sent; absent in Runs from before, and in rehearsals. */
      sentModel: z.string().max(200).exactOptional(),
    }),
  ),
  consents: z.strictObject({ inlineMedia: z.boolean() }),
  /** The JobKey or CacheKey that each node had when the Run began. */
  keys: z.record(node, sha256Schema),
  startedAt: instant,
  /** When it was last driven; an hour later it asks before it goes on. */
  touchedAt: instant,
  cancelRequested: z.boolean(),
  state: runStateSchema,
  steps: z.record(node, stepProgressSchema),
});
export type Run = z.infer<typeof runSchema>;

/** Past this long without being driven a Run asks before it goes on (M11), in milliseconds. */
export const awayLimitMs = 3_600_000;

/**
 * The attempt that an agreement to an earlier one covers by now: an attempt is abandoned only by a person's "send again", which
 * agrees to the next one (M4).
 */
export function coveredAttempt(agreed: number, record: Pick<JobRecord, 'attempts'> | undefined): number {
  let covered = agreed;
  while (record?.attempts[covered - 1]?.status === 'abandoned') covered += 1;
  return covered;
}

/** All attempts that the agreement of a Run covers by now. */
export function coveredAttempts(run: Pick<Run, 'agreed'>, records: ReadonlyMap<JobKey, JobRecord>): AttemptName[] {
  return run.agreed.map(({ jobKey, attempt }) => ({ jobKey, attempt: coveredAttempt(attempt, records.get(jobKey)) }));
}

/** The attempt of a job that was agreed, or undefined. */
export function agreedAttempt(run: Pick<Run, 'agreed'>, jobKey: JobKey): number | undefined {
  return run.agreed.find((pair) => pair.jobKey === jobKey)?.attempt;
}

/** What was agreed about the attempt of a job: at what it was quoted, and as which model it is sent, where that is known. */
export function agreementOn(
  run: Pick<Run, 'agreed'>,
  jobKey: JobKey,
): { readonly quoted: Quoted | undefined; readonly sentModel: string | undefined } {
  const { quoted, sentModel } = run.agreed.find((pair) => pair.jobKey === jobKey) ?? {};
  return { quoted, sentModel };
}
