import { hashJson } from './hash.ts';
import type { JsonObject } from './json.ts';
import { mediaRefJson, type OperationRef } from './media-ref.ts';
import type { Service } from './service.ts';

/** The hash that names one thing to be generated. Equal keys are bought once. */
export type JobKey = string;

/** The hash that names the result of a local operation. */
export type CacheKey = string;

/** What decides the result of a generation. */
export interface JobIdentity {
  readonly service: Service;
  /** The model as written in the graph: an accepted new id buys nothing again. */
  readonly model: string;
  /** The body after defaults and `@names`, each medium as `{"$ref": MediaRef}`. */
  readonly request: JsonObject;
  /** From 1. Another take is the way to buy the same inputs again. */
  readonly take: number;
}

/** SHA-256 over service, model as written, body by provenance, and take (design.md, Identity). */
export function jobKeyOf(identity: JobIdentity): JobKey {
  const { service, model, request, take } = identity;
  return hashJson({ service, model, request, take });
}

/** SHA-256 over operation, its version and params, and the provenance of what goes in. */
export function cacheKeyOf(operation: OperationRef): CacheKey {
  return hashJson(mediaRefJson(operation));
}
