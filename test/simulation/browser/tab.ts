import { nodeRegistry } from '../../../src/node-registry.ts';
import { createJobFeed, type JobFeed } from '../../../src/runtime/run/job-feed.ts';
import { createRunController, type RunController } from '../../../src/runtime/run/run-controller.ts';
import { GatewayError, GatewayUnreachable, type JobClient } from '../../../src/runtime/wire/job-client.ts';
import type { JobRecord } from '../../../src/runtime/wire/job-record.ts';
import { createLife, type Life } from '../life.ts';
import { gatewayClient } from '../machine/gateway-client.ts';
import type { World } from '../world.ts';
import { simOperations } from './operations.ts';
import { tabResults, tabRuns } from './tab-stores.ts';

/** A page of the editor without its interface. */
export interface Tab {
  readonly life: Life;
  readonly client: JobClient;
  readonly feed: JobFeed;
  readonly controller: RunController;
  /** Ends the page as closing it does. */
  close(): void;
}

export function openTab(world: World, name: string): Tab {
  const chance = world.chance.fork(name);
  const life = createLife(name, world, chance);
  const client = gatewayClient(world, life);
  const onTrouble = (error: unknown): void => {
    world.trace.say(`${name} trouble: ${String(error)}`);
    if (isExpected(error)) return;
    world.tell({
      kind: 'failed oddly',
      where: name,
      error: error instanceof Error ? (error.stack ?? '') : String(error),
    });
  };
  const feed = createJobFeed({ jobs: client, clock: life, aliveMs: world.settings.feedAliveMs, onTrouble });
  const runs = tabRuns(world, life);
  const controller = createRunController({
    registry: nodeRegistry,
    jobs: client,
    feed,
    operations: simOperations,
    localBytes: () => Promise.resolve(undefined),
    runs: world.sabotage.runs?.(runs) ?? runs,
    results: tabResults(world, life),
    locks: world.browser.locks.of(life),
    clock: life,
    random: chance.fork('random').next,
    newId: () => world.browser.nextRunId(),
    onTrouble,
  });
  const shown = new Map<string, JobRecord>();
  feed.subscribe(() => {
    if (!life.alive()) return;
    for (const [jobKey, record] of feed.records) {
      if (shown.get(jobKey) === record) continue;
      shown.set(jobKey, record);
      world.tell({ kind: 'shown', tab: name, record });
    }
  });
  async function resume(): Promise<void> {
    await controller.resumeAll();
    for (const { state } of controller.runs) if (state.kind !== 'ended') world.count('run taken up by another page');
  }
  resume().catch(onTrouble);
  return {
    life,
    client,
    feed,
    controller,
    close() {
      controller.dispose();
      feed.stop();
      life.die('closed');
    },
  };
}

/** What the world does to a page, and a page says aloud. */
export function isExpected(error: unknown): boolean {
  return error instanceof GatewayError || error instanceof GatewayUnreachable || error instanceof DOMException;
}
