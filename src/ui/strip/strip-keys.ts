/** What a key does in the strip. */
export type StripAction =
  | { readonly kind: 'move' | 'focus'; readonly by: -1 | 1 }
  | { readonly kind: 'seek-by'; readonly seconds: -1 | 1 }
  | { readonly kind: 'step'; readonly frames: -1 | 1 }
  | { readonly kind: 'seek'; readonly to: 'start' | 'end' }
  | { readonly kind: 'toggle' | 'full-screen' };

/** Arrows go through the shots where one has the focus, and through time elsewhere; with Alt they move the shot. */
export function stripKey(
  { key, altKey, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey'>,
  onShot: boolean,
): StripAction | undefined {
  if (ctrlKey || metaKey) return undefined;
  const sideways = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : undefined;
  if (altKey) return sideways !== undefined && onShot ? { kind: 'move', by: sideways } : undefined;
  if (sideways !== undefined) return onShot ? { kind: 'focus', by: sideways } : { kind: 'seek-by', seconds: sideways };
  switch (key) {
    case ' ':
      return { kind: 'toggle' };
    case '.':
      return { kind: 'step', frames: 1 };
    case ',':
      return { kind: 'step', frames: -1 };
    case 'Home':
      return { kind: 'seek', to: 'start' };
    case 'End':
      return { kind: 'seek', to: 'end' };
    case 'f':
      return { kind: 'full-screen' };
    default:
      return undefined;
  }
}
