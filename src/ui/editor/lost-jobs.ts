import type { GraphDocument, GraphNode } from '../../graph/document.ts';
import type { NodeRegistry } from '../../graph/registry.ts';
import { ended, presentAttempt } from '../../runtime/wire/job-record.ts';
import { namesOf } from '../canvas/title-of.ts';
import type { EditorState, Question } from './editor.ts';

/** The nodes that a change takes away while the job they show is under way, in the order of the document. */
export function nodesLosingJobs(
  { document, states }: Pick<EditorState, 'document' | 'states'>,
  next: GraphDocument,
): readonly GraphNode[] {
  const kept = new Set(next.nodes.map(({ id }) => id));
  return document.nodes.filter(({ id }) => {
    if (kept.has(id)) return false;
    const { job, runJob } = states.get(id) ?? {};
    return [job, runJob].some((each) => each && !ended.has(presentAttempt(each).status));
  });
}

/** Asks whether nodes go although their jobs do not (U05). */
export function deletionQuestion(state: EditorState, nodes: readonly GraphNode[], registry: NodeRegistry): Question {
  const names = namesOf(
    state.document,
    nodes.map(({ id }) => id),
    registry,
  );
  return {
    title: `Delete ${names}?`,
    text: 'The generation goes on without it, and the clip lands in the history. Nothing is cancelled, and undo brings the node back.',
    problems: [],
    yes: 'Delete',
    no: 'Keep',
  };
}
