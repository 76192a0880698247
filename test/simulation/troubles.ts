import type { Chance } from './chance.ts';
import type { World } from './world.ts';

/** Something that goes wrong in the world itself, from outside of every process. */
export interface Trouble {
  readonly name: string;
  readonly weight: number;
  readonly strike: (world: World, chance: Chance) => void;
}

const minute = 60_000;

function gatewayBack(world: World, chance: Chance): void {
  const ms = chance.happens(0.1) ? chance.int(2 * minute, 10 * minute) : chance.int(300, 15_000);
  world.timeline.at(ms, () => world.gateway.start());
}

export const troubles: readonly Trouble[] = [
  {
    name: 'gateway killed',
    weight: 10,
    strike(world, chance) {
      world.gateway.kill('killed');
      gatewayBack(world, chance);
    },
  },
  {
    name: 'power cut',
    weight: 4,
    strike(world, chance) {
      world.gateway.kill('the power went');
      for (const { life } of world.browser.openTabs()) life.die('the power went');
      world.disk.loseUnsynced();
      gatewayBack(world, chance);
      world.timeline.at(chance.int(1_000, 2 * minute), () => void world.browser.open());
    },
  },
  {
    name: 'gateway stopped',
    weight: 3,
    strike(world, chance) {
      world.gateway.stop();
      world.timeline.at(chance.int(10_500, 40_000), () => world.gateway.start());
    },
  },
  { name: 'second gateway', weight: 2, strike: (world) => world.gateway.start() },
  {
    name: 'disk refuses',
    weight: 6,
    strike(world, chance) {
      world.disk.refuses = chance.pick(['full', 'full', 'read_only', 'broken'] as const);
      world.timeline.at(chance.int(500, 45_000), () => void (world.disk.refuses = undefined));
    },
  },
  {
    name: 'browser storage refuses',
    weight: 3,
    strike(world, chance) {
      world.browser.refuses = true;
      world.timeline.at(chance.int(500, 30_000), () => void (world.browser.refuses = false));
    },
  },
  { name: 'browser storage lost', weight: 2, strike: (world) => world.browser.loseStorage() },
  {
    name: 'clock set forward',
    weight: 2,
    strike: (world, chance) => void (world.clockOffset += chance.pick([minute, 60 * minute, 24 * 60 * minute])),
  },
  {
    name: 'clock set back',
    weight: 2,
    strike: (world, chance) => void (world.clockOffset -= chance.pick([5_000, minute, 60 * minute])),
  },
  {
    name: 'machine slept',
    weight: 2,
    strike: (world, chance) => world.timeline.sleepThrough(chance.pick([minute, 20 * minute, 8 * 60 * minute])),
  },
  {
    name: 'token refused',
    weight: 3,
    strike(world, chance) {
      world.services.live.tokens.clear();
      world.timeline.at(chance.int(1_000, minute), () => logIn(world));
    },
  },
  {
    name: 'token gone',
    weight: 1,
    strike(world, chance) {
      world.token = undefined;
      world.timeline.at(chance.int(1_000, minute), () => logIn(world));
    },
  },
  { name: 'balance empty', weight: 3, strike: (world, chance) => void (world.services.live.credit = chance.int(0, 2)) },
  {
    name: 'price changed',
    weight: 1,
    strike: (world, chance) => void (world.services.live.priceUsd = chance.pick([0.1, 0.2])),
  },
];

/** A person gets another token, and logs in with it. */
export function logIn(world: World): void {
  const token = `token-${1 + (world.counts.get('logged in anew') ?? 0) + 1}`;
  world.services.live.tokens.clear();
  world.services.live.tokens.add(token);
  world.token = token;
  world.count('logged in anew');
}
