import { isJsonObject, type JsonValue } from '../../graph/json.ts';

/** What of a field decides a body that is sent. Texts and examples do not. */
const telling = ['type', 'enum', 'minimum', 'maximum', 'maxItems', 'minItems', 'default'] as const;

/**
 * How the input schema of the service differs from the one Shotgraph was built by, a line each; undefined where what came is
 * no schema. The default of a prompt is an example and does not count.
 */
export function schemaDifferences(own: JsonValue, theirs: JsonValue | undefined): readonly string[] | undefined {
  const [ours, other] = [fieldsOf(own), fieldsOf(theirs)];
  if (ours === undefined || other === undefined) return undefined;
  const names = [...new Set([...Object.keys(ours), ...Object.keys(other)])];
  return names.flatMap((name) => {
    const [mine, yours] = [ours[name], other[name]];
    if (yours === undefined) return [`${name}: the service has no such field`];
    if (mine === undefined) return [`${name}: a field that Shotgraph does not know`];
    return telling.flatMap((key) => {
      const [left, right] = [valueOf(mine, key), valueOf(yours, key)];
      if (left === right || (key === 'default' && name === 'prompt')) return [];
      return [`${name}.${key}: ${right ?? 'nothing'} at the service, ${left ?? 'nothing'} here`];
    });
  });
}

function fieldsOf(schema: JsonValue | undefined): Readonly<Record<string, JsonValue>> | undefined {
  if (schema === undefined || !isJsonObject(schema)) return undefined;
  const { properties } = schema;
  return properties !== undefined && isJsonObject(properties) ? properties : undefined;
}

function valueOf(field: JsonValue, key: string): string | undefined {
  if (!isJsonObject(field) || !Object.hasOwn(field, key)) return undefined;
  return JSON.stringify(field[key])?.slice(0, 200);
}
