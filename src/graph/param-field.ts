import type { z } from 'zod';
import type { AnyNodeDefinition } from './definition.ts';

/** How a param is drawn in a form, and which part it plays for shared code that must not know node types. */
export interface ParamField {
  readonly label: string;
  readonly help?: string;
  readonly unit?: string;
  readonly step?: number;
  readonly placeholder?: string;
  /**
   * `take` and `seed` are also parts: *New take* raises the first, a seed control changes the second.
   * `file` holds a LocalFile or nothing.
   */
  readonly control?:
    | 'text'
    | 'lines'
    | 'select'
    | 'segments'
    | 'slider'
    | 'number'
    | 'switch'
    | 'seed'
    | 'seed-control'
    | 'take'
    | 'file';
  /** `slow-after`: seconds after which a job that is awaited counts as slow. `sound`: whether a clip is made with sound. `address`: where a medium is found on the web. */
  readonly part?: 'slow-after' | 'sound' | 'address';
  /** Media types that a `file` takes, as in an `accept` attribute. */
  readonly accept?: string;
  /** Stands in a folded section. */
  readonly advanced?: boolean;
}

const fieldKey = 'shotgraph';

/** Attaches the form's words to a param's schema. */
export function field<T extends z.ZodType>(schema: T, words: ParamField): T {
  return schema.meta({ [fieldKey]: words });
}

/** The form's words of a param, or a label made from its name. */
export function fieldOf(definition: AnyNodeDefinition, param: string): ParamField {
  const schema = Object.hasOwn(definition.params.shape, param)
    ? (definition.params.shape[param] as z.ZodType)
    : undefined;
  const words = schema?.meta()?.[fieldKey] as ParamField | undefined;
  return words ?? { label: param.replaceAll('_', ' ') };
}

/** The name of the param that plays a part on a node, or undefined. */
export function paramPlaying(
  definition: AnyNodeDefinition,
  part: NonNullable<ParamField['control'] | ParamField['part']>,
): string | undefined {
  return Object.keys(definition.params.shape).find((param) => {
    const { control, part: named } = fieldOf(definition, param);
    return control === part || named === part;
  });
}
