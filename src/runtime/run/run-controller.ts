import type { GraphDocument } from '../../graph/document.ts';
import { evaluate } from '../../graph/evaluate.ts';
import { planOf } from '../../graph/plan.ts';
import { quote } from '../../graph/quote.ts';
import type { Service } from '../../graph/service.ts';
import { driveRun, type DriveOptions } from './drive-run.ts';
import { knownForRun } from './known-for-run.ts';
import { type Prepared, type PrepareOptions, prepareRun, servicePathOf } from './prepare-run.ts';
import { knownRuns } from './known-runs.ts';
import { coveredAttempts, type Run, type RunState } from './run.ts';
import { keysOf } from './run-keys.ts';
import { runDrivers } from './run-drivers.ts';
import type { RunLocks } from './run-locks.ts';
import type { RunPart } from './run-part.ts';
import { type Agreement, judgeAgreement, runOf, sameWork, type StartRefusal } from './start-run.ts';

export interface RunControllerOptions extends Omit<DriveOptions, 'run' | 'signal' | 'onChange'> {
  readonly locks: RunLocks;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  /** A name for a new Run that nobody else has. */
  readonly newId: () => string;
}

export type Started =
  /** `joined`: it was a second press, the Run was there already. */
  | { readonly ok: true; readonly run: Run; readonly joined: boolean }
  /** `prepared` is what would happen now. */
  | { readonly ok: false; readonly why: StartRefusal; readonly prepared: Prepared };

/** What an interface asks of Runs. Every Run of the browser is known to every tab; one tab drives each. */
export interface RunController {
  /** Newest first. */
  readonly runs: readonly Run[];
  /** The last Run of a graph, on one service or on any. */
  latest(graph: string, service?: Service): Run | undefined;
  /** All Runs of a graph, on one service or on any, newest first. */
  of(graph: string, service?: Service): readonly Run[];
  subscribe(listener: () => void): () => void;
  /**
   * Plans and quotes a document or a part of it; a Run of the same work under way is not planned anew. Throws a
   * GatewayUnreachable or GatewayError.
   */
  prepare(graph: string, document: GraphDocument, service: Service, part?: RunPart): Promise<Prepared>;
  /** Starts what was prepared: durable first. A live one needs the agreement to exactly this quote. */
  start(graph: string, prepared: Prepared, agreement?: Agreement): Promise<Started>;
  /** Prepares and starts a rehearsal. Pressing it again while that goes on joins it. */
  rehearse(
    graph: string,
    document: GraphDocument,
    part?: RunPart,
  ): Promise<{ readonly prepared: Prepared; readonly started: Started }>;
  /** Takes up what a page that ended, or rested, left behind. Call it after a load, and when the page is back. */
  resumeAll(): Promise<void>;
  /** Lets go of every Run while the browser keeps the page aside, so that another tab can drive them (B10). */
  rest(): void;
  /** Goes on after an hour, or when a job waited for token, credit or a person. Throws a GatewayUnreachable. */
  continueRun(id: string): Promise<void>;
  /** What a Run would still buy, for the question before it goes on. Throws a GatewayUnreachable. */
  leftOf(id: string): Promise<{ readonly generations: number; readonly seconds: number } | undefined>;
  cancelRun(id: string): Promise<void>;
  /** Resolves when no Run is being driven here any more, each with how it ended or stands. */
  idle(): Promise<void>;
  /** Stops driving, as the end of the page does. */
  dispose(): void;
}

/** How many ended Runs are kept. */
const keptRuns = 50;

