import { type Draft, draftSchema } from '../../runtime/stores/draft-store.ts';
import type { Preferences } from './preferences.ts';

const name = 'leaving';

/**
 * Writes the draft down in the moment the page may end. A browser drops what IndexedDB has not finished by then; this is
 * kept at once, one draft at a time, until the next start has put it where drafts belong.
 */
export function keepLeaving(preferences: Preferences, draft: Draft): void {
  preferences.set(name, JSON.stringify(draft));
}

/** The draft that was written down last, or undefined. What does not read as one was not written here. */
export function leavingDraft(preferences: Preferences): Draft | undefined {
  const kept = preferences.get(name);
  if (!kept) return undefined;
  try {
    return draftSchema.safeParse(JSON.parse(kept)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The draft stands where drafts belong. */
export function forgetLeaving(preferences: Preferences, id: string): void {
  if (leavingDraft(preferences)?.id === id) preferences.set(name, '');
}
