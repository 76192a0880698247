import { isUnwatched, lacksOutput, presentAttempt } from '../../../src/runtime/wire/job-record.ts';
import type { World } from '../world.ts';
import { logIn } from '../troubles.ts';
import { continueRun } from './actions.ts';
import { decide, openDecisions } from './decide.ts';
import { lookAgain } from './look-again.ts';
import { graphNames } from './person.ts';
import { pressRun } from './press-run.ts';
import { setWatched } from './set-watched.ts';
import { liveOrigin } from '../machine/service-ports.ts';

/** Somebody who sees to everything that waits for a person: token, balance, decisions, paused Runs. */
export async function tidyUp(world: World, turn: number): Promise<void> {
  if (world.gateway.holder() === undefined) world.gateway.start();
  const { live } = world.services;
  if (world.token === undefined || !live.tokens.has(world.token)) logIn(world);
  live.credit = Math.max(live.credit, 50);
  // Whoever sees no end reloads the page: the end of a Run may not have been stored.
  if (turn % 12 === 11) for (const tab of world.browser.openTabs()) tab.close();
  const tab = world.browser.openTabs()[0] ?? world.browser.open();
  // A person looks at all jobs, those of Runs that no browser remembers included.
  const all = world.gateway.open()?.owner.changes(-1).jobs ?? [];
  await Promise.resolve();
  void tab.feed.ask(all.map(({ jobKey }) => jobKey)).catch(() => undefined);
  for (const record of openDecisions(tab)) decide(world, tab, record, true);
  // What nobody watches is taken in as well, as its clip may be made.
  for (const record of tab.feed.records.values())
    if (isUnwatched(presentAttempt(record))) setWatched(world, tab, record, true);
  if (turn === 1) {
    for (const record of tab.feed.records.values())
      if (lacksOutput(presentAttempt(record))) lookAgain(world, tab, record);
  }
  for (const run of tab.controller.runs) {
    if (run.state.kind !== 'paused') continue;
    if (run.state.why !== 'agreement') void continueRun(world, tab, run.id);
    else if (run.service === liveOrigin && run.graph === graphNames[0]) void pressRun(world, tab, run.graph, 0);
    else void tab.controller.cancelRun(run.id).catch(() => undefined);
  }
}
