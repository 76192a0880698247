import type { NodeId } from '../graph/document.ts';
import type { Evaluation } from '../graph/evaluate.ts';
import type { Plan, Step } from '../graph/plan.ts';

/** What of a plan cannot run. */
export interface Unrunnable {
  /** Own nodes with a problem of their own, or behind one: nothing is sent before that is mended. */
  readonly refused: readonly Step[];
  /** Own nodes that only stand behind a placeholder: the rest runs without them (faults.md G07). */
  readonly left: readonly Step[];
}

/** Parts the blocked steps of own nodes by what blocks them. Placeholders themselves are in neither list. */
export function unrunnable(plan: Plan, evaluation: Evaluation): Unrunnable {
  const refused: Step[] = [];
  const left: Step[] = [];
  const foreign = new Set<NodeId>();
  for (const step of plan.steps) {
    if (step.action !== 'blocked') continue;
    const node = evaluation.nodes.get(step.node);
    const own = node?.definition !== undefined;
    const sound = !node?.problems.some(({ severity }) => severity === 'error');
    const behind = step.because.length > 0 && step.because.every((before) => foreign.has(before));
    if (!own || (sound && behind)) foreign.add(step.node);
    if (own) (sound && behind ? left : refused).push(step);
  }
  return { refused, left };
}
