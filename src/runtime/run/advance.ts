import type { NodeId } from '../../graph/document.ts';
import type { ActiveStep, Step } from '../../graph/plan.ts';

/** How a step of a Run stands. A step without an entry has not begun. */
export type StepStanding = 'doing' | 'done' | 'failed' | 'skipped';

/** What may happen next: everything that waits for nothing, at once, and what can never run because of what. */
export interface Advance {
  readonly start: readonly ActiveStep[];
  readonly skip: readonly { readonly node: NodeId; readonly because: NodeId }[];
}

/**
 * The next moves of a Run. A failed step stops only what depends on it (M10). What is held already needs nothing before
 * it, whatever became of that.
 */
export function advance(steps: readonly Step[], standing: ReadonlyMap<NodeId, StepStanding>): Advance {
  const start: ActiveStep[] = [];
  const skip: { node: NodeId; because: NodeId }[] = [];
  const stopped = new Set<NodeId>();
  for (const step of steps) {
    const now = standing.get(step.node);
    if (!('kind' in step) || now === 'failed' || now === 'skipped') stopped.add(step.node);
    else if (now === undefined) {
      const after = step.action === 'reuse' ? [] : step.after;
      const because = after.find((node) => stopped.has(node));
      if (because !== undefined) {
        stopped.add(step.node);
        skip.push({ node: step.node, because });
      } else if (after.every((node) => standing.get(node) === 'done')) {
        start.push(step);
      }
    }
  }
  return { start, skip };
}
