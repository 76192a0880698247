import { crc32 } from 'node:zlib';
import { isJsonObject, type JsonObject, type JsonValue } from '../../graph/json.ts';

const linePattern = /^\{"crc":"([0-9a-f]{8})","entry":(.*)\}$/s;

/** One entry as one line of JSON, with the CRC-32 of its text, so that a line cut short or damaged is told. No line break. */
export function encodeJournalLine(entry: JsonObject): string {
  const text = JSON.stringify(entry);
  return `{"crc":"${checksum(text)}","entry":${text}}`;
}

/** The entry of a line; undefined where the line is torn, damaged, or not an object. */
export function decodeJournalLine(line: string): JsonObject | undefined {
  const match = linePattern.exec(line);
  const [, crc, text] = match ?? [];
  if (crc === undefined || text === undefined || checksum(text) !== crc) return undefined;
  try {
    const value = JSON.parse(text) as JsonValue;
    return isJsonObject(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}
