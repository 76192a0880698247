import { createJobWorld, order, recordOf } from '../../fakes/job-world.ts';
import type { Times } from '../../fakes/fake-service.ts';
import { presentAttempt } from '../../../src/runtime/wire/job-record.ts';

/** How a poller fared over jobs that differ as real ones do. */
export interface Noticing {
  /** Reads a job, with the one of the result. */
  readonly requests: number;
  /** Milliseconds from the end at the service to the look that found it: the mean, and what 95 of 100 stay under. */
  readonly meanMs: number;
  readonly p95Ms: number;
}

/** Jobs of a length: 20 % longer or shorter, behind a queue of a length of its own. */
export interface Kind {
  readonly workedMs: number;
  readonly queuedMs: number;
  /** How many stand before it on average; 0 where the service does not tell. */
  readonly places: number;
  /** Evenly up to 20 % to either side, or a bell of which 19 of 20 lie there. */
  readonly spread: 'even' | 'bell';
}

/** Numbers from 0 to 1 that are the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function timesOf({ workedMs, queuedMs, places, spread }: Kind, count: number, random: () => number): Times[] {
  return Array.from({ length: count }, () => {
    const bell = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const off = spread === 'even' ? (random() * 2 - 1) * 0.2 : Math.min(3, Math.max(-3, bell)) * 0.1;
    // Each place takes about as long as the others; how many there are is chance.
    const before = Math.floor(random() * (2 * places + 1));
    const queue = places === 0 ? queuedMs * 2 * random() : (queuedMs / places) * before * (0.8 + random() * 0.4);
    return { workedMs: workedMs * (1 + off), queuedMs: queue, places: before };
  });
}

/** The real core, one job after the other; the first `learned` ones are not counted. */
export async function noticed(times: readonly Times[], learned: number): Promise<Noticing> {
  const world = createJobWorld();
  world.guard = '100000/day';
  world.service.times = (request) => times[request] ?? { queuedMs: 0, workedMs: 1 };
  const { owner } = await world.life();
  const delays: number[] = [];
  let before = 0;
  const reads = (): number => world.service.received.filter(({ call }) => call !== 'submit').length;
  for (let index = 0; index < times.length; index += 1) {
    if (index === learned) before = reads();
    const shot = order({ take: index + 1 });
    await owner.put(shot.jobKey, shot.order);
    const over = (): boolean => presentAttempt(recordOf(owner, shot.jobKey)).status === 'succeeded';
    await world.clock.runUntil(over, 100 * 3_600_000);
    const looked = world.service.of('status').at(-1)?.at ?? 0;
    if (index >= learned) delays.push(looked - world.service.endOf(`req-${index + 1}`));
  }
  const requests = reads() - before;
  await owner.stop();
  return summary(delays, requests);
}

/** A poller that asks every two seconds, over the same jobs. */
export function fixed(times: readonly Times[], everyMs = 2_000): Noticing {
  const looks = times.map(({ queuedMs, workedMs }) => Math.ceil((queuedMs + workedMs) / everyMs));
  const delays = times.map(({ queuedMs, workedMs }, index) => (looks[index] ?? 0) * everyMs - queuedMs - workedMs);
  return summary(
    delays,
    looks.reduce((sum, count) => sum + count + 1, 0),
  );
}

function summary(delays: readonly number[], requests: number): Noticing {
  const sorted = [...delays].sort((left, right) => left - right);
  return {
    requests: requests / delays.length,
    meanMs: delays.reduce((sum, ms) => sum + ms, 0) / delays.length,
    p95Ms: sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0,
  };
}