export function createRunController(options: RunControllerOptions): RunController {
  const { runs: store, locks, feed, jobs, clock, registry, results, random } = options;
  const known = knownRuns(store);
  const presses = new Map<string, Promise<{ prepared: Prepared; started: Started }>>();
  const trouble = options.onTrouble ?? ((): undefined => undefined);
  let [over, resting]: readonly [boolean, Promise<void>] = [false, Promise.resolve()];
  const drivers = runDrivers({
    runs: store,
    locks,
    driveOne: async (run, signal) =>
      known.see(await driveRun({ ...options, run, onChange: known.see, onTrouble: trouble, signal })),
    onTrouble: trouble,
  });

  const prepareWith = (changeSeeds: boolean, part: RunPart | undefined): PrepareOptions => ({
    registry,
    jobs,
    feed,
    results,
    random,
    changeSeeds,
    part,
  });
  const underWay = (graph: string, prepared: Prepared): Run | undefined =>
    known.of(graph).find((run) => goesOn(run) && sameWork(run, prepared));

  async function refresh(id: string): Promise<void> {
    const run = await store.get(id);
    if (over) return;
    if (!run) return known.forget(id);
    // The one who drives is ahead of the store.
    if (!drivers.holding.has(id)) known.see(run);
    if (drivable(run)) drivers.drive(id);
  }
  const unwatch = store.watch((id) => void refresh(id).catch(trouble));

  async function start(graph: string, prepared: Prepared, agreement?: Agreement): Promise<Started> {
    // All tabs take their turn here, so that two presses at once find each other (B05).
    return locks.hold('start', async () => {
      await known.load(drivers.holding);
      const present = underWay(graph, prepared);
      if (present) return { ok: true, run: present, joined: true };
      const fresh = await prepareRun(prepared.document, prepared.service, prepareWith(false, prepared.part));
      const why = judgeAgreement(fresh, agreement);
      if (why !== undefined) return { ok: false, why, prepared: fresh };
      const inlineMedia = agreement?.inlineMedia === true;
      if (fresh.needsInlineConsent) await jobs.saveSettings({ inlineMedia: true });
      const run = runOf(fresh, graph, options.newId(), clock.now(), inlineMedia);
      await store.put(run);
      known.see(run);
      await putAside(graph, run);
      drivers.drive(run.id);
      return { ok: true, run, joined: false };
    });
  }

  /** A Run that waits for a new agreement has it now: the new Run. Ended ones beyond the last fifty go. */
  async function putAside(graph: string, newer: Run): Promise<void> {
    for (const run of known.of(graph, newer.service)) {
      const waits = run.state.kind === 'paused' && (run.state.why === 'hour' || run.state.why === 'agreement');
      if (run.id === newer.id || !waits) continue;
      const state: RunState = { kind: 'ended', outcome: 'cancelled', at: clock.now(), goingOn: [] };
      const after = await store.update(run.id, (stored) => ({ ...stored, state }));
      if (after) known.see(after);
    }
    const old = known
      .all()
      .filter((run) => run.state.kind === 'ended')
      .slice(keptRuns);
    for (const { id } of old) {
      known.forget(id);
      await store.remove(id);
    }
  }

  const controller: RunController = {
    get runs() {
      return known.all();
    },
    latest: (graph, service) => known.of(graph, service)[0],
    of: known.of,
    subscribe: known.subscribe,
    async prepare(graph, document, service, part) {
      const asIs = await prepareRun(document, service, prepareWith(false, part));
      return underWay(graph, asIs) ? asIs : prepareRun(document, service, prepareWith(true, part));
    },
    start,
    rehearse(graph, document, part) {
      const name = JSON.stringify([graph, part]);
      let press = presses.get(name);
      if (!press) {
        press = (async () => {
          const prepared = await controller.prepare(graph, document, 'sandbox', part);
          return { prepared, started: await start(graph, prepared) };
        })().finally(() => presses.delete(name));
        presses.set(name, press);
      }
      return press;
    },
    rest: () => void (resting = drivers.rest()),
    async resumeAll() {
      await resting;
      await known.load(drivers.holding);
      for (const run of known.all()) if (drivable(run)) drivers.drive(run.id);
    },
    async continueRun(id) {
      const run = await known.get(id);
      if (!run || run.state.kind !== 'paused') return;
      const { why } = run.state;
      // What was not agreed takes another agreement, and an answer of the gateway comes by itself.
      if (why === 'agreement' || why === 'network') return feed.wake();
      if (why !== 'hour') {
        // Only a person who was told that a job waits for one may lift the spend guard, and only for what this Run agreed to.
        const wish = { spendGuard: why === 'person', jobs: coveredAttempts(run, feed.records) };
        await jobs.continueService(servicePathOf(run.service), wish);
      }
      const touchedAt = clock.now();
      await store.update(id, (stored) =>
        stored.state.kind === 'paused' ? { ...stored, touchedAt, state: { kind: 'running' } } : stored,
      );
      await refresh(id);
    },
    async leftOf(id) {
      const run = await known.get(id);
      if (!run) return undefined;
      const evaluation = evaluate(run.document, registry, run.service);
      const records = await feed.ask(keysOf(evaluation).jobs);
      const seen = knownForRun(run, records, await results.keys());
      const { generations } = quote(planOf(evaluation, seen, run.document), seen);
      return { generations: generations.length, seconds: generations.reduce((sum, { seconds }) => sum + seconds, 0) };
    },
    async cancelRun(id) {
      const after = await store.update(id, (run) =>
        run.state.kind === 'ended' ? run : { ...run, cancelRequested: true },
      );
      if (after) await refresh(id);
    },
    idle: drivers.idle,
    dispose() {
      over = true;
      drivers.stop();
      unwatch();
      known.stop();
    },
  };
  return controller;
}

function goesOn(run: Run): boolean {
  if (run.cancelRequested || run.state.kind === 'ended') return false;
  return run.state.kind === 'running' || !['hour', 'agreement'].includes(run.state.why);
}

/** Whether there is anything to drive: a Run that waits for a new agreement, or a person after an hour, stands. */
function drivable(run: Run): boolean {
  return goesOn(run) || (run.cancelRequested && run.state.kind !== 'ended');
}
