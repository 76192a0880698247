import type { AnyNodeDefinition } from '../../graph/definition.ts';
import type { GraphNode } from '../../graph/document.ts';
import { isJsonObject, type JsonValue } from '../../graph/json.ts';
import { type ParamField, fieldOf } from '../../graph/param-field.ts';

/** The value of the param that a face edits or shows: as written, else the definition's default. */
export function faceValue(definition: AnyNodeDefinition, node: GraphNode): JsonValue | undefined {
  const { faceParam } = definition;
  if (faceParam === undefined) return undefined;
  if (Object.hasOwn(node.params, faceParam)) return node.params[faceParam];
  const parsed = definition.params.shape[faceParam]?.safeParse(undefined);
  return parsed?.success ? (parsed.data as JsonValue | undefined) : undefined;
}

/** The form's words of the param that a face shows. */
export function faceField(definition: AnyNodeDefinition): ParamField | undefined {
  return definition.faceParam === undefined ? undefined : fieldOf(definition, definition.faceParam);
}

/** What to call the file or address that a face shows; undefined where there is none. */
export function mediumName(value: JsonValue | undefined): string | undefined {
  if (isJsonObject(value) && typeof value.name === 'string' && value.name !== '') return value.name;
  if (typeof value !== 'string' || value === '') return undefined;
  return URL.canParse(value) ? new URL(value).pathname.split('/').at(-1) || new URL(value).host : value;
}
