import { canonicalJson } from '../../src/graph/canonical-json.ts';
import type { JsonValue } from '../../src/graph/json.ts';
import { ended, presentAttempt, type JobRecord } from '../../src/runtime/wire/job-record.ts';
import { actions } from './people/actions.ts';
import { drawGraph } from './people/graphs.ts';
import { graphNames } from './people/person.ts';
import { pressRehearse, pressRun } from './people/press-run.ts';
import { plainBlobs } from './plain-blob.ts';
import { tidyUp } from './people/tidy-up.ts';
import { lookAtRest, recordsOf } from './look-at-rest.ts';
import { troubles } from './troubles.ts';
import { createWorld, type Violation, type World, type WorldOptions } from './world.ts';

/** What became of one seed. */
export interface Outcome {
  readonly seed: number;
  readonly violation: Violation | undefined;
  readonly counts: ReadonlyMap<string, number>;
  /** Equal for equal histories. */
  readonly hash: number;
  readonly trace: readonly string[];
  readonly acts: number;
}

const minute = 60_000;

/** Lives one world from its seed to its rest, and looks at it. */
export async function simulate(options: WorldOptions): Promise<Outcome> {
  const blobsBack = plainBlobs();
  const { stackTraceLimit } = Error;
  // Thousands of errors are made to be caught; where each came from is of interest only to whoever replays a seed.
  if (options.wholeTrace !== true) Error.stackTraceLimit = 0;
  try {
    const world = createWorld(options);
    begin(world);
    await chaos(world);
    await calm(world);
    await look(world);
    const { seed, violation, counts, trace, timeline } = world;
    const outcome = { seed, violation, counts, hash: trace.hash(), trace: trace.lines(), acts: timeline.acts() };
    world.browser.end();
    return outcome;
  } finally {
    blobsBack();
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function begin(world: World): void {
  const chance = world.chance.fork('graphs');
  for (const name of graphNames) world.documents.set(name, drawGraph(name, chance));
  world.gateway.start();
  const tab = world.browser.open();
  const [graph] = graphNames;
  world.timeline.at(200, () => {
    if (chance.happens(0.2)) void pressRehearse(world, tab, graph);
    else void pressRun(world, tab, graph, chance.int(0, 2_000));
  });
}

/** People and misfortune, for a while; sometimes everybody is away for more than an hour. */
async function chaos(world: World): Promise<void> {
  const { timeline } = world;
  const chance = world.chance.fork('chaos');
  const over = (): boolean => world.violation !== undefined;
  const until = timeline.now() + chance.pick([20_000, 60_000, 150_000]);
  const calmness = chance.pick([1, 1, 3]);
  const next = (meanMs: number, act: () => void): void => {
    timeline.at(chance.wait(meanMs), () => {
      if (world.calm || timeline.now() - timeline.slept() > until) return;
      act();
      next(meanMs, act);
    });
  };
  next(7_000 * calmness, () => {
    const tabs = world.browser.openTabs();
    const tab = tabs.length === 0 ? world.browser.open() : chance.pick(tabs);
    const action = chance.weighed(actions);
    world.trace.say(`person: ${action.name} in ${tab.life.name}`);
    action.act(world, tab, chance);
  });
  next(12_000 * calmness, () => {
    const trouble = chance.weighed(troubles);
    world.trace.say(`trouble: ${trouble.name}`);
    world.count(`trouble: ${trouble.name}`);
    trouble.strike(world, chance);
  });
  // A gateway that died by itself is started again.
  next(8_000, () => {
    if (world.gateway.holder() === undefined) world.gateway.start();
  });
  await timeline.run(over, until);
  if (over() || !chance.happens(0.08)) return;
  world.count('away for more than an hour');
  if (chance.happens(0.3)) return timeline.sleepThrough(70 * minute);
  for (const tab of world.browser.openTabs()) tab.close();
  await timeline.run(over, timeline.now() + 70 * minute);
}

/** Nothing goes wrong any more, and somebody tidies up, until all rests. */
async function calm(world: World): Promise<void> {
  const { timeline } = world;
  world.calm = true;
  world.trace.say('calm');
  world.disk.refuses = undefined;
  world.browser.refuses = false;
  const over = (): boolean => world.violation !== undefined;
  const limit = timeline.now() + 60 * minute;
  let still = 0;
  for (let turn = 0; !over() && still < 2 && timeline.now() < limit; turn += 1) {
    await tidyUp(world, turn);
    await timeline.run(over, timeline.now() + 5_000);
    still = rests(world) ? still + 1 : 0;
  }
  // What happened last reaches every tab, however seldom it asks.
  await timeline.run(over, timeline.now() + 6_000);
}

function rests(world: World): boolean {
  const open = world.gateway.open();
  if (open === undefined || world.browser.openTabs().length === 0) return false;
  const runs = [...world.browser.runs.values()];
  const resting = (record: JobRecord): boolean => {
    const { status } = presentAttempt(record);
    return status === 'claimed'
      ? !runs.some(({ state }) => state.kind !== 'ended')
      : status !== 'uncertain' && ended.has(status);
  };
  return runs.every(({ state }) => state.kind === 'ended') && open.owner.changes(-1).jobs.every(resting);
}

/** The invariants that are about the rest; then about the rest after one more start. */
async function look(world: World): Promise<void> {
  const over = (): boolean => world.violation !== undefined;
  lookAtRest(world);
  if (over()) return;
  const before = attemptsOf(world);
  world.gateway.kill('to see what the next one finds');
  world.gateway.start();
  await world.timeline.run(over, world.timeline.now() + 7_000);
  const after = attemptsOf(world);
  for (const [jobKey, attempts] of before) {
    const now = after.get(jobKey);
    if (now !== attempts) world.violate('a restart changes nothing that rests', `${attempts} became ${now}`);
  }
  lookAtRest(world);
}

function attemptsOf(world: World): ReadonlyMap<string, string> {
  return new Map(recordsOf(world).map(({ jobKey, attempts }) => [jobKey, canonicalJson(attempts as JsonValue)]));
}
