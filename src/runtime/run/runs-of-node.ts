import { type NodeId, nodeOf } from '../../graph/document.ts';
import type { JobKey } from '../../graph/keys.ts';
import { type JobRecord, presentAttempt } from '../wire/job-record.ts';
import type { Run } from './run.ts';

/** The Run that a node was in last: a Run of a part leaves the other nodes to the one before. `runs` newest first. */
export function lastRunOfNode(runs: readonly Run[], node: NodeId): Run | undefined {
  return runs.find((run) => !run.part || nodeOf(run.document, node));
}

/**
 * The nodes that their last Run was to make and did not, with that Run: failed, refused, lost or cancelled ones, and what
 * follows from them. What is still to be decided or on its way in a Run that goes on is none of them. `runs` newest first, of
 * one graph and service.
 */
export function unmadeNodes(runs: readonly Run[], records: ReadonlyMap<JobKey, JobRecord>): ReadonlyMap<NodeId, Run> {
  const unmade = new Map<NodeId, Run>();
  for (const node of new Set(runs.flatMap(({ keys }) => Object.keys(keys)))) {
    const run = lastRunOfNode(runs, node);
    if (run && isUnmade(run, node, records)) unmade.set(node, run);
  }
  return unmade;
}

/** The codes of what a person stopped. */
const stoppedByPerson: ReadonlySet<string> = new Set(['cancelled', 'not-watched']);

/**
 * Why the unmade nodes were not made: `failed` where nobody stopped them, `left` where a person did, `both` where some failed
 * and some were stopped.
 */
export function unmadeBecause(unmade: ReadonlyMap<NodeId, Run>): 'failed' | 'left' | 'both' {
  const ways = new Set(
    [...unmade].map(([node, { steps, state }]) => {
      const step = Object.hasOwn(steps, node) ? steps[node] : undefined;
      if (step?.status === 'failed') return stoppedByPerson.has(step.problem.code) ? 'left' : 'failed';
      return state.kind === 'ended' && state.outcome === 'cancelled' ? 'left' : undefined;
    }),
  );
  if (ways.has('failed')) return ways.has('left') ? 'both' : 'failed';
  return ways.has('left') ? 'left' : 'failed';
}

function isUnmade({ state, keys, steps }: Run, node: NodeId, records: ReadonlyMap<JobKey, JobRecord>): boolean {
  const key = Object.hasOwn(keys, node) ? keys[node] : undefined;
  if (key === undefined || state.kind !== 'ended') return false;
  const record = records.get(key);
  // A result that came all the same is kept, whatever the Run made of it (M9).
  if (record && presentAttempt(record).status === 'succeeded') return false;
  const step = Object.hasOwn(steps, node) ? steps[node]?.status : undefined;
  if (step === 'failed' || step === 'skipped') return true;
  return state.outcome === 'cancelled' && step !== 'succeeded' && step !== 'reused';
}
