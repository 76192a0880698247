import { canonicalJson } from './canonical-json.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './json.ts';
import { isMediaMember, mediaRefJson, mediaMemberSchema, type MediaRef } from './media-ref.ts';

/** Something in a request stands where a medium would but is none. */
export class NotAMedium extends Error {
  override readonly name = 'NotAMedium';
}

/** A name for a medium by which equal ones are found, however their keys are ordered. */
export function mediumName(ref: MediaRef): string {
  return canonicalJson(mediaRefJson(ref));
}

/** Every medium in a request's body, once each, in order of appearance. */
export function mediaIn(request: JsonObject): readonly MediaRef[] {
  const found = new Map<string, MediaRef>();
  walk(request, (ref) => {
    found.set(mediumName(ref), ref);
    return null;
  });
  return [...found.values()];
}

/** The body with every medium replaced. */
export function replaceMedia(request: JsonObject, replace: (ref: MediaRef) => JsonValue): JsonObject {
  return walk(request, replace) as JsonObject;
}

function walk(value: JsonValue, replace: (ref: MediaRef) => JsonValue): JsonValue {
  if (isMediaMember(value)) {
    const member = mediaMemberSchema.safeParse(value);
    if (!member.success) throw new NotAMedium('A "$ref" in the request is not a medium.');
    return replace(member.data.$ref);
  }
  if (Array.isArray(value)) return value.map((item: JsonValue) => walk(item, replace));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, replace)]));
}
