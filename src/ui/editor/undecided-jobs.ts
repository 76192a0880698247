import type { NodeId } from '../../graph/document.ts';
import { isUndecided, type JobRecord } from '../../runtime/wire/job-record.ts';
import type { EditorState } from './editor.ts';

/** The jobs of a graph that need a person's decision, each once, in the order in which its nodes run. */
export function undecidedJobs({
  states,
  evaluation,
}: Pick<EditorState, 'states' | 'evaluation'>): readonly JobRecord[] {
  return jobsOf(states, evaluation.nodes.keys());
}

/** Of some nodes. */
export function undecidedOf(states: EditorState['states'], nodes: Iterable<NodeId>): JobRecord | undefined {
  return jobsOf(states, nodes)[0];
}

function jobsOf(states: EditorState['states'], nodes: Iterable<NodeId>): readonly JobRecord[] {
  const jobs = new Map<string, JobRecord>();
  for (const id of nodes) {
    const state = states.get(id);
    if (state?.job && state.attempt && isUndecided(state.attempt)) jobs.set(state.job.jobKey, state.job);
  }
  return [...jobs.values()];
}
