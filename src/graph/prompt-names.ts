/** A medium linked to a generation, by the name a person calls it and the one the model knows. */
export interface NamedMedium {
  /** What `@name` finds: the person's name for it. */
  readonly name: string | undefined;
  /** What the model understands: "Image 1", by position and kind (facts/runcomfy-api.md, writing prompts). */
  readonly called: string;
  /** The input it is linked to; `@images_1` always finds it. */
  readonly input: string;
}

export interface CompiledPrompt {
  readonly text: string;
  /** `@names` that no input has, as written, once each. */
  readonly unknown: readonly string[];
  /** Names that more than one input has and that the prompt uses. */
  readonly ambiguous: readonly string[];
  /** Inputs that the prompt never names. */
  readonly unnamed: readonly NamedMedium[];
}

const wordCharacter = /[\p{L}\p{N}\p{M}_]/u;
const written = /^[\p{L}\p{N}\p{M}_-]+/u;

/**
 * Compiles `@name` to what the model understands. The longest fitting name wins, letter case does not matter, `@@` is an
 * at sign, and an at sign inside a word (an e-mail address) is left alone.
 */
export function compileNames(prompt: string, media: readonly NamedMedium[]): CompiledPrompt {
  const names = nameTable(media);
  const byLength = [...names.keys()].map((key) => Array.from(key)).sort((a, b) => b.length - a.length);
  const unknown = new Set<string>();
  const ambiguous = new Set<string>();
  let text = '';
  for (let at = 0; at < prompt.length;) {
    const next = prompt.indexOf('@', at);
    if (next < 0) {
      text += prompt.slice(at);
      break;
    }
    text += prompt.slice(at, next);
    const rest = prompt.slice(next + 1, next + 1 + 256);
    if (rest.startsWith('@')) {
      text += '@';
      at = next + 2;
      continue;
    }
    const inWord = next > 0 && wordCharacter.test(prompt.slice(next - 1, next));
    const name = inWord ? undefined : firstName(rest, byLength);
    const word = inWord ? undefined : written.exec(rest)?.[0];
    if (name !== undefined) {
      const found = names.get(name.key) ?? [];
      if (found.length > 1) ambiguous.add(rest.slice(0, name.length));
      text += found[0]?.called ?? '';
      at = next + 1 + name.length;
    } else {
      if (word !== undefined) unknown.add(word);
      text += '@';
      at = next + 1;
    }
  }
  const unnamed = media.filter(({ called }) => !mentions(text, called));
  return { text, unknown: [...unknown], ambiguous: [...ambiguous], unnamed };
}

/**
 * The inverse: a text as the model got it, with each medium by the name that the person gave it, as far as compiling that
 * gives the same text again.
 */
export function writeNames(text: string, media: readonly NamedMedium[]): string {
  let names = text.replaceAll('@', '@@');
  for (const { called, name = '' } of media) {
    if (name.trim() === '') continue;
    const next = names.replace(
      new RegExp(`(?<![\\p{L}\\p{N}\\p{M}_@])${called}(?![\\p{L}\\p{N}\\p{M}_])`, 'gu'),
      () => `@${name.trim()}`,
    );
    if (comesTo(next, media, text)) names = next;
  }
  return names;
}

/** Whether a prompt compiles to a text, with nothing open in it. */
export function comesTo(prompt: string, media: readonly NamedMedium[], text: string): boolean {
  const compiled = compileNames(prompt, media);
  return compiled.text === text && compiled.unknown.length === 0 && compiled.ambiguous.length === 0;
}

/** Name without letter case → the media that carry it. */
function nameTable(media: readonly NamedMedium[]): ReadonlyMap<string, readonly NamedMedium[]> {
  const table = new Map<string, NamedMedium[]>();
  for (const medium of media) {
    for (const name of new Set([medium.name?.trim() ?? '', medium.input])) {
      if (name === '') continue;
      const key = withoutCase(name).join('');
      table.set(key, [...(table.get(key) ?? []), medium]);
    }
  }
  return table;
}

interface Folded {
  /** One character without letter case. */
  readonly character: string;
  /** Where in the text that was written the character ends that it comes from: some become two (İ). */
  readonly end: number;
}

function folded(text: string): readonly Folded[] {
  let end = 0;
  return Array.from(text).flatMap((written) => {
    end += written.length;
    const at = end;
    return Array.from(written === 'ς' ? 'σ' : written.toLowerCase(), (character) => ({ character, end: at }));
  });
}

function withoutCase(text: string): readonly string[] {
  return folded(text).map(({ character }) => character);
}

/** The first of the names that a text begins with, and how much of the text it takes. */
function firstName(
  text: string,
  names: readonly (readonly string[])[],
): { readonly key: string; readonly length: number } | undefined {
  const characters = folded(text);
  for (const name of names) {
    const last = characters[name.length - 1];
    const following = characters[name.length];
    if (last === undefined || last.end === following?.end) continue;
    if (!name.every((character, at) => characters[at]?.character === character)) continue;
    if (following && wordCharacter.test(last.character) && wordCharacter.test(following.character)) continue;
    return { key: name.join(''), length: last.end };
  }
  return undefined;
}

/** Whether a prompt speaks of "Image 1" and not only of "Image 12". */
function mentions(text: string, called: string): boolean {
  const lower = text.toLowerCase();
  const sought = called.toLowerCase();
  for (let at = lower.indexOf(sought); at >= 0; at = lower.indexOf(sought, at + 1)) {
    if (!/[0-9]/.test(lower.slice(at + sought.length, at + sought.length + 1))) return true;
  }
  return false;
}
