import { hashJson } from '../graph/hash.ts';
import type { JsonValue } from '../graph/json.ts';

/** The hash of a body; undefined for one that no canonical text can be made of: numbers beyond JSON's, or too deep a nesting. */
export function bodyHashOf(body: JsonValue): string | undefined {
  try {
    return hashJson(body);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
