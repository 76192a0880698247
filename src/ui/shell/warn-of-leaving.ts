import { agreedJobs } from '../../runtime/run/agreed-jobs.ts';
import { goesOnByItself, presentAttempt } from '../../runtime/wire/job-record.ts';
import { runLeft } from '../dialogs/run-left.ts';
import type { Editor, EditorState } from '../editor/editor.ts';

/**
 * What leaving the page would leave behind (U10), or undefined where nothing waits for it: only a paid Run that is under way
 * has parts that nobody sends while no page is open. A rehearsal costs nothing and goes on when the page is back.
 */
export function leavingRunWords({ registry, state }: Pick<Editor, 'registry'> & { readonly state: RunSight }) {
  const paid = state.underWay.filter(({ cancelRequested, service }) => !cancelRequested && service !== 'sandbox');
  const unsent = runLeft(paid, registry, state.agreed).shots;
  if (unsent === 0) return undefined;
  const sent = agreedJobs(paid, state.agreed).filter((record) => {
    const attempt = record && presentAttempt(record);
    return attempt !== undefined && attempt.status !== 'claimed' && goesOnByItself(attempt);
  }).length;
  return `${sent === 0 ? '' : `${sent} at RunComfy, safe; `}${unsent} not sent, waiting for you`;
}

type RunSight = Pick<EditorState, 'underWay' | 'agreed'>;

/** Lets the browser ask before a page goes that has unsent parts of a paid Run, and tells whoever stays what they are. */
export function warnOfLeaving(editor: Editor, signal: AbortSignal): void {
  window.addEventListener(
    'beforeunload',
    (event) => {
      const text = leavingRunWords(editor);
      if (text === undefined) return;
      // Browsers ask in words of their own.
      event.preventDefault();
      editor.notify({ tone: 'info', text, detail: 'Nothing more is sent while no page with this graph is open.' });
    },
    { signal },
  );
}
