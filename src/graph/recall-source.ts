import type { AnyNodeDefinition } from './definition.ts';
import type { JsonObject } from './json.ts';
import type { LocalFile } from './local-file.ts';
import type { BytesRef, UrlRef } from './media-ref.ts';
import { paramPlaying } from './param-field.ts';
import type { NodeRegistry } from './registry.ts';

/** A node that gives a value by itself: which kind, its params, and where the value leaves. */
export interface RecalledSource {
  readonly definition: AnyNodeDefinition;
  readonly params: JsonObject;
  readonly output: string;
  readonly title?: string;
}

/** The node that says a text. */
export function sourceOfText(registry: NodeRegistry, text: string): RecalledSource | undefined {
  return first(registry, 'TEXT', ({ faceParam }) => (faceParam === undefined ? undefined : { [faceParam]: text }));
}

/** The node that holds a picked file or a typed address, for a socket of a type; `name` is what the person called it. */
export function sourceOfMedium(
  registry: NodeRegistry,
  ref: UrlRef | BytesRef,
  socket: string,
  fileOf: (sha256: string) => LocalFile | undefined,
  name?: string,
): RecalledSource | undefined {
  if ('url' in ref) {
    const found = first(registry, socket, (definition) => {
      const param = paramPlaying(definition, 'address');
      return param === undefined ? undefined : { [param]: ref.url };
    });
    return found && (name === undefined ? found : { ...found, title: name });
  }
  const file = fileOf(ref.sha256);
  const found =
    file &&
    first(registry, socket, (definition) => {
      const param = paramPlaying(definition, 'file');
      return param === undefined ? undefined : { [param]: { ...file } };
    });
  return found && file && { ...found, title: name ?? file.name.replace(/\.[^.]*$/, '') };
}

function first(
  registry: NodeRegistry,
  socket: string,
  paramsOf: (definition: AnyNodeDefinition) => JsonObject | undefined,
): RecalledSource | undefined {
  for (const definition of registry.definitions) {
    if (definition.work.kind !== 'value') continue;
    const output = Object.entries(definition.outputs).find(([, spec]) => spec.socket === socket)?.[0];
    const params = output === undefined ? undefined : paramsOf(definition);
    if (output !== undefined && params) return { definition, params, output };
  }
  return undefined;
}
