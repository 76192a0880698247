import type { z } from 'zod';
import type { AnyNodeDefinition } from '../../graph/definition.ts';
import { type GraphNode, ownParam } from '../../graph/document.ts';
import type { JsonValue } from '../../graph/json.ts';
import { fieldOf, type ParamField } from '../../graph/param-field.ts';

/** How a param is edited: the control that its definition asks for, where its schema can carry it. */
export type FieldControl = NonNullable<ParamField['control']>;

/** One param of a node as a form draws it. */
export interface FieldModel {
  readonly param: string;
  readonly words: ParamField;
  readonly control: FieldControl;
  /** What a choice offers. */
  readonly options: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly step: number;
  readonly maxLength?: number;
  /** As written in the document, or the default; undefined where there is neither. */
  readonly value: JsonValue | undefined;
  readonly fallback: JsonValue | undefined;
  /** Written in the document, and something else than the default. */
  readonly changed: boolean;
}

/** What zod 4 tells of a schema, as far as a form needs it. */
interface SchemaView {
  readonly def: { readonly type: string; readonly innerType?: unknown; readonly defaultValue?: unknown };
  readonly options?: readonly unknown[];
  readonly minValue?: number | null;
  readonly maxValue?: number | null;
  readonly maxLength?: number | null;
  readonly isInt?: boolean;
}

/** The fields of a node's form, in the order of its definition. */
export function fieldModels(definition: AnyNodeDefinition, node: GraphNode): readonly FieldModel[] {
  return Object.entries(definition.params.shape).map(([param, schema]) =>
    fieldModel(definition, node, param, schema as z.ZodType),
  );
}

function fieldModel(definition: AnyNodeDefinition, node: GraphNode, param: string, schema: z.ZodType): FieldModel {
  const words = fieldOf(definition, param);
  const { core, fallback } = unwrap(schema);
  const options = (core.options ?? []).filter((option) => typeof option === 'string');
  const [min, max] = [bound(core.minValue), bound(core.maxValue)];
  const written = ownParam(node.params, param);
  const value = written === undefined ? fallback : written;
  return {
    param,
    words,
    control: controlOf(words, core, { options, min, max }),
    options,
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(core.maxLength == null ? {} : { maxLength: core.maxLength }),
    step: words.step ?? (core.def.type === 'number' && !core.isInt ? 0.1 : 1),
    value,
    fallback,
    changed: written !== undefined && JSON.stringify(written) !== JSON.stringify(fallback),
  };
}

/** Goes through defaults and optionals to what holds the value. */
function unwrap(schema: z.ZodType): { readonly core: SchemaView; readonly fallback: JsonValue | undefined } {
  let core = schema as unknown as SchemaView;
  let fallback: JsonValue | undefined;
  while (core.def.innerType) {
    if (core.def.type === 'default' && fallback === undefined) fallback = core.def.defaultValue as JsonValue;
    core = core.def.innerType as SchemaView;
  }
  return { core, fallback };
}

/** A limit that somebody set; those of the number format itself are none. */
function bound(limit: number | null | undefined): number | undefined {
  return limit == null || Math.abs(limit) >= Number.MAX_SAFE_INTEGER ? undefined : limit;
}

function controlOf(
  words: ParamField,
  core: SchemaView,
  { options, min, max }: { options: readonly string[]; min: number | undefined; max: number | undefined },
): FieldControl {
  if (words.control === 'slider' && (min === undefined || max === undefined)) return 'number';
  if (words.control) return words.control;
  switch (core.def.type) {
    case 'enum':
      return options.length <= 4 && options.every((option) => option.length <= 8) ? 'segments' : 'select';
    case 'boolean':
      return 'switch';
    case 'number':
      return min !== undefined && max !== undefined && max - min <= 100 ? 'slider' : 'number';
    default:
      return 'text';
  }
}
