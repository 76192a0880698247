import type { GraphDocument } from '../../../src/graph/document.ts';
import { nodeRegistry } from '../../../src/node-registry.ts';
import { createJobFeed } from '../../../src/runtime/run/job-feed.ts';
import type { NamedOperation } from '../../../src/runtime/run/operations.ts';
import type { Run } from '../../../src/runtime/run/run.ts';
import { createRunController, type RunController } from '../../../src/runtime/run/run-controller.ts';
import { processLocks } from '../../../src/runtime/run/run-locks.ts';
import { memoryResultStore, type ResultStore } from '../../../src/runtime/stores/result-store.ts';
import { memoryRunStore, type RunStore } from '../../../src/runtime/stores/run-store.ts';
import { type FakeJobs, fakeJobs } from './fake-jobs.ts';
import { virtualClock } from './virtual-clock.ts';

/** A join whose result is the names and bytes of what went in. */
export const join: NamedOperation = {
  name: 'join',
  version: 1,
  async run(inputs) {
    const lines = inputs.map(({ name, bytes }) => `${name}: ${new TextDecoder().decode(bytes)}`);
    return { bytes: new TextEncoder().encode(lines.join('\n')), mediaType: 'video/mp4', duration: inputs.length * 4 };
  },
};

/** One browser and one gateway: tabs are opened and closed over the same stores and jobs. */
export function house(options: { readonly operations?: Record<string, NamedOperation> } = {}) {
  const clock = virtualClock();
  const jobs = fakeJobs(clock);
  const runs = memoryRunStore();
  const results = memoryResultStore();
  let locks = processLocks();
  const local = new Map<string, Blob>();
  const troubles: unknown[] = [];
  let runCount = 0;
  let random = 0;
  const operations = options.operations ?? { join };
  const tab = (
    changes: { readonly results?: ResultStore; readonly client?: FakeJobs; readonly runs?: RunStore } = {},
  ) => {
    const client = changes.client ?? jobs;
    const feed = createJobFeed({ jobs: client, clock });
    const controller = createRunController({
      registry: nodeRegistry,
      jobs: client,
      feed,
      operations,
      localBytes: async (sha256) => local.get(sha256),
      runs: changes.runs ?? runs,
      results: changes.results ?? results,
      locks,
      clock,
      random: () => (random = (random + 0.37) % 1),
      newId: () => `run-${++runCount}`,
      onTrouble: (error) => troubles.push(error),
    });
    return {
      feed,
      controller,
      /** The page ends: what it was doing stops wherever it is. */
      close() {
        controller.dispose();
        feed.stop();
      },
    };
  };
  return {
    clock,
    jobs,
    runs,
    results,
    local,
    troubles,
    tab,
    /** What the end of a page does to the locks it held. */
    forgetLocks: () => void (locks = processLocks()),
  };
}
export type House = ReturnType<typeof house>;

/** Starts a rehearsal and waits for its end. */
export async function rehearse(
  { clock }: House,
  controller: RunController,
  document: GraphDocument,
  graph = 'g',
): Promise<Run> {
  const { started } = await clock.until(controller.rehearse(graph, document));
  if (!started.ok) throw new Error(started.why);
  await clock.until(controller.idle());
  const run = controller.runs.find(({ id }) => id === started.run.id);
  if (!run) throw new Error('the run is gone');
  return run;
}
