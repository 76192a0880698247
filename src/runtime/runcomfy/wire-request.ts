import type { JsonObject } from '../../graph/json.ts';

/** The body as it goes over the wire: `tools` only when true, because the later catalogue has no such field. */
export function wireRequest(body: JsonObject): JsonObject {
  if (body.tools === true || !Object.hasOwn(body, 'tools')) return body;
  const { tools: _, ...rest } = body;
  return rest;
}
