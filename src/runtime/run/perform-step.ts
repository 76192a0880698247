import type { NodeId } from '../../graph/document.ts';
import type { ActiveStep } from '../../graph/plan.ts';
import type { JobClient } from '../wire/job-client.ts';
import { type JobRecord, presentAttempt } from '../wire/job-record.ts';
import { awaitJob } from './await-job.ts';
import type { JobFeed } from './job-feed.ts';
import type { LiveRun } from './live-run.ts';
import { mediaOf, orderOf } from './order-of.ts';
import { agreedAttempt, agreementOn, coveredAttempt, type StepProgress } from './run.ts';
import type { RunClock } from './run-clock.ts';
import type { RunMedia } from './run-media.ts';
import { problemOfAttempt, problemOfError } from './step-problem.ts';

export interface StepContext {
  readonly live: LiveRun;
  readonly jobs: Pick<JobClient, 'put'>;
  readonly feed: JobFeed;
  readonly media: RunMedia;
  readonly clock: RunClock;
  /** Repeats a call until it is answered. */
  readonly reach: <T>(call: () => Promise<T>) => Promise<T>;
  /** False after an hour without anybody: then nothing more is bought. */
  readonly awake: () => Promise<boolean>;
  /** Told which job a node waits for. */
  readonly waits: (node: NodeId, jobKey: string) => void;
  readonly signal: AbortSignal;
}

/** `unagreed` and `away`: it would have to buy what was not agreed, or after an hour. */
export type StepEnd = 'done' | 'failed' | 'unagreed' | 'away';

/** Does one step and keeps how it ended. Throws only when the signal is aborted. */
export async function performStep(step: ActiveStep, context: StepContext): Promise<StepEnd> {
  const { live, clock, signal } = context;
  const progress = (how: StepProgress): Promise<void> =>
    live.change((run) => ({ ...run, steps: { ...run.steps, [step.node]: how } }));
  try {
    if (step.action === 'reuse') {
      await progress(madeByThisRun(step, live) ? { status: 'succeeded', at: clock.now() } : { status: 'reused' });
      return 'done';
    }
    if (step.kind === 'media') {
      await progress({ status: 'running', since: clock.now() });
      await context.media.resultOf(step.operation, signal);
    } else {
      const record = step.kind === 'request' ? await request(step, context) : await wait(step, context);
      if (record === 'unagreed' || record === 'away') return record;
      const attempt = presentAttempt(record);
      if (attempt.status !== 'succeeded') {
        await progress({ status: 'failed', at: clock.now(), problem: problemOfAttempt(step.node, attempt) });
        return 'failed';
      }
    }
    await progress({ status: 'succeeded', at: clock.now() });
    return 'done';
  } catch (error) {
    signal.throwIfAborted();
    await progress({ status: 'failed', at: clock.now(), problem: problemOfError(step.node, error) });
    return 'failed';
  }
}

/** Whether what is held now came from this Run, before it was taken up again. */
function madeByThisRun(step: ActiveStep, { value: run }: LiveRun): boolean {
  if (step.kind === 'media') return ['running', 'succeeded'].includes(run.steps[step.node]?.status ?? '');
  return agreedAttempt(run, step.kind === 'request' ? step.order.jobKey : step.jobKey) !== undefined;
}

async function wait(step: Extract<ActiveStep, { kind: 'await' }>, context: StepContext): Promise<JobRecord> {
  const { feed, clock, signal, live } = context;
  context.waits(step.node, step.jobKey);
  const attempt = agreedAttempt(live.value, step.jobKey) ?? 0;
  return awaitJob({ jobKey: step.jobKey, attempt }, feed, clock, signal);
}

async function request(
  step: Extract<ActiveStep, { kind: 'request' }>,
  context: StepContext,
): Promise<JobRecord | 'unagreed' | 'away'> {
  const { order, node, attempt } = step;
  const { feed, clock, signal, live } = context;
  const { jobKey } = order;
  const pair = agreedAttempt(live.value, jobKey);
  const agreed = pair !== undefined && coveredAttempt(pair, feed.records.get(jobKey)) === attempt;
  const joins = step.why === 'joins';
  if (!agreed && !joins) return 'unagreed';
  context.waits(node, jobKey);
  if (!joins && !(await put(step, attempt, context))) return 'away';
  const again = async (covered: number): Promise<void> => void (await put(step, covered, context));
  return awaitJob({ jobKey, attempt, ...(agreed ? { again } : {}) }, feed, clock, signal);
}

/** Puts the order of an agreed pair, with the bytes that travel along. False when nobody was here for an hour. */
async function put(
  step: Extract<ActiveStep, { kind: 'request' }>,
  attempt: number,
  context: StepContext,
): Promise<boolean> {
  const { order, node, title } = step;
  const { media, live, jobs, feed, reach, signal } = context;
  const hashes = new Map<unknown, string>();
  for (const ref of mediaOf(order)) {
    const name = order.media.find(({ medium }) => medium.ref === ref)?.medium.name ?? 'the reference';
    const sha256 = await media.bring(ref, name, signal);
    if (sha256 !== undefined) hashes.set(ref, sha256);
  }
  if (!(await context.awake())) return false;
  signal.throwIfAborted();
  const origin = { graph: live.value.document.title, node, title };
  const wish = orderOf(order, { attempt, ...agreementOn(live.value, order.jobKey) }, origin, (ref) => hashes.get(ref));
  feed.take(await reach(() => jobs.put(order.jobKey, wish)));
  return true;
}
