/** What a key pressed over the canvas does (facts/comfyui-habits.md). */
export type KeyAction = 'delete' | 'all' | 'leave' | 'pan' | 'lock' | 'unlock' | 'rename';

type Keys = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** The action of a key, or undefined: all other keys are the editor's. */
export function keyAction(event: Keys): KeyAction | undefined {
  const command = event.ctrlKey || event.metaKey;
  if (command) return event.key.toLowerCase() === 'a' && !event.altKey && !event.shiftKey ? 'all' : undefined;
  if (event.altKey || event.shiftKey) return undefined;
  switch (event.key) {
    case 'Delete':
    case 'Backspace':
      return 'delete';
    case 'Escape':
      return 'leave';
    case ' ':
      return 'pan';
    case 'h':
      return 'lock';
    case 'v':
      return 'unlock';
    case 'F2':
      return 'rename';
    default:
      return undefined;
  }
}
