/** What a key pressed in the outline does. */
export type OutlineAction =
  | {
      readonly does: 'move';
      readonly to: 'next' | 'previous' | 'first' | 'last';
      readonly select: 'only' | 'add' | 'keep';
    }
  | { readonly does: 'open' | 'close' | 'toggle' | 'enter' | 'rename' | 'delete' | 'mute' | 'bypass' | 'all' };

type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const moves: Readonly<Record<string, 'next' | 'previous' | 'first' | 'last'>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  Home: 'first',
  End: 'last',
};

/** The action of a key, as trees with several selected rows have it; undefined where the key is not the outline's. */
export function outlineAction(event: Keys): OutlineAction | undefined {
  const { key, altKey, shiftKey } = event;
  const command = event.ctrlKey || event.metaKey;
  if (altKey) return undefined;
  const to = Object.hasOwn(moves, key) ? moves[key] : undefined;
  if (to) return { does: 'move', to, select: shiftKey ? 'add' : command ? 'keep' : 'only' };
  if (command) {
    if (shiftKey) return undefined;
    const commands: Readonly<Record<string, 'all' | 'mute' | 'bypass'>> = { a: 'all', m: 'mute', b: 'bypass' };
    const letter = key.toLowerCase();
    const does = Object.hasOwn(commands, letter) ? commands[letter] : undefined;
    if (does) return { does };
    return key === ' ' ? { does: 'toggle' } : undefined;
  }
  switch (key) {
    case 'ArrowRight':
      return { does: 'open' };
    case 'ArrowLeft':
      return { does: 'close' };
    case ' ':
      return { does: 'toggle' };
    case 'Enter':
      return { does: 'enter' };
    case 'F2':
      return { does: 'rename' };
    case 'Delete':
    case 'Backspace':
      return { does: 'delete' };
    default:
      return undefined;
  }
}
