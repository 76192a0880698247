import { cancelEffect, isAskedFor } from '../../runtime/run/cancel-effect.ts';
import { cancelShotWords } from '../../runtime/run/cancel-forecast.ts';
import type { JobRecord } from '../../runtime/wire/job-record.ts';
import type { EditorState } from '../editor/editor.ts';
import type { Command } from './command.ts';

/** Asks for what can still be stopped of the selected shots; of the others it says why they cannot be. */
export const cancelShot: Command = {
  id: 'cancel-shot',
  name: 'Cancel shot',
  group: 'Run',
  refusal: ({ editor }) => {
    const jobs = jobsOfSelection(editor.state);
    if (jobs.some(isStoppable)) return undefined;
    const told = jobs.find((job) => cancelEffect(job) !== 'over') ?? jobs[0];
    return told ? cancelShotWords(told) : 'Nothing that is selected is being made.';
  },
  run: ({ editor }) => {
    for (const { jobKey } of jobsOfSelection(editor.state).filter(isStoppable)) void editor.cancelJob(jobKey);
  },
};

const isStoppable = (job: JobRecord): boolean => isAskedFor.has(cancelEffect(job)) && cancelEffect(job) !== 'asked';

/** Each job of the selected nodes once, also what the last Run makes of one that was edited since. */
function jobsOfSelection({ selection, states }: EditorState): readonly JobRecord[] {
  const jobs = [...selection].flatMap((id) => {
    const state = states.get(id);
    return [state?.job, state?.runJob].flatMap((job) => job ?? []);
  });
  return [...new Map(jobs.map((job) => [job.jobKey, job])).values()];
}
