import { z } from 'zod';
import type { GraphDocument, NodeId } from '../../graph/document.ts';
import type { Evaluation } from '../../graph/evaluate.ts';
import type { JobKey } from '../../graph/keys.ts';
import type { Known } from '../../graph/known.ts';
import { narrowed } from '../../graph/narrow.ts';
import { planOf } from '../../graph/plan.ts';

/**
 * The part of a document that a Run is of: `selection`, chosen nodes and what they need; `again`, what an earlier Run did not
 * make, and nothing else.
 */
export const runPartSchema = z.strictObject({
  kind: z.enum(['selection', 'again']),
  nodes: z.array(z.string()),
});
export type RunPart = z.infer<typeof runPartSchema>;

/** What of a document a Run works on. */
export function partOf(document: GraphDocument, part: RunPart | undefined): GraphDocument {
  return part ? narrowed(document, part.nodes) : document;
}

/** A node that is not run again, because a node before it would have to be bought that is none of those that failed. */
export interface HeldBack {
  readonly node: NodeId;
  readonly because: readonly NodeId[];
}

/**
 * Of the nodes that are to be run again those that can be without buying anything else: a shot that failed may need one that
 * was edited since, and running again never buys that. `evaluation` is of the document narrowed to them.
 */
export function onlyAgain(
  document: GraphDocument,
  evaluation: Evaluation,
  known: Known,
  nodes: readonly NodeId[],
): { readonly nodes: readonly NodeId[]; readonly heldBack: readonly HeldBack[] } {
  const wanted = new Set(nodes);
  const keyOf = (id: NodeId): JobKey | undefined => evaluation.nodes.get(id)?.order?.jobKey;
  const keys = new Set(nodes.map(keyOf));
  const others = new Set(
    planOf(evaluation, known, document).steps.flatMap((step) => {
      const buys = step.action === 'run' && step.kind === 'request' && step.why !== 'joins';
      return buys && !wanted.has(step.node) && !keys.has(step.order.jobKey) ? [step.node] : [];
    }),
  );
  if (others.size === 0) return { nodes, heldBack: [] };
  const heldBack = nodes.flatMap((node): HeldBack[] => {
    const needs = narrowed(document, [node]).nodes.flatMap(({ id }) => (others.has(id) ? [id] : []));
    return needs.length === 0 ? [] : [{ node, because: needs }];
  });
  const held = new Set(heldBack.map(({ node }) => node));
  return { nodes: nodes.filter((id) => !held.has(id)), heldBack };
}
