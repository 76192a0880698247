/** Small things a browser remembers of a person's taste: theme, widths. Losing them costs nothing. */
export interface Preferences {
  get(name: string): string | undefined;
  set(name: string, value: string): void;
}

/** Preferences for as long as the page lives. */
export function memoryPreferences(): Preferences {
  const held = new Map<string, string>();
  return { get: (name) => held.get(name), set: (name, value) => void held.set(name, value) };
}

/** Preferences in a browser's storage; where a browser refuses that (private windows, full disk), for as long as the page lives. */
export function browserPreferences(storage: () => Storage): Preferences {
  const fallback = memoryPreferences();
  return {
    get(name) {
      try {
        return storage().getItem(`shotgraph-${name}`) ?? fallback.get(name);
      } catch {
        return fallback.get(name);
      }
    },
    set(name, value) {
      fallback.set(name, value);
      try {
        storage().setItem(`shotgraph-${name}`, value);
      } catch {
        // Kept above for this page: nothing is lost that anybody would miss.
        return;
      }
    },
  };
}
