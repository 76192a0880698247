import type { Tab } from '../browser/tab.ts';
import { liveOrigin } from '../machine/service-ports.ts';
import type { World } from '../world.ts';
import type { Prepared } from '../../../src/runtime/run/prepare-run.ts';
import { unheard } from './person.ts';

/** Presses Run, reads the quote, and agrees; `presses` times in a row, as somebody without patience does. */
export async function pressRun(world: World, tab: Tab, graph: string, thinkMs: number, presses = 1): Promise<void> {
  const document = world.documents.get(graph);
  if (document === undefined) return;
  try {
    const prepared = await tab.controller.prepare(graph, document, liveOrigin);
    await new Promise<void>((resolve) => world.timeline.at(thinkMs, resolve));
    if (!tab.life.alive()) return;
    await Promise.all(Array.from({ length: presses }, () => agree(world, tab, graph, prepared)));
  } catch (error) {
    unheard(world, tab)(error);
  }
}

/** Agrees to a quote, and to the fresh one when it changed meanwhile. */
async function agree(world: World, tab: Tab, graph: string, prepared: Prepared, again = true): Promise<void> {
  const pairs = prepared.quote.agreed;
  world.tell({ kind: 'agreed', pairs });
  const started = await tab.controller.start(graph, prepared, { fingerprint: prepared.fingerprint, inlineMedia: true });
  if (!tab.life.alive()) return;
  if (started.ok && started.joined) {
    world.count('run joined');
    world.tell({ kind: 'withdrawn', pairs });
  }
  if (started.ok) return;
  world.count(`run refused: ${started.why}`);
  world.tell({ kind: 'withdrawn', pairs });
  if (started.why === 'changed' && again) await agree(world, tab, graph, started.prepared, false);
}

export async function pressRehearse(world: World, tab: Tab, graph: string, presses = 1): Promise<void> {
  const document = world.documents.get(graph);
  if (document === undefined) return;
  const all = Array.from({ length: presses }, () => tab.controller.rehearse(graph, document));
  await Promise.all(all).catch(unheard(world, tab));
}
