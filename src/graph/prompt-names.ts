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
  const byLength = [...names.keys()].sort((a, b) => b.length - a.length);
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
    const name = inWord ? undefined : byLength.find((candidate) => startsWithName(rest, candidate));
    const word = inWord ? undefined : written.exec(rest)?.[0];
    if (name !== undefined) {
      const found = names.get(name) ?? [];
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

/** Lower-case name → the media that carry it. */
function nameTable(media: readonly NamedMedium[]): ReadonlyMap<string, readonly NamedMedium[]> {
  const table = new Map<string, NamedMedium[]>();
  for (const medium of media) {
    for (const name of new Set([medium.name?.trim() ?? '', medium.input])) {
      if (name === '') continue;
      const key = name.toLowerCase();
      table.set(key, [...(table.get(key) ?? []), medium]);
    }
  }
  return table;
}

function startsWithName(text: string, name: string): boolean {
  if (text.slice(0, name.length).toLowerCase() !== name) return false;
  const last = name.slice(-1);
  const following = text.slice(name.length, name.length + 1);
  return !(wordCharacter.test(last) && wordCharacter.test(following));
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
