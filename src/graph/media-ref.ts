import { z } from 'zod';
import { hashPattern } from './hash.ts';
import type { JsonObject, JsonValue } from './json.ts';

/** SHA-256 of bytes, 64 hex digits. */
export const sha256Schema = z.string().regex(hashPattern);

/** What a job can make. The service returns sounds only inside clips. */
export const outputKinds = ['video', 'image'] as const;
export type OutputKind = (typeof outputKinds)[number];

/**
 * A picture, clip or sound by its provenance, so that every key is known before anything ran: a typed address, local bytes
 * by their hash, the n-th output of a job (n from 0 within its kind), or an operation over other media.
 */
export type MediaRef = UrlRef | BytesRef | JobOutputRef | OperationRef;
export type UrlRef = { readonly url: string };
export type BytesRef = { readonly sha256: string };
export type JobOutputRef = { readonly jobKey: string; readonly kind: OutputKind; readonly n: number };
export type OperationRef = {
  readonly op: string;
  readonly version: number;
  readonly params: JsonObject;
  readonly of: readonly MediaRef[];
};

const jsonObjectSchema: z.ZodType<JsonObject> = z.record(z.string(), z.json()) as z.ZodType<JsonObject>;

/** The door for a MediaRef that comes from outside: exactly one of the four forms, nothing besides. */
export const mediaRefSchema: z.ZodType<MediaRef> = z.lazy(() =>
  z.union([
    z.strictObject({ url: z.string().max(8192) }),
    z.strictObject({ sha256: sha256Schema }),
    z.strictObject({ jobKey: sha256Schema, kind: z.enum(outputKinds), n: z.int().min(0).max(99) }),
    z.strictObject({
      op: z.string().max(64),
      version: z.int().min(1),
      params: jsonObjectSchema,
      of: z.array(mediaRefSchema).max(1000),
    }),
  ]),
);

/** A medium in a request's body: `{"$ref": MediaRef}`, replaced by an address or a data: URL on the wire. */
export type MediaMember = { readonly $ref: MediaRef };
export const mediaMemberSchema: z.ZodType<MediaMember> = z.strictObject({ $ref: mediaRefSchema });

/** Whether a value in a request's body stands for a medium. */
export function isMediaMember(value: JsonValue | MediaMember | undefined): value is MediaMember & JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && '$ref' in value;
}

/** Every job whose output a medium is made from, once each, in order of appearance. */
export function jobsBehind(ref: MediaRef): readonly JobOutputRef[] {
  if ('jobKey' in ref) return [ref];
  if ('op' in ref) return ref.of.flatMap(jobsBehind);
  return [];
}

/** A MediaRef as plain JSON, for keys and records. */
export function mediaRefJson(ref: MediaRef): JsonObject {
  return ref as JsonObject;
}
