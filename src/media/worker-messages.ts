import { z } from 'zod';
import type { JsonObject } from '../graph/json.ts';
import { MediaError, type MediaErrorReason } from './media-error.ts';
import { UnequalClipsError } from './unequal-clips-error.ts';

const reasons: Record<MediaErrorReason, true> = {
  'no-clips': true,
  'clip-unreadable': true,
  'clip-without-video': true,
  'no-decoder': true,
  'bad-output': true,
  'worker-failed': true,
};
const params: z.ZodType<JsonObject> = z.record(z.string(), z.json());
const anyBytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const ownBytes = z.custom<Uint8Array<ArrayBuffer>>(
  (value) => value instanceof Uint8Array && value.buffer instanceof ArrayBuffer,
);

/** What the page asks of the Worker. */
export const requestSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('run'),
    id: z.int(),
    operation: z.string(),
    inputs: z.array(z.object({ name: z.string(), bytes: anyBytes })).readonly(),
    params,
  }),
  z.object({ type: z.literal('abort'), id: z.int() }),
]);

const failureSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unequal'), clip: z.string(), difference: z.string() }),
  z.object({
    kind: z.literal('media'),
    reason: z.custom<MediaErrorReason>((value) => typeof value === 'string' && Object.hasOwn(reasons, value)),
    message: z.string(),
  }),
  z.object({ kind: z.literal('other'), message: z.string() }),
]);

/** What the Worker answers. */
export const answerSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('done'),
    id: z.int(),
    result: z.object({ bytes: ownBytes, mediaType: z.string(), duration: z.number().optional() }),
  }),
  z.object({ type: z.literal('failed'), id: z.int(), failure: failureSchema }),
]);

export type WorkerRequest = z.infer<typeof requestSchema>;
export type WorkerAnswer = z.infer<typeof answerSchema>;
export type WorkerFailure = z.infer<typeof failureSchema>;

/** An error as data, for the way between threads: structured clones lose the class and the fields of errors. */
export function failureOf(error: unknown): WorkerFailure {
  if (error instanceof UnequalClipsError) return { kind: 'unequal', ...error.unequal };
  if (error instanceof MediaError) return { kind: 'media', reason: error.reason, message: error.message };
  return { kind: 'other', message: error instanceof Error ? error.message : String(error) };
}

/** The error again, on the other side. */
export function errorOf(failure: WorkerFailure): Error {
  switch (failure.kind) {
    case 'unequal':
      return new UnequalClipsError({ clip: failure.clip, difference: failure.difference });
    case 'media':
      return new MediaError(failure.reason, failure.message);
    case 'other':
      return new Error(failure.message);
  }
}
