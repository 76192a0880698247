import { type Opened, refuse } from './refusal.ts';
import { textPlace } from './text-place.ts';

/** The deepest nesting of a graph file. Workflows with subgraphs stay below 20; the parser behind recurses. */
export const maxDepth = 200;

const bannedKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const [quote, backslash, colon] = [0x22, 0x5c, 0x3a];

/**
 * One pass over a text before anything is built from it: refuses nesting beyond `maxDepth` (G03) and keys that could reach
 * a prototype, also when written with escapes (G09). Says nothing about whether the text is JSON.
 */
export function scanJson(text: string): Opened<string> {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      const end = endOfString(text, at);
      if (isKey(text, end + 1) && isBanned(text.slice(at, end + 1)))
        return refuse(
          'file-banned-key',
          'This file holds a key that could change how the program itself works (__proto__, constructor or prototype).',
          'Delete that key if you trust the rest of the file.',
          textPlace(text, at),
        );
      at = end;
    } else if (code === 0x7b || code === 0x5b) {
      if (++depth > maxDepth)
        return refuse(
          'file-too-deep',
          `This file nests lists and objects more than ${maxDepth} deep, which no workflow does.`,
          'Open another file.',
          textPlace(text, at),
        );
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
  return { ok: true, value: text };
}

/** The offset of the closing quote, or the text's length where it is missing. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === backslash) at++;
    else if (code === quote) return at;
  }
  return text.length;
}

function isKey(text: string, after: number): boolean {
  let at = after;
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at++;
  return text.charCodeAt(at) === colon;
}

/** The longest banned key has 11 characters, and an escape takes at most 6 for one. */
function isBanned(written: string): boolean {
  if (written.length > 11 * 6 + 2) return false;
  const key = written
    .slice(1, -1)
    .replace(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return bannedKeys.has(key);
}
