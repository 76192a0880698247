import { undecidedJobs, undecidedOf } from '../editor/undecided-jobs.ts';
import type { JobRecord } from '../../runtime/wire/job-record.ts';
import type { Command, CommandContext } from './command.ts';

/** The selected job that needs a decision, else the first one of the graph. */
function wanted({ editor: { state } }: CommandContext): JobRecord | undefined {
  return undecidedOf(state.states, state.selection) ?? undecidedJobs(state)[0];
}

export const decideJob: Command = {
  id: 'decide',
  name: 'Decide what may have been sent',
  group: 'Run',
  keys: ['Mod+Alt+D'],
  inFields: true,
  refusal: (context) => (wanted(context) ? undefined : 'Nothing needs a decision.'),
  run(context) {
    const job = wanted(context);
    if (job) context.shell.decide(job.jobKey);
  },
};
