import { z } from 'zod';

/** A document that was not saved as a file yet, or is being edited: as graph file text, by the id of its draft. */
export const draftSchema = z.strictObject({
  id: z.string().min(1).max(200),
  title: z.string(),
  /** The text of a graph file. */
  text: z.string(),
  /** Milliseconds since 1970. */
  savedAt: z.number(),
});
export type Draft = z.infer<typeof draftSchema>;

/** Drafts of this browser. */
export interface DraftStore {
  get(id: string): Promise<Draft | undefined>;
  /** Latest first. */
  list(): Promise<readonly Draft[]>;
  put(draft: Draft): Promise<void>;
  remove(id: string): Promise<void>;
  /** Which draft was open last; undefined on first start. */
  lastOpened(): Promise<string | undefined>;
  setLastOpened(id: string): Promise<void>;
}

/** Drafts for as long as the process lives. */
export function memoryDraftStore(): DraftStore {
  const drafts = new Map<string, Draft>();
  let last: string | undefined;
  return {
    get: async (id) => drafts.get(id),
    list: async () => latestFirst([...drafts.values()]),
    put: async (draft) => void drafts.set(draft.id, draftSchema.parse(draft)),
    remove: async (id) => void drafts.delete(id),
    lastOpened: async () => last,
    setLastOpened: async (id) => void (last = id),
  };
}

export function latestFirst(drafts: readonly Draft[]): readonly Draft[] {
  return [...drafts].sort((a, b) => b.savedAt - a.savedAt || (a.id < b.id ? -1 : 1));
}
