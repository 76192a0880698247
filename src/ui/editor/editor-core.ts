import type { EditorState, Notice } from './editor.ts';

/** The one cell that holds the editor's state: everything else reads it, and changes it through here. */
export interface EditorCore {
  readonly state: EditorState;
  /** Replaces parts of the state, works out what follows from them, and tells everybody. */
  set(patch: Partial<EditorState>): void;
  /** Works out again what follows from things outside of the state: job records, Runs, results. */
  refresh(): void;
  subscribe(listener: () => void): () => void;
  notify(notice: Omit<Notice, 'id'>): void;
  dismiss(notice: string): void;
  /** Puts away what speaks of a graph that is not there any more, or not as it was. */
  dismissOfGraph(): void;
}

/** What follows from a state and from things outside of it. Given back as it is where nothing does. */
export type Derive = (next: EditorState, before: EditorState | undefined) => EditorState;

/** So many notices stand at once; the oldest make room. */
const mostNotices = 4;

export function createEditorCore(
  initial: EditorState,
  derive: Derive,
  onNotice: (notice: Notice) => void = () => undefined,
): EditorCore {
  let state = derive(initial, undefined);
  let notices = 0;
  const listeners = new Set<() => void>();

  const replace = (next: EditorState): void => {
    const derived = derive(next, state);
    if (derived === state) return;
    state = derived;
    for (const listener of listeners) listener();
  };

  return {
    get state() {
      return state;
    },
    set: (patch) => replace({ ...state, ...patch }),
    refresh: () => replace(state),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    notify(notice) {
      // The same words again replace the ones that stand: a repeated click must not fill the screen.
      const others = state.notices.filter(({ text }) => text !== notice.text);
      const added = { ...notice, id: String(++notices) };
      replace({ ...state, notices: [...others, added].slice(-mostNotices) });
      onNotice(added);
    },
    dismissOfGraph() {
      const rest = state.notices.filter(({ ofGraph }) => !ofGraph);
      if (rest.length !== state.notices.length) replace({ ...state, notices: rest });
    },
    dismiss(id) {
      const rest = state.notices.filter((notice) => notice.id !== id);
      if (rest.length !== state.notices.length) replace({ ...state, notices: rest });
    },
  };
}
