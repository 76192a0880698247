import { presentAttempt } from '../../runtime/wire/job-record.ts';
import type { Editor, EditorState, Notice } from '../editor/editor.ts';
import type { Preferences } from '../editor/preferences.ts';

const asked = 'persist';

/**
 * Asks the browser once, at the first paid result, to keep what it holds of this origin, and tells what it answered (S10). No
 * money hangs on the answer: jobs and clips are the gateway's.
 */
export function keepStorage(
  editor: Pick<Editor, 'state' | 'subscribe' | 'notify'>,
  storage: Pick<StorageManager, 'persist' | 'persisted'>,
  preferences: Preferences,
  onTrouble: (error: unknown) => void,
): () => void {
  const ask = async (): Promise<void> => {
    if (await storage.persisted()) return;
    editor.notify(answerNotice(await storage.persist()));
  };
  const stop = editor.subscribe(() => {
    if (preferences.get(asked) !== undefined) return stop();
    if (!hasPaidResult(editor.state)) return;
    // Written down first: a browser that asks the person must not do so at every change.
    preferences.set(asked, 'asked');
    stop();
    ask().catch(onTrouble);
  });
  return stop;
}

function hasPaidResult({ states }: Pick<EditorState, 'states'>): boolean {
  return [...states.values()].some(
    ({ job }) => job && job.service !== 'sandbox' && presentAttempt(job).status === 'succeeded',
  );
}

function answerNotice(kept: boolean): Omit<Notice, 'id'> {
  return kept
    ? { tone: 'ok', text: 'This browser keeps your drafts, also when its disk fills up.' }
    : {
        tone: 'info',
        text: 'This browser may clear drafts when its disk fills up.',
        detail: 'Save graph keeps them in a file. Jobs and clips are safe: the gateway has them.',
      };
}
