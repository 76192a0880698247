import { isUnwatched, isWatchable, lacksOutput, presentAttempt } from '../../../src/runtime/wire/job-record.ts';
import type { Tab } from '../browser/tab.ts';
import type { Chance } from '../chance.ts';
import type { World } from '../world.ts';
import { decide, openDecisions } from './decide.ts';
import { editGraph } from './graphs.ts';
import { graphNames, unheard } from './person.ts';
import { lookAgain } from './look-again.ts';
import { pressRehearse, pressRun } from './press-run.ts';
import { setWatched } from './set-watched.ts';

/** Something that a person may do at any time in front of a tab. */
export interface Action {
  readonly name: string;
  readonly weight: number;
  readonly act: (world: World, tab: Tab, chance: Chance) => void;
}

const graphOf = ({ settings }: World, chance: Chance): string =>
  chance.happens(1 - settings.otherGraph) ? graphNames[0] : graphNames[1];

export const actions: readonly Action[] = [
  {
    name: 'run',
    weight: 14,
    act: (world, tab, chance) => void pressRun(world, tab, graphOf(world, chance), chance.int(0, 4_000)),
  },
  {
    name: 'run in two tabs',
    weight: 4,
    act(world, tab, chance) {
      const other = world.browser.openTabs().find((open) => open !== tab) ?? world.browser.open();
      for (const one of [tab, other]) void pressRun(world, one, graphNames[0], chance.int(0, 60));
      world.count('run pressed in two tabs');
    },
  },
  {
    name: 'run twenty times',
    weight: 3,
    act(world, tab) {
      world.count('run pressed 20 times');
      void pressRun(world, tab, graphNames[0], 300, 20);
    },
  },
  {
    name: 'rehearse',
    weight: 6,
    act: (world, tab, chance) => void pressRehearse(world, tab, graphOf(world, chance), chance.pick([1, 1, 5])),
  },
  {
    name: 'edit',
    weight: 6,
    act(world, _, chance) {
      const graph = graphOf(world, chance);
      const document = world.documents.get(graph);
      if (document === undefined) return;
      world.count('graph edited');
      world.documents.set(graph, editGraph(document, chance, world.counts.get('graph edited') ?? 0));
    },
  },
  {
    name: 'cancel',
    weight: 5,
    act(world, tab, chance) {
      const open = tab.controller.runs.filter(({ state }) => state.kind !== 'ended');
      if (open.length === 0) return;
      const run = chance.pick(open);
      for (const { jobKey } of run.agreed) {
        const record = tab.feed.records.get(jobKey);
        if (record) world.count(`cancelled with a job ${presentAttempt(record).status}`);
      }
      void tab.controller.cancelRun(run.id).catch(unheard(world, tab));
    },
  },
  {
    name: 'watch',
    weight: 3,
    act(world, tab, chance) {
      const open = [...tab.feed.records.values()].filter((record) => isWatchable(presentAttempt(record)));
      if (open.length === 0) return;
      const record = chance.pick(open);
      setWatched(world, tab, record, isUnwatched(presentAttempt(record)));
    },
  },
  {
    name: 'look again',
    weight: 3,
    act(world, tab, chance) {
      const open = [...tab.feed.records.values()].filter((record) => lacksOutput(presentAttempt(record)));
      if (open.length === 0) return;
      lookAgain(world, tab, chance.pick(open));
    },
  },
  {
    name: 'decide',
    weight: 8,
    act(world, tab, chance) {
      const open = openDecisions(tab);
      if (open.length > 0) decide(world, tab, chance.pick(open), chance.happens(0.5));
    },
  },
  {
    name: 'continue',
    weight: 5,
    act(world, tab, chance) {
      const paused = tab.controller.runs.filter(({ state }) => state.kind === 'paused');
      if (paused.length > 0) void continueRun(world, tab, chance.pick(paused).id);
    },
  },
  {
    name: 'reload',
    weight: 5,
    act(world, tab) {
      world.count('tab reloaded');
      tab.close();
      world.browser.open();
    },
  },
  {
    name: 'crash of the tab',
    weight: 3,
    act(world, tab, chance) {
      tab.life.die('crashed');
      world.timeline.at(chance.int(100, 20_000), () => void world.browser.open());
    },
  },
  {
    name: 'another tab',
    weight: 3,
    act(world) {
      if (world.browser.openTabs().length < 3) world.browser.open();
    },
  },
  {
    name: 'close',
    weight: 2,
    act(world, tab) {
      world.count('tab closed');
      tab.close();
    },
  },
];

/** Goes on with a paused Run, which tells every service that it may be sent to again. */
export async function continueRun(world: World, tab: Tab, id: string): Promise<void> {
  const run = tab.controller.runs.find((one) => one.id === id);
  if (run?.state.kind !== 'paused') return;
  const { why } = run.state;
  world.count(`continued after ${why}`);
  await tab.controller.continueRun(id).catch(unheard(world, tab));
}
