import { lacksOutput, type JobRecord, presentAttempt } from '../../runtime/wire/job-record.ts';
import type { Editor } from '../editor/editor.ts';

/** What looking again means, in a sentence; undefined where there is nothing to look for. */
export function lookAgainAbout(job: Pick<JobRecord, 'attempts'>): string | undefined {
  return lacksOutput(presentAttempt(job))
    ? 'Asks the service for the result by its request id, and fetches what is there. Buys nothing.'
    : undefined;
}

/** Looks again, and tells what came of it. */
export async function lookAgainNow(editor: Editor, job: Pick<JobRecord, 'jobKey'>): Promise<void> {
  editor.notify({ tone: 'info', text: await editor.lookAgain(job.jobKey) });
}
