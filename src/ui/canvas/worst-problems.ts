import type { NodeId } from '../../graph/document.ts';
import type { Problem } from '../../graph/problem.ts';

/** For each node its first error, else its first warning. */
export function worstProblems(problems: readonly Problem[]): Map<NodeId, Problem> {
  const worst = new Map<NodeId, Problem>();
  for (const problem of problems) {
    const { node } = problem.place;
    if (node === undefined) continue;
    const present = worst.get(node);
    if (!present || (present.severity === 'warning' && problem.severity === 'error')) worst.set(node, problem);
  }
  return worst;
}
