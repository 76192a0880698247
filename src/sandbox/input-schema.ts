import { z } from 'zod';
import { isJsonObject, type JsonObject, type JsonValue } from '../graph/json.ts';

const about = { title: z.string().optional(), description: z.string().optional(), default: z.json().optional() };
/** `image_uri`, `video_uri` and `audio_uri` are RunComfy's own names for an address of that kind of medium. */
const format = z.enum(['image_uri', 'video_uri', 'audio_uri']);

const propertySchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('string'),
    ...about,
    enum: z.array(z.string()).optional(),
    format: format.optional(),
  }),
  z.strictObject({
    type: z.literal('integer'),
    ...about,
    minimum: z.number().optional(),
    maximum: z.number().optional(),
  }),
  z.strictObject({ type: z.literal('boolean'), ...about }),
  z.strictObject({
    type: z.literal('array'),
    ...about,
    items: z.strictObject({ type: z.literal('string'), format: format.optional() }),
    maxItems: z.int().optional(),
  }),
]);
type Property = z.infer<typeof propertySchema>;

/** The part of JSON Schema that RunComfy's input schemas use. An unknown keyword does not parse, so none is ignored. */
export const inputSchemaSchema = z.strictObject({
  type: z.literal('object'),
  title: z.string().optional(),
  required: z.array(z.string()),
  properties: z.record(z.string(), propertySchema),
});
export type InputSchema = z.infer<typeof inputSchemaSchema>;

/** One thing wrong with a body, as a 422 answer lists it (facts/runcomfy-api.md, Errors). */
export interface InputIssue {
  readonly loc: readonly (string | number)[];
  readonly msg: string;
}

/** Everything wrong with a body; empty when it is valid. Fields the schema does not name are tolerated. */
export function inputIssues(schema: InputSchema, body: JsonValue): InputIssue[] {
  if (!isJsonObject(body)) return [{ loc: ['body'], msg: 'value is not a valid object' }];
  const missing = schema.required
    .filter((name) => !Object.hasOwn(body, name))
    .map((name) => ({ loc: ['body', name], msg: 'field required' }));
  const wrong = Object.entries(schema.properties).flatMap(([name, property]) => {
    const value = Object.hasOwn(body, name) ? body[name] : undefined;
    return value === undefined ? [] : valueIssues(property, value, ['body', name]);
  });
  return [...missing, ...wrong];
}

/** The body with the schema's defaults for absent optional fields, and without fields the schema does not name. */
export function withDefaults(schema: InputSchema, body: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(schema.properties).flatMap(([name, property]) => {
      const value = Object.hasOwn(body, name) ? body[name] : property.default;
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function valueIssues(property: Property, value: JsonValue, loc: InputIssue['loc']): InputIssue[] {
  const issue = (msg: string): InputIssue[] => [{ loc, msg }];
  switch (property.type) {
    case 'boolean':
      return typeof value === 'boolean' ? [] : issue('value is not a valid boolean');
    case 'integer':
      if (typeof value !== 'number' || !Number.isInteger(value)) return issue('value is not a valid integer');
      if (property.minimum !== undefined && value < property.minimum) {
        return issue(`ensure this value is greater than or equal to ${property.minimum}`);
      }
      if (property.maximum !== undefined && value > property.maximum) {
        return issue(`ensure this value is less than or equal to ${property.maximum}`);
      }
      return [];
    case 'string':
      if (typeof value !== 'string') return issue('value is not a valid string');
      if (property.enum !== undefined && !property.enum.includes(value)) {
        return issue(`value is not one of: ${property.enum.join(', ')}`);
      }
      return property.format === undefined || isMediaAddress(value) ? [] : issue(notAnAddress);
    case 'array':
      if (!isList(value)) return issue('value is not a valid list');
      if (property.maxItems !== undefined && value.length > property.maxItems) {
        return issue(`ensure this value has at most ${property.maxItems} items`);
      }
      return value.flatMap((item, n) => valueIssues(property.items, item, [...loc, n]));
  }
}

const notAnAddress = 'value is not a valid URL';

/** The sandbox takes public addresses and data: URLs alike, and fetches neither. */
function isMediaAddress(text: string): boolean {
  if (text.startsWith('data:')) return text.includes(',');
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}

/** Array.isArray does not narrow a readonly array out of a union. */
function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
