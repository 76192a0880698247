import type { NodeId } from '../../graph/document.ts';
import { evaluate } from '../../graph/evaluate.ts';
import { type ActiveStep, planOf } from '../../graph/plan.ts';
import type { NodeRegistry } from '../../graph/registry.ts';
import type { ResultStore } from '../stores/result-store.ts';
import type { RunStore } from '../stores/run-store.ts';
import type { JobClient } from '../wire/job-client.ts';
import { advance, type StepStanding } from './advance.ts';
import { cancelJobs } from './cancel-jobs.ts';
import type { JobFeed } from './job-feed.ts';
import { knownForRun } from './known-for-run.ts';
import { liveRun } from './live-run.ts';
import type { Operations } from './operations.ts';
import { pauseByJobs, waitsForPerson } from './pause-of.ts';
import { performStep, type StepContext } from './perform-step.ts';
import { awayLimitMs, type PauseReason, type Run, type RunState } from './run.ts';
import type { RunClock } from './run-clock.ts';
import { keysOf } from './run-keys.ts';
import { createRunMedia, type LocalBytes } from './run-media.ts';
import { untilReachable } from './until-reachable.ts';

export interface DriveOptions {
  readonly run: Run;
  readonly registry: NodeRegistry;
  readonly jobs: JobClient;
  readonly feed: JobFeed;
  readonly operations: Operations;
  readonly localBytes: LocalBytes;
  readonly runs: RunStore;
  readonly results: ResultStore;
  readonly clock: RunClock;
  readonly onChange?: (run: Run) => void;
  /** Told when a store failed: the Run goes on. */
  readonly onTrouble?: (error: unknown) => void;
  /** Stops driving, as the end of the page does: jobs go on, and the Run is taken up again later. */
  readonly signal: AbortSignal;
}

/** How often a Run says that it is being driven, in milliseconds. */
const touchMs = 60_000;

/** Stops the steps of a Run; jobs that are under way are asked to stop one by one. */
class Halted extends Error {
  override readonly name = 'Halted';
}

/**
 * Drives a Run to its end, or until only a new agreement brings it further (paused by `hour` or `agreement`), and answers
 * with it. All other pauses it waits through. Rejects with the signal's reason when that is aborted.
 */
