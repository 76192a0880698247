/** Nesting of a JSON body at most. An order whose film rests on 32 operations in a row stays below 100. */
export const maxJsonDepth = 200;

/** Whether a text opens more lists and objects inside one another than that; what reads JSON by recursion would fall over it. */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') {
      depth += 1;
      if (depth > maxJsonDepth) return true;
    } else if (character === '}' || character === ']') depth -= 1;
  }
  return false;
}
