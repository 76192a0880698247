import { bench, describe } from 'vitest';
import { fixed, noticed, seeded, timesOf, type Noticing } from '../test/runtime/jobs/noticing.ts';
import { runOnVirtualTime, scenes } from './run-of-many.ts';

const learned = 40;
const kinds = [
  ['20 s', 20_000, 40],
  ['2 min', 120_000, 40],
  ['20 min', 1_200_000, 10],
] as const;
const queues = [
  ['no queue', 0, 0],
  ['a queue without places', 0.5, 0],
  ['a queue with places', 0.5, 5],
] as const;

const row = (poller: string, { requests, meanMs, p95Ms }: Noticing, every2s: Noticing) => ({
  poller,
  requests: requests.toFixed(1),
  'of those every 2 s': (requests / every2s.requests).toFixed(2),
  'noticed after, mean ms': meanMs.toFixed(0),
  'p95 ms': p95Ms.toFixed(0),
});

// Time is the subject here, so it is virtual: these are counts, the same on every machine.
for (const [name, workedMs, jobs] of kinds) {
  for (const [queue, part, places] of queues) {
    const before = workedMs > 1_000_000 ? 20 : learned;
    const kind = { workedMs, queuedMs: workedMs * part, places, spread: 'even' } as const;
    const times = timesOf(kind, before + jobs, seeded(23));
    const measured = times.slice(before);
    const every2s = fixed(measured);
    console.log(`jobs of ${name} ± 20 %, ${queue}`);
    console.table([
      row('every 2 s', every2s, every2s),
      row(`after ${before} such jobs`, await noticed(times, before), every2s),
      row('nothing learned', await unlearned(measured.slice(0, 10)), fixed(measured.slice(0, 10))),
    ]);
  }
}

/** Each job alone in a new data folder. */
async function unlearned(times: Parameters<typeof fixed>[0]): Promise<Noticing> {
  const each: Noticing[] = [];
  for (const one of times) each.push(await noticed([one], 0));
  const mean = (of: (one: Noticing) => number): number => each.reduce((sum, one) => sum + of(one), 0) / each.length;
  return {
    requests: mean((one) => one.requests),
    meanMs: mean((one) => one.meanMs),
    p95Ms: Math.max(...each.map((one) => one.meanMs)),
  };
}

const many = scenes(20, 10);
for (const [name, workedMs] of kinds.slice(0, 2)) {
  const { wholeMs, longestPathMs, requests } = await runOnVirtualTime(many, workedMs);
  const ratio = (wholeMs / longestPathMs).toFixed(3);
  console.log(`a run of 200 jobs of ${name} in 20 scenes: ${ratio} of its longest path, ${requests} requests`);
}

describe('our own work for 200 jobs, on virtual time, beside that for 20', () => {
  const few = scenes(2, 10);
  bench('20 jobs of 20 s', async () => void (await runOnVirtualTime(few, 20_000)), {
    iterations: 2,
    warmupIterations: 0,
    time: 0,
  });
  bench('200 jobs of 20 s', async () => void (await runOnVirtualTime(many, 20_000)), {
    iterations: 1,
    warmupIterations: 0,
    time: 0,
  });
});
