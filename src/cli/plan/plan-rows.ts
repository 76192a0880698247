import type { NodeId } from '../../graph/document.ts';
import type { Evaluation, NodeEvaluation } from '../../graph/evaluate.ts';
import type { JobKey } from '../../graph/keys.ts';
import type { Plan, Step, Why } from '../../graph/plan.ts';
import type { Quote, QuotedGeneration } from '../../graph/quote.ts';

/** What a run would do about a node, in a word. */
export type PlanAction =
  | 'buy'
  | 'join' // bought already and on its way, or the same as another node's
  | 'reuse'
  | 'make' // here, for nothing
  | 'blocked'
  | 'skipped';

/** One line of a plan: a node that makes something, or that cannot. */
export interface PlanRow {
  readonly node: NodeId;
  readonly title: string;
  readonly action: PlanAction;
  readonly why: Why;
  /** Of generations. */
  readonly jobKey?: JobKey;
  readonly attempt?: number;
  /** What would be bought. */
  readonly generation?: QuotedGeneration;
  /** Why it cannot run: its own problem, or the titles of the nodes before it that cannot. */
  readonly reason?: string;
}

/** The lines of a plan, in the order of its steps. Nodes that only wait or pass on have none. */
export function planRows(plan: Plan, { generations }: Quote, evaluation: Evaluation): readonly PlanRow[] {
  const toBuy = new Map(generations.map((generation) => [generation.jobKey, generation] as const));
  return plan.steps.flatMap((step): readonly PlanRow[] => {
    const { node, title, why } = step;
    const base = { node, title, why };
    if (!('kind' in step)) {
      const of = evaluation.nodes.get(node);
      if (!makesSomething(of)) return [];
      if (step.action === 'skipped') return [{ ...base, action: 'skipped' }];
      return [{ ...base, action: 'blocked', reason: reasonOf(step, of, plan) }];
    }
    if (step.kind === 'await') return [];
    if (step.kind === 'media') return [{ ...base, action: step.action === 'reuse' ? 'reuse' : 'make' }];
    const { jobKey } = step.order;
    const job = { ...base, jobKey, attempt: step.attempt };
    if (step.action === 'reuse') return [{ ...job, action: 'reuse' }];
    const generation = toBuy.get(jobKey);
    // Equal keys are bought once, for the first node that asks.
    toBuy.delete(jobKey);
    return [generation ? { ...job, action: 'buy', generation } : { ...job, action: 'join' }];
  });
}

/** A placeholder counts: nobody knows what it would have made. */
function makesSomething(of: NodeEvaluation | undefined): boolean {
  const kind = of?.definition?.work.kind;
  return kind === undefined || kind === 'request' || kind === 'media';
}

function reasonOf(step: Extract<Step, { because: unknown }>, of: NodeEvaluation | undefined, plan: Plan): string {
  const own = [...(of?.problems ?? []), ...plan.problems.filter(({ place }) => place.node === step.node)];
  const error = own.find(({ severity }) => severity === 'error');
  if (error) return `${error.reason} ${error.remedy}`.trim();
  const before = plan.steps.filter(({ node }) => step.because.includes(node)).map(({ title }) => title);
  return before.length === 0 ? 'Something before it cannot run.' : `Waits for what cannot run: ${before.join(', ')}.`;
}
