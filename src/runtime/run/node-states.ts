import type { GraphDocument, NodeId } from '../../graph/document.ts';
import type { Evaluation, NodeEvaluation } from '../../graph/evaluate.ts';
import type { CacheKey, JobKey } from '../../graph/keys.ts';
import { paramPlaying } from '../../graph/param-field.ts';
import { parseParams } from '../../graph/parse-params.ts';
import type { Problem } from '../../graph/problem.ts';
import {
  type Attempt,
  type Failure,
  goesOnByItself,
  type JobRecord,
  type JobStatus,
  presentAttempt,
} from '../wire/job-record.ts';
import type { Waiting } from '../wire/job-record.ts';
import { fieldProblems } from './field-problems.ts';
import { agreedAttempt, type Run, type StepProgress } from './run.ts';
import { lastRunOfNode } from './runs-of-node.ts';

/** What the outline, the canvas and the strip show of a node (design.md, Interface). */
export interface NodeState {
  readonly state: 'idle' | 'blocked' | 'skipped' | 'reused' | 'running' | JobStatus;
  /** Why its job waits, beside the state. */
  readonly waiting?: Waiting;
  /** The job of the node's present key, where there is one. */
  readonly job?: JobRecord;
  readonly attempt?: Attempt;
  /** When the state began, in milliseconds since 1970. */
  readonly since?: number;
  readonly queuePosition?: number;
  /** Past this long since the submit the node shows its job as slow, in milliseconds (M7). */
  readonly slowAfterMs?: number;
  /** What the service said, as text (SEC32). */
  readonly failure?: Failure;
  /** What is wrong with the node, and how its step in the last Run failed. */
  readonly problems: readonly Problem[];
  /** The last Run made something else with this node: it was edited since (U04). */
  readonly editedSince: boolean;
  /** What the last Run made, or makes, where it was edited since. */
  readonly runJob?: JobRecord;
  /** Of nodes that make something here: the key of the result. */
  readonly cacheKey?: CacheKey;
}

export interface NodeStatesInput {
  readonly document: GraphDocument;
  /** Of the document, for the service that is shown. */
  readonly evaluation: Evaluation;
  readonly jobs: ReadonlyMap<JobKey, JobRecord>;
  /** The Runs of the document on that service, newest first: a node shows the last one that it was in. */
  readonly runs?: readonly Run[];
  /** Results of local operations that are held. */
  readonly results: ReadonlySet<CacheKey>;
}

/** The state of every node of a document. Pure, and total: every node has one, whatever the rest holds. */
export function nodeStates(input: NodeStatesInput): ReadonlyMap<NodeId, NodeState> {
  const { document, evaluation, jobs } = input;
  const runs = (input.runs ?? []).filter(({ service }) => service === evaluation.service);
  return new Map(
    document.nodes.map(({ id }): [NodeId, NodeState] => {
      const node = evaluation.nodes.get(id);
      if (!node) return [id, { state: 'idle', problems: [], editedSince: false }];
      const fitting = lastRunOfNode(runs, id);
      const key = node.order?.jobKey ?? node.awaits ?? node.operation?.cacheKey;
      const before = fitting && Object.hasOwn(fitting.keys, id) ? fitting.keys[id] : undefined;
      const editedSince = before !== undefined && before !== key;
      const step = fitting && !editedSince && Object.hasOwn(fitting.steps, id) ? fitting.steps[id] : undefined;
      const runJob = editedSince ? jobs.get(before) : undefined;
      const core = stateOf(node, step, fitting, input);
      const fields = node.order && core.state === 'rejected' ? fieldProblems(node, core.failure) : [];
      const failed = step?.status === 'failed' && !isOutdated(core.attempt) ? [step.problem] : [];
      const problems = fields.length + failed.length === 0 ? node.problems : [...node.problems, ...fields, ...failed];
      return [
        id,
        {
          ...core,
          ...slowness(node),
          problems,
          editedSince,
          ...(runJob ? { runJob } : {}),
          ...(node.operation ? { cacheKey: node.operation.cacheKey } : {}),
        },
      ];
    }),
  );
}

/** What a step failed by is told no more once its job goes on, or made it after all: watched or attached again. */
function isOutdated(attempt: Attempt | undefined): boolean {
  return attempt !== undefined && (attempt.status === 'succeeded' || goesOnByItself(attempt));
}

/** What a node that awaits a job calls slow. Params that do not parse say nothing. */
function slowness({ node, definition, awaits }: NodeEvaluation): Pick<NodeState, 'slowAfterMs'> {
  const param = definition && awaits !== undefined ? paramPlaying(definition, 'slow-after') : undefined;
  if (!definition || param === undefined) return {};
  const parsed = parseParams(definition, node);
  const seconds = parsed.ok ? parsed.params[param] : undefined;
  return typeof seconds === 'number' ? { slowAfterMs: seconds * 1000 } : {};
}

type Core = Omit<NodeState, 'problems' | 'editedSince' | 'runJob' | 'cacheKey' | 'slowAfterMs'>;

function stateOf(
  node: NodeEvaluation,
  step: StepProgress | undefined,
  run: Run | undefined,
  { jobs, results }: NodeStatesInput,
): Core {
  const kind = node.definition?.work.kind;
  if (kind === 'value' || kind === 'pass') return { state: 'idle' };
  if (node.outcome !== 'ready') return { state: node.outcome };
  const jobKey = node.order?.jobKey ?? node.awaits;
  if (jobKey !== undefined) {
    const job = jobs.get(jobKey);
    return job ? jobState(job, step, run) : stepState(step, run, 'rejected');
  }
  if (!node.operation) return { state: 'idle' };
  const state = stepState(step, run, 'failed');
  return state.state === 'idle' && results.has(node.operation.cacheKey) ? { state: 'succeeded' } : state;
}

function jobState(job: JobRecord, step: StepProgress | undefined, run: Run | undefined): Core {
  const attempt = presentAttempt(job);
  const agreed = run && run.state.kind !== 'ended' ? agreedAttempt(run, job.jobKey) : undefined;
  // The attempt that is agreed has not begun: how the one before it ended is the quote's to tell.
  if (agreed !== undefined && attempt.n < agreed) return stepState(step, run, 'rejected');
  const shown = {
    job,
    attempt,
    since: attempt.since,
    ...('queuePosition' in attempt && attempt.queuePosition !== undefined
      ? { queuePosition: attempt.queuePosition }
      : {}),
    ...('failure' in attempt ? { failure: attempt.failure } : {}),
    ...(job.waiting ? { waiting: job.waiting } : {}),
  };
  const reused = step?.status === 'reused' && attempt.status === 'succeeded';
  return { state: reused ? 'reused' : attempt.status, ...shown };
}

/** What a step that no job tells of has come to. */
function stepState(step: StepProgress | undefined, run: Run | undefined, failed: 'failed' | 'rejected'): Core {
  if (!step) return { state: 'idle' };
  switch (step.status) {
    case 'running':
      return run?.state.kind === 'ended' ? { state: 'idle' } : { state: 'running', since: step.since };
    case 'failed':
      return { state: failed, since: step.at };
    case 'succeeded':
      return { state: 'succeeded', since: step.at };
    default:
      return { state: step.status };
  }
}
