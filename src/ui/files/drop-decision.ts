import { fieldOf } from '../../graph/param-field.ts';
import { mediaTypeOfName } from '../../graph/media-type-of-name.ts';
import type { NodeRegistry } from '../../graph/registry.ts';
import { accepts } from './accepts.ts';

/** What of a dropped file decides what happens with it. */
export interface DroppedFile {
  readonly name: string;
  /** The media type as the system says, or empty. */
  readonly type: string;
}

/** What a dropped file becomes. */
export type DropDecision =
  | { readonly kind: 'open' }
  | { readonly kind: 'node'; readonly type: string; readonly param: string }
  | { readonly kind: 'refused'; readonly reason: string };

const openable: ReadonlySet<string> = new Set(['application/json', 'application/zip', 'application/x-zip-compressed']);

/** Decides about one file: graphs and projects are opened, media become a node whose definition takes such a file. */
export function dropDecision(file: DroppedFile, registry: NodeRegistry): DropDecision {
  if (/\.(json|zip)$/i.test(file.name) || openable.has(file.type)) return { kind: 'open' };
  const type = file.type === '' ? mediaTypeOfName(file.name) : file.type;
  for (const definition of registry.definitions) {
    for (const param of Object.keys(definition.params.shape)) {
      const { control, accept } = fieldOf(definition, param);
      // A list that names no type would take anything: that is no fit to be found by.
      if (control === 'file' && accept !== undefined && accepts(accept, type))
        return { kind: 'node', type: definition.type, param };
    }
  }
  return { kind: 'refused', reason: 'Drop a graph (.json), a project (.zip), or a picture, clip or sound for a node.' };
}
