import type { AnyNodeDefinition } from '../../graph/definition.ts';
import { type GraphNode, ownParam } from '../../graph/document.ts';
import { isJsonObject, type JsonValue } from '../../graph/json.ts';
import { type ParamField, fieldOf, paramPlaying } from '../../graph/param-field.ts';

/** The value of the param that a face edits: as written, else the definition's default. */
export function faceValue(definition: AnyNodeDefinition, node: GraphNode): JsonValue | undefined {
  const { faceParam } = definition;
  if (faceParam === undefined) return undefined;
  const written = ownParam(node.params, faceParam);
  if (written !== undefined) return written;
  if (!Object.hasOwn(definition.params.shape, faceParam)) return undefined;
  const parsed = definition.params.shape[faceParam]?.safeParse(undefined);
  return parsed?.success ? (parsed.data as JsonValue | undefined) : undefined;
}

/** The form's words of the param that a face edits. */
export function faceField(definition: AnyNodeDefinition): ParamField | undefined {
  return definition.faceParam === undefined ? undefined : fieldOf(definition, definition.faceParam);
}

/** The form's words of the param that takes a file, where the node has one. */
export function fileField(definition: AnyNodeDefinition): ParamField | undefined {
  const param = paramPlaying(definition, 'file');
  return param === undefined ? undefined : fieldOf(definition, param);
}

/** What to call the file or the address that a node names as its medium; undefined where it names none. */
export function mediumName(definition: AnyNodeDefinition, node: GraphNode): string | undefined {
  const values = Object.keys(definition.params.shape).map((param) => ownParam(node.params, param));
  const files = values.flatMap((value) => (isJsonObject(value) && typeof value.name === 'string' ? [value.name] : []));
  const addresses = values.flatMap((value) =>
    typeof value === 'string' && URL.canParse(value) ? [new URL(value)] : [],
  );
  const [file] = files;
  const [address] = addresses;
  return file ?? (address && (address.pathname.split('/').at(-1) || address.host));
}
