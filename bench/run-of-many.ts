import type { GraphDocument } from '../src/graph/document.ts';
import { nodeRegistry } from '../src/node-registry.ts';
import { createJobFeed } from '../src/runtime/run/job-feed.ts';
import { createRunController } from '../src/runtime/run/run-controller.ts';
import { processLocks } from '../src/runtime/run/run-locks.ts';
import { memoryResultStore } from '../src/runtime/stores/result-store.ts';
import { memoryRunStore } from '../src/runtime/stores/run-store.ts';
import type { JobClient } from '../src/runtime/wire/job-client.ts';
import type { Times } from '../test/fakes/fake-service.ts';
import { createJobWorld } from '../test/fakes/job-world.ts';
import { addShot, builder } from '../test/graph/build.ts';
import { fakeJobs } from '../test/runtime/run/fake-jobs.ts';
import { join } from '../test/runtime/run/house.ts';
import { seeded } from '../test/runtime/jobs/noticing.ts';

/** Scenes of shots, each shot taking the clip before it in its scene: the longest path is as long as the slowest scene. */
export function scenes(count: number, shots: number): GraphDocument {
  const b = builder();
  for (let scene = 1; scene <= count; scene += 1) {
    let before: string | undefined;
    for (let shot = 1; shot <= shots; shot += 1) {
      const { generate, clip } = addShot(b, `S${scene}-${shot}`, `Scene ${scene}, shot ${shot}.`);
      if (before !== undefined) b.link(before, 'video', generate, 'videos_1');
      before = clip;
    }
  }
  return b.document;
}

/** How a run went: by the clock of its world, and by what the service got. */
export interface RunTimes {
  /** Milliseconds from the press to the end. */
  readonly wholeMs: number;
  /** Milliseconds that the slowest scene takes at the service alone. */
  readonly longestPathMs: number;
  readonly requests: number;
}

/** Rehearses a document with the real run over the real core, on virtual time; every job takes its own time, ± 20 %. */
export async function runOnVirtualTime(document: GraphDocument, workedMs: number): Promise<RunTimes> {
  const world = createJobWorld();
  const { clock } = world;
  const random = seeded(17);
  const took: Times[] = [];
  world.sandbox.times = () => {
    const times = { queuedMs: 1_000, workedMs: workedMs * (0.8 + 0.4 * random()) };
    took.push(times);
    return times;
  };
  const { owner } = await world.life();
  const base = fakeJobs(clock);
  const jobs: JobClient = {
    ...base,
    put: (jobKey, order) => owner.put(jobKey, order),
    known: async (keys) => owner.known(keys),
    changes: async (after) => owner.changes(after),
    cancel: (jobKey) => owner.cancel(jobKey),
    async output(jobKey, kind, n) {
      const outputs = owner.known([jobKey]).jobs[0]?.attempts.flatMap((one) => ('outputs' in one ? one.outputs : []));
      const { sha256 = '' } = outputs?.find((output) => output.kind === kind && output.n === n) ?? {};
      const stored = await world.bytes.read(sha256);
      if (stored === undefined) throw new Error('no such output');
      return new Blob([stored.bytes], { type: stored.mediaType });
    },
  };
  const feed = createJobFeed({ jobs, clock });
  const controller = createRunController({
    registry: nodeRegistry,
    jobs,
    feed,
    operations: { join },
    localBytes: () => Promise.resolve(undefined),
    runs: memoryRunStore(),
    results: memoryResultStore(),
    locks: processLocks(),
    clock,
    random,
    newId: () => 'run-1',
    onTrouble: (error) => {
      throw error;
    },
  });
  const from = clock.now();
  const started = controller.rehearse('many', document);
  let ended = false;
  started.then(
    ({ started: { ok } }) => ok && controller.idle().then(() => (ended = true)),
    () => undefined,
  );
  await clock.runUntil(() => ended, 24 * 3_600_000);
  const wholeMs = clock.now() - from;
  const [run] = controller.runs;
  if (run?.state.kind !== 'ended' || run.state.outcome !== 'succeeded') throw new Error('the run did not succeed');

  const times = new Map<string, number>();
  for (const [n, { request }] of world.sandbox.of('submit').entries()) {
    const { prompt } = JSON.parse(request.body ?? '{}') as { prompt?: string };
    const scene = /Scene (\d+)/.exec(prompt ?? '')?.[1] ?? '';
    times.set(scene, (times.get(scene) ?? 0) + (took[n]?.queuedMs ?? 0) + (took[n]?.workedMs ?? 0));
  }
  const requests = world.sandbox.received.length;
  controller.dispose();
  feed.stop();
  await owner.stop();
  return { wholeMs, longestPathMs: Math.max(...times.values()), requests };
}
