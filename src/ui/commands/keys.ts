/** A combination such as `Mod+Shift+Z`, `Alt+=`, `Delete` or `.`. `Mod` is Ctrl, and Cmd on a Mac. */
export type KeyCombination = string;

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

interface Parts {
  readonly mod: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly key: string;
}

function partsOf(combination: KeyCombination): Parts {
  const names = combination.split('+').filter((name) => name !== '');
  // `Mod++` names the plus key itself.
  const key = combination.endsWith('+') ? '+' : (names.at(-1) ?? '');
  const has = (name: string): boolean => names.slice(0, -1).includes(name) || (key === '+' && names.includes(name));
  return { mod: has('Mod'), alt: has('Alt'), shift: has('Shift'), key };
}

/** Whether a pressed key is a combination. */
export function matches(event: Pressed, combination: KeyCombination, mac: boolean): boolean {
  const { mod, alt, shift, key } = partsOf(combination);
  const [command, other] = mac ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  if (command !== mod || other || event.altKey !== alt) return false;
  const letter = /^[a-z]$/i.test(key);
  // With Alt a Mac types another character: the key is then told by where it lies.
  const same = letter && alt ? event.code === `Key${key.toUpperCase()}` : sameKey(event, key, alt);
  // Signs are typed with Shift on some keyboards: only letters and named keys tell by it.
  return same && (letter || key.length > 1 ? event.shiftKey === shift : true);
}

const places: Readonly<Record<string, string>> = { '=': 'Equal', '-': 'Minus' };

function sameKey(event: Pressed, key: string, alt: boolean): boolean {
  if (event.key.toLowerCase() === key.toLowerCase()) return true;
  return alt && places[key] !== undefined && event.code === places[key];
}

/** Whether a combination is a single key that types something: such keys act only over the canvas. */
export function isSingle(combination: KeyCombination): boolean {
  const { mod, alt } = partsOf(combination);
  return !mod && !alt;
}

const words: Readonly<Record<string, readonly [other: string, mac: string]>> = {
  Mod: ['Ctrl', '⌘'],
  Alt: ['Alt', '⌥'],
  Shift: ['Shift', '⇧'],
  Enter: ['↵', '↵'],
  Delete: ['Del', '⌫'],
  Backspace: ['⌫', '⌫'],
};

/** `Mod+Shift+Z` → "Ctrl Shift Z", on a Mac "⌘⇧Z". */
export function keyWords(combination: KeyCombination, mac: boolean): string {
  const { mod, alt, shift, key } = partsOf(combination);
  const names = [...(mod ? ['Mod'] : []), ...(alt ? ['Alt'] : []), ...(shift ? ['Shift'] : []), key];
  return names.map((name) => words[name]?.[mac ? 1 : 0] ?? name.toUpperCase()).join(mac ? '' : ' ');
}
