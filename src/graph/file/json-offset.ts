/** Where the value at a path begins in a JSON text, in UTF-16 units; of what is not there, the place that should hold it. */
export function jsonOffset(text: string, path: readonly PropertyKey[]): number {
  let at = skipSpace(text, 0);
  for (const key of path) {
    const inside = enter(text, at, key);
    if (inside === undefined) break;
    at = inside;
  }
  return at;
}

/** The offset of a member's or an item's value in the object or list that begins at an offset. */
function enter(text: string, start: number, key: PropertyKey): number | undefined {
  const object = text[start] === '{';
  if (!object && text[start] !== '[') return undefined;
  let at = skipSpace(text, start + 1);
  for (let n = 0; at < text.length && text[at] !== '}' && text[at] !== ']'; n++) {
    let name: PropertyKey = n;
    if (object) {
      const end = endOfString(text, at);
      name = JSON.parse(text.slice(at, end)) as string;
      at = skipSpace(text, skipSpace(text, end) + 1);
    }
    if (name === key) return at;
    at = skipSpace(text, endOfValue(text, at));
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return undefined;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at++;
  return at;
}

/** The offset behind the closing quote. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"') at = endOfString(text, at) - 1;
    else if ('{['.includes(character)) depth++;
    else if ('}]'.includes(character) && --depth < 0) return at;
    else if (character === ',' && depth === 0) return at;
    if (depth === 0 && '}]"'.includes(text.charAt(at))) return at + 1;
  }
  return text.length;
}
