import type { GraphDocument, NodeId } from './document.ts';
import {
  evaluate,
  type Evaluation,
  type GenerationOrder,
  type NodeEvaluation,
  type OperationOrder,
} from './evaluate.ts';
import type { JobKey } from './keys.ts';
import { type Known, missingOutput } from './known.ts';
import type { Problem } from './problem.ts';
import type { NodeRegistry } from './registry.ts';
import type { Service } from './service.ts';

/** Why a step stands in a plan as it does. */
export type Why =
  | 'new'
  | 'again' // an earlier attempt ended without a result
  | 'joins' // bought already and on its way
  | 'waits' // for a generation of this plan
  | 'made' // the operation's result is not held
  | 'held'
  | 'problem'
  | 'undecided'
  | 'muted'
  | 'before'; // something before it is blocked or skipped

interface StepBase {
  readonly node: NodeId;
  /** What a person calls the node. */
  readonly title: string;
  readonly why: Why;
  /** Steps that must end first. */
  readonly after: readonly NodeId[];
}

/** One thing a run would do. Value nodes have no step: they are done by evaluating. */
export type Step =
  | (StepBase & { readonly action: 'blocked' | 'skipped'; readonly because: readonly NodeId[] })
  | (StepBase & {
      readonly action: 'run' | 'reuse';
      readonly kind: 'request';
      readonly order: GenerationOrder;
      readonly attempt: number;
    })
  | (StepBase & { readonly action: 'run' | 'reuse'; readonly kind: 'await'; readonly jobKey: JobKey })
  | (StepBase & { readonly action: 'run' | 'reuse'; readonly kind: 'media'; readonly operation: OperationOrder });
export type ActiveStep = Extract<Step, { readonly action: 'run' | 'reuse' }>;

/** What a run would do, in topological order, and why. */
export interface Plan {
  readonly service: Service;
  readonly steps: readonly Step[];
  readonly problems: readonly Problem[];
}

/** Plans a document against what is known. Pure: equal arguments give an equal plan. */
export function plan(document: GraphDocument, registry: NodeRegistry, service: Service, known: Known): Plan {
  return planOf(evaluate(document, registry, service), known, document);
}

/** The plan of an evaluation. */
export function planOf(evaluation: Evaluation, known: Known, document: GraphDocument): Plan {
  const steps = new Map<NodeId, Step>();
  const problems: Problem[] = [...evaluation.problems];
  const before = sources(document);
  for (const [id, node] of evaluation.nodes) {
    const found = stepOf(node, known, closestSteps(id, before, steps));
    if (!found) continue;
    const step = blockedByThoseBefore(found, steps);
    steps.set(id, step);
    if (step.why === 'undecided') problems.push(undecided(id));
  }
  return { service: evaluation.service, steps: [...steps.values()], problems };
}

function stepOf(
  evaluation: NodeEvaluation,
  known: Known,
  after: readonly NodeId[],
  blocked = firstBlocked,
): Step | undefined {
  const { node, definition, outcome, because, order, operation, awaits } = evaluation;
  const base = { node: node.id, title: node.title ?? definition?.title ?? node.type, after };
  if (outcome === 'skipped') return { ...base, action: 'skipped', why: because.length ? 'before' : 'muted', because };
  if (outcome === 'blocked') return { ...base, action: 'blocked', why: because.length ? 'before' : 'problem', because };
  if (order) {
    const job = known.jobs.get(order.jobKey);
    const request = { ...base, kind: 'request', order } as const;
    if (job?.phase === 'done') return { ...request, action: 'reuse', why: 'held', attempt: job.attempt };
    if (job?.phase === 'undecided') return { ...base, action: 'blocked', why: 'undecided', because: [] };
    const lacking = blocked(
      order.media.map(({ medium }) => medium.ref),
      known,
    );
    if (lacking) return { ...base, action: 'blocked', why: 'before', because: after };
    if (job?.phase === 'alive')
      return { ...request, action: 'run', why: job.unsent ? 'new' : 'joins', attempt: job.attempt };
    return { ...request, action: 'run', why: job ? 'again' : 'new', attempt: (job?.attempt ?? 0) + 1 };
  }
  if (awaits !== undefined) {
    const job = known.jobs.get(awaits);
    if (job?.phase === 'undecided') return { ...base, action: 'blocked', why: 'before', because: after };
    const done = job?.phase === 'done';
    return { ...base, kind: 'await', jobKey: awaits, action: done ? 'reuse' : 'run', why: done ? 'held' : 'waits' };
  }
  if (operation) {
    const media = { ...base, kind: 'media', operation } as const;
    if (known.results.has(operation.cacheKey)) return { ...media, action: 'reuse', why: 'held' };
    const lacking = blocked(operation.ref.of, known);
    if (lacking) return { ...base, action: 'blocked', why: 'before', because: after };
    return { ...media, action: 'run', why: 'made' };
  }
  return undefined;
}

/** A step cannot run where one that it needs cannot. What is held already needs nothing any more. */
function blockedByThoseBefore(step: Step, steps: ReadonlyMap<NodeId, Step>): Step {
  if (step.action !== 'run') return step;
  const because = step.after.filter((node) => ['blocked', 'skipped'].includes(steps.get(node)?.action ?? ''));
  if (because.length === 0) return step;
  const { node, title, after } = step;
  return { node, title, after, action: 'blocked', why: 'before', because };
}

/** Whether media can never come: an uncertain job stands behind them, or a done one did not make them. */
function firstBlocked(refs: Parameters<typeof missingOutput>[0], known: Known): boolean {
  const undecidedBehind = (ref: (typeof refs)[number]): boolean =>
    'jobKey' in ref ? known.jobs.get(ref.jobKey)?.phase === 'undecided' : 'op' in ref && ref.of.some(undecidedBehind);
  return refs.some(undecidedBehind) || missingOutput(refs, known) !== undefined;
}

function sources(document: GraphDocument): ReadonlyMap<NodeId, readonly NodeId[]> {
  const before = new Map<NodeId, NodeId[]>();
  for (const { from, to } of document.links) {
    const list = before.get(to.node);
    if (list) list.push(from.node);
    else before.set(to.node, [from.node]);
  }
  return before;
}

/** The nearest nodes with a step before a node, looking through those without one. */
function closestSteps(
  id: NodeId,
  before: ReadonlyMap<NodeId, readonly NodeId[]>,
  steps: ReadonlyMap<NodeId, Step>,
): readonly NodeId[] {
  const found = new Set<NodeId>();
  const seen = new Set<NodeId>([id]);
  const queue = [...(before.get(id) ?? [])];
  for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (steps.has(node)) found.add(node);
    else queue.push(...(before.get(node) ?? []));
  }
  return [...found];
}

function undecided(node: NodeId): Problem {
  return {
    code: 'uncertain-job',
    severity: 'error',
    place: { node },
    reason: 'It is not known whether this generation was sent: the answer was lost.',
    remedy: 'Decide first: attach the request id, say that it was not sent, or send it again.',
  };
}