export async function driveRun(options: DriveOptions): Promise<Run> {
  const { registry, jobs, feed, clock, signal, results, runs, operations, localBytes } = options;
  if (options.run.state.kind === 'ended') return options.run;
  const live = liveRun(options.run, runs, options.onChange ?? nothing, options.onTrouble ?? nothing);
  const halted = new AbortController();
  const working = AbortSignal.any([signal, halted.signal]);
  const gone = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(asError(signal.reason)), { once: true });
  });
  gone.catch(nothing);

  const standing = new Map<NodeId, StepStanding>();
  const waitingFor = new Map<NodeId, string>();
  const tasks = new Set<Promise<void>>();
  let unanswered = 0;
  let away = false;
  let unagreed = false;
  let wake: () => void = nothing;

  const setState = async (state: RunState): Promise<void> => {
    if (!sameState(live.value.state, state)) await live.change((run) => ({ ...run, state }));
  };
  const pause = (why: PauseReason, goingOn: number): Promise<void> =>
    setState({ kind: 'paused', why, since: clock.now(), goingOn });

  /** Says whether and why the Run stands still. */
  function observe(): void {
    wake();
    if (live.value.state.kind === 'ended' || working.aborted) return;
    const silent = unanswered > 0 || !feed.reachable;
    const why = silent ? 'network' : pauseByJobs(live.value, feed.records);
    if (why === undefined) return void setState({ kind: 'running' });
    const goingOn = [...standing].filter(([node, how]) => {
      const record = feed.records.get(waitingFor.get(node) ?? '');
      return how === 'doing' && !(record && waitsForPerson(record));
    });
    void pause(why, silent ? 0 : goingOn.length);
  }

  async function reachWithin<T>(call: () => Promise<T>, within: AbortSignal): Promise<T> {
    let silent = false;
    const hear = (failures: number): void => {
      if (silent === failures > 0) return;
      silent = failures > 0;
      unanswered += silent ? 1 : -1;
      observe();
    };
    try {
      return await untilReachable(call, clock, within, hear);
    } finally {
      if (silent) unanswered -= 1;
    }
  }
  const reach = <T>(call: () => Promise<T>): Promise<T> => reachWithin(call, working);

  /** A page that slept for an hour was away as much as one that was closed. */
  async function awake(): Promise<boolean> {
    const now = clock.now();
    const since = now - live.value.touchedAt;
    if (since > awayLimitMs) away = true;
    else if (since >= touchMs || since < 0) await live.change((run) => ({ ...run, touchedAt: now }));
    return !away;
  }
  async function keepTouching(): Promise<void> {
    while (!working.aborted) {
      await clock.sleep(touchMs / 2, working).catch(nothing);
      if (!working.aborted) await awake();
    }
  }

  /** Takes in a wish to cancel, from this tab or another. */
  async function heed(): Promise<void> {
    const stored = await runs.get(live.value.id).catch(options.onTrouble ?? nothing);
    if (!stored?.cancelRequested || halted.signal.aborted) return;
    if (!live.value.cancelRequested) await live.change((run) => ({ ...run, cancelRequested: true }));
    halted.abort(new Halted());
    wake();
  }

  async function endCancelled(): Promise<Run> {
    halted.abort(new Halted());
    await Promise.allSettled(tasks);
    const reachStill = <T>(call: () => Promise<T>): Promise<T> => reachWithin(call, signal);
    // An order that got no answer may have arrived.
    await reachStill(() => feed.ask(live.value.agreed.map(({ jobKey }) => jobKey)));
    const goingOn = await cancelJobs(live.value, feed.records, jobs, reachStill, (record) => feed.take(record));
    await setState({ kind: 'ended', outcome: 'cancelled', at: clock.now(), goingOn: [...goingOn] });
    return live.value;
  }

  if (!live.value.cancelRequested && !(await awake())) {
    await pause('hour', 0);
    return live.value;
  }
  const unsubscribe = [
    feed.subscribe(observe),
    runs.watch((id) => {
      if (id === live.value.id) void heed();
    }),
  ];
  const touching = keepTouching();
  try {
    await heed();
    const evaluation = evaluate(live.value.document, registry, live.value.service);
    if (live.value.cancelRequested) return await endCancelled();
    await reachWithin(() => feed.ask(keysOf(evaluation).jobs), signal);
    observe();

    const known = knownForRun(live.value, [...feed.records.values()], await results.keys());
    const { steps } = planOf(evaluation, known, live.value.document);
    const orders = new Map(
      [...evaluation.nodes.values()].flatMap(({ operation }) =>
        operation ? [[operation.cacheKey, operation] as const] : [],
      ),
    );
    const media = createRunMedia({ jobs, results, operations, localBytes, orders, reach });
    const waits: StepContext['waits'] = (node, jobKey) => void waitingFor.set(node, jobKey);
    const context: StepContext = { live, jobs, feed, media, clock, reach, awake, waits, signal: working };

    async function follow(step: ActiveStep): Promise<void> {
      const end = await performStep(step, context).catch((error: unknown) => {
        if (working.aborted) return 'aborted' as const;
        throw error;
      });
      waitingFor.delete(step.node);
      if (end === 'done' || end === 'failed') standing.set(step.node, end);
      if (end === 'unagreed') unagreed = true;
    }

    for (;;) {
      signal.throwIfAborted();
      if (live.value.cancelRequested) return await endCancelled();
      observe();
      const turned = new Promise<void>((resolve) => (wake = resolve));
      const { start, skip } = advance(steps, standing);
      for (const { node, because } of skip) {
        standing.set(node, 'skipped');
        await live.change((run) => ({ ...run, steps: { ...run.steps, [node]: { status: 'skipped', because } } }));
      }
      for (const step of start) {
        standing.set(step.node, 'doing');
        const task: Promise<void> = follow(step).finally(() => tasks.delete(task));
        tasks.add(task);
      }
      if (tasks.size === 0) break;
      await Promise.race([turned, ...tasks, gone]);
    }
    if (live.value.cancelRequested) return await endCancelled();
    const bad =
      // A placeholder was never meant to run; what waits for one was.
      steps.some(({ action, node }) => action === 'blocked' && evaluation.nodes.get(node)?.definition) ||
      [...standing.values()].some((how) => how === 'failed' || how === 'skipped');
    if (away || unagreed) await pause(away ? 'hour' : 'agreement', 0);
    else await setState({ kind: 'ended', outcome: bad ? 'failed' : 'succeeded', at: clock.now(), goingOn: [] });
    return live.value;
  } finally {
    halted.abort(new Halted());
    for (const stop of unsubscribe) stop();
    await Promise.allSettled([touching, ...tasks]);
  }
}

function sameState(a: RunState, b: RunState): boolean {
  if (a.kind === 'paused' && b.kind === 'paused') return a.why === b.why && a.goingOn === b.goingOn;
  return a.kind === 'running' && b.kind === 'running';
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new DOMException('aborted', 'AbortError');
}

function nothing(): undefined {
  return undefined;
}
