import type { JsonObject } from '../../src/graph/json.ts';
import type { DurableEvent } from '../../src/runtime/jobs/job-event.ts';
import { live, order } from './job-world.ts';

/** When the first of many jobs was claimed; the others follow a minute apart. Milliseconds since 1970. */
export const manyJobsBegan = Date.UTC(2026, 0, 1);

/**
 * The journal of many jobs, every other one rehearsed, over seven graphs. The first `finished` were made, and the n-th cost n
 * hundredths of a dollar; the others were only claimed.
 */
export function journalOfMany(count: number, finished = count): JsonObject[] {
  return Array.from({ length: count }, (_, n) => eventsOf(n).slice(0, n < finished ? undefined : 1)).flatMap(
    (events, n) =>
      events.map((event, part) => ({ kind: 'job', seq: n * 5 + part + 1, event }) as unknown as JsonObject),
  );
}

/** The key of the n-th of many jobs. */
export function manyKey(n: number): string {
  return wishOf(n).jobKey;
}

function wishOf(n: number) {
  const prompt =
    `Shot ${n}: a lantern rises over the night market, slow dolly in, steam from the stalls, paper flags. `.repeat(4);
  const origin = { graph: `Night market ${n % 7}`, node: '3', title: `SH${n}` };
  return order({ service: n % 2 === 0 ? live : 'sandbox', request: { prompt, duration: 5 }, origin });
}

function eventsOf(n: number): readonly DurableEvent[] {
  const { jobKey, order: wish } = wishOf(n);
  const about = { jobKey, attempt: 1, at: manyJobsBegan + n * 60_000 };
  const { service, model, take, request, media, origin } = wish;
  const sha256 = n.toString(16).padStart(64, '0');
  return [
    { type: 'claimed', ...about, service, model, take, request, media, origin },
    { type: 'submitting', ...about, model, body: {} },
    { type: 'accepted', ...about, requestId: `request-${n}` },
    { type: 'addressed', ...about, addresses: [], cost: n / 100 },
    {
      type: 'stored',
      ...about,
      outputs: [{ kind: 'video', n: 0, sha256, size: 1_000_000 + n, mediaType: 'video/mp4' }],
    },
  ];
}
