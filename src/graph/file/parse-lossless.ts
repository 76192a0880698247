import { LosslessNumber, parse, stringify } from 'lossless-json';
import { boundedText } from './bounded-text.ts';
import type { LosslessValue } from './lossless-json.ts';
import { type Opened, refuse } from './refusal.ts';
import { textPlace } from './text-place.ts';

/** Parses JSON with numbers by their text. Expects a text that `scanJson` let through: the parser recurses. */
export function parseLossless(text: string): Opened<LosslessValue> {
  try {
    return { ok: true, value: parse(text, undefined, { parseNumber, onDuplicateKey }) as LosslessValue };
  } catch (error) {
    if (error instanceof DuplicateKey)
      return refuse(
        'file-duplicate-key',
        `The key “${boundedText(error.key)}” stands twice in one object, with different values.`,
        'Delete one of the two.',
        textPlace(text, error.offset),
      );
    if (!(error instanceof SyntaxError)) throw error;
    return refuse('file-not-json', `This file is not JSON: ${reasonOf(error)}.`, 'Choose a workflow saved as JSON.', {
      ...textPlace(text, offsetOf(error)),
    });
  }
}

/** JSON text with two spaces of indentation and a line feed at the end. */
export function stringifyLossless(value: LosslessValue): string {
  return `${stringify(value, null, 2)}\n`;
}

function parseNumber(text: string): number | LosslessNumber {
  const number = Number(text);
  return String(number) === text ? number : new LosslessNumber(text);
}

class DuplicateKey extends Error {
  override readonly name = 'DuplicateKey';
  constructor(
    readonly key: string,
    readonly offset: number,
  ) {
    super('duplicate key');
  }
}

function onDuplicateKey({ key, position }: { key: string; position: number }): never {
  // The parser counts from behind the quote.
  throw new DuplicateKey(key, position - 1);
}

/** The library tells the offset only at the end of its message; a test holds that. */
function offsetOf(error: SyntaxError): number {
  return Number(/ at position (\d+)$/.exec(error.message)?.[1] ?? 0);
}

function reasonOf(error: SyntaxError): string {
  return boundedText(
    error.message.replace(/ at position \d+$/, '').replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase()),
  );
}
