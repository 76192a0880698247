import type { GraphDocument } from '../../src/graph/document.ts';
import type { JsonObject } from '../../src/graph/json.ts';
import type { DurableEvent } from '../../src/runtime/jobs/job-event.ts';
import { createBrowser, type Browser } from './browser/browser.ts';
import { chanceOf, type Chance } from './chance.ts';
import type { Fact, ServiceName } from './fact.ts';
import { createGateway, type Gateway } from './machine/gateway.ts';
import { createDisk, type SimDisk } from './machine/disk.ts';
import { createJournalTruth, type JournalTruth } from './machine/journal-truth.ts';
import type { InvariantWatch } from './invariants/invariant.ts';
import { watchAll } from './invariants/all.ts';
import type { Interference } from './life.ts';
import type { Sabotage } from './sabotage/sabotage.ts';
import type { SubmitFault } from './service/submit-faults.ts';
import { createService, type SimService } from './service/service.ts';
import { createTimeline, type Timeline } from './timeline.ts';
import { createTrace, type Trace } from './trace.ts';

/** How rough a world is. */
export interface Settings {
  /** How often an answer of the service is a fault, 0 to 1. */
  readonly roughness: number;
  /** How often a call between tab and gateway gets no answer. */
  readonly gatewayLoss: number;
  /** How often any act outside a process is its last, 0 to 1. */
  readonly mortality: number;
  readonly spendGuard: string;
  /** How often a person is at the second graph, 0 to 1. */
  readonly otherGraph: number;
  readonly feedAliveMs: number;
}

/** One seeded world on virtual time. */
export interface World {
  readonly seed: number;
  readonly chance: Chance;
  readonly timeline: Timeline;
  readonly trace: Trace;
  readonly settings: Settings;
  readonly sabotage: Sabotage;
  /** What the machine's clock shows is this much later than what is. */
  clockOffset: number;
  /** Nothing goes wrong any more. */
  calm: boolean;
  readonly disk: SimDisk;
  readonly journal: JournalTruth;
  readonly services: Readonly<Record<ServiceName, SimService>>;
  /** The token in the token file. */
  token: string | undefined;
  readonly gateway: Gateway;
  readonly browser: Browser;
  /** The graphs as they stand in the editor, by name. */
  readonly documents: Map<string, GraphDocument>;
  readonly counts: Map<string, number>;
  /** The records that a tab was told of and that parsed, by key and number. */
  readonly parsed: Set<string>;
  readonly watches: readonly InvariantWatch[];
  /** The first thing that went against an invariant. */
  violation: Violation | undefined;
  count(what: string): void;
  /** A number for the next submit that leaves an owner. */
  nextSend(): number;
  tell(fact: Fact): void;
  violate(invariant: string, detail: string): void;
  interfere(life: string, io: string): Interference;
}

export interface Violation {
  readonly invariant: string;
  readonly detail: string;
}

export interface WorldOptions {
  readonly seed: number;
  readonly settings?: Partial<Settings>;
  readonly sabotage?: Sabotage;
  readonly wholeTrace?: boolean;
  /** Decides about the n-th act outside a process, from 0; by chance where it is not given. */
  readonly interfere?: (n: number, life: string, io: string) => Interference;
  /** Decides what goes wrong with every submit to the live service; by chance where it is not given. */
  readonly submitFault?: () => SubmitFault | undefined;
}

/** Any day will do; this one is well before the spend guard's day could matter. */
const begin = Date.UTC(2026, 0, 1);

export function createWorld(options: WorldOptions): World {
  const { seed, sabotage = {} } = options;
  const chance = chanceOf(seed);
  const timeline = createTimeline(begin);
  const trace = createTrace(timeline.now, begin, options.wholeTrace === true);
  const dice = chance.fork('settings');
  const settings: Settings = {
    roughness: dice.pick([0, 0.15, 0.3, 0.6]),
    gatewayLoss: dice.pick([0, 0.02, 0.1]),
    mortality: dice.pick([0, 0.001, 0.004, 0.015]),
    spendGuard: dice.happens(0.1) ? dice.pick(['2/min,300/day', '5/min,4/day']) : '30/min,300/day',
    otherGraph: 0.15,
    feedAliveMs: dice.pick([1_000, 2_000, 5_000]),
    ...sabotage.settings,
    ...options.settings,
  };
  const mortal = chance.fork('mortality');
  let acts = 0;
  let sends = 0;
  const counts = new Map<string, number>();
  const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);

  const world: World = {
    seed,
    chance,
    timeline,
    trace,
    settings,
    sabotage,
    clockOffset: 0,
    calm: false,
    token: 'token-1',
    documents: new Map(),
    parsed: new Set(),
    counts,
    watches: watchAll(settings.spendGuard),
    violation: undefined,
    count,
    nextSend: () => (sends += 1),
    tell(fact) {
      for (const { name, seen } of world.watches) {
        const wrong = seen?.(fact);
        if (wrong !== undefined) world.violate(name, wrong);
      }
    },
    violate(invariant, detail) {
      trace.say(`VIOLATED ${invariant}: ${detail}`);
      world.violation ??= { invariant, detail };
    },
    interfere(life, io) {
      const n = acts;
      acts += 1;
      if (options.interfere !== undefined) return options.interfere(n, life, io);
      // Where it matters most it comes more often.
      const worth = /^(journal|file|folder|submit|put|resolve)/.test(io) ? 6 : 1;
      if (world.calm || !mortal.happens(settings.mortality * worth)) return undefined;
      return mortal.pick(['die', 'die after'] as const);
    },
    // Those below need the ones above.
    disk: undefined as never,
    journal: undefined as never,
    services: undefined as never,
    gateway: undefined as never,
    browser: undefined as never,
  };
  const journal = createJournalTruth();
  const kept = (entry: JsonObject): void => {
    if (entry['kind'] !== 'job') return;
    const event = entry['event'] as unknown as DurableEvent;
    journal.take(event);
    world.tell({ kind: 'durable', event });
  };
  return Object.assign(world, {
    journal,
    disk: createDisk(chance.fork('disk'), kept, () => count('journal tail lost')),
    services: {
      live: createService('live', world, chance.fork('live'), options.submitFault),
      sandbox: createService('sandbox', world, chance.fork('sandbox')),
    },
    gateway: createGateway(world),
    browser: createBrowser(world),
  });
}
