import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { durableEventSchema, type JobEvent } from '../../../src/runtime/jobs/job-event.ts';
import { attemptOf } from '../../../src/runtime/jobs/job.ts';
import { reduce } from '../../../src/runtime/jobs/reduce.ts';
import {
  attemptSchema,
  ended,
  jobRecordSchema,
  waitingSchema,
  type Attempt,
  type JobStatus,
} from '../../../src/runtime/wire/job-record.ts';
import { jobOf } from '../../fakes/job-of.ts';
import { order } from '../../fakes/job-world.ts';
import { everyEvent } from './every-event.ts';

const text = readFileSync('docs/job-states.md', 'utf8');
const { jobKey, order: wanted } = order();
const failure = { code: 'x', message: 'said so' };
const output = { kind: 'video', n: 0, sha256: '0'.repeat(64), size: 1, mediaType: 'video/mp4' } as const;
const begun = { n: 1, claimedAt: 0, since: 0 };
const sent = { ...begun, submittedAt: 0 };
const accepted = { ...sent, requestId: 'req-1' };

/** Every status, with the fields that it has; what else an attempt may carry stands in `variants`. */
const attempts: { readonly [Status in JobStatus]: Extract<Attempt, { status: Status }> } = {
  claimed: { status: 'claimed', ...begun },
  submitting: { status: 'submitting', ...sent },
  in_queue: { status: 'in_queue', ...accepted },
  in_progress: { status: 'in_progress', ...accepted },
  cancelling: { status: 'cancelling', ...accepted },
  downloading: { status: 'downloading', ...accepted },
  succeeded: { status: 'succeeded', ...accepted, outputs: [output] },
  rejected: { status: 'rejected', ...begun, failure },
  uncertain: { status: 'uncertain', ...sent, failure },
  abandoned: { status: 'abandoned', ...sent, failure },
  cancelled: { status: 'cancelled', ...begun },
  failed: { status: 'failed', ...accepted, failure },
  lost: { status: 'lost', ...accepted, failure },
};
const unwatched: readonly Attempt[] = [
  { ...attempts.in_queue, unwatched: 1 },
  { ...attempts.in_progress, unwatched: 1 },
  { ...attempts.cancelling, unwatched: 1 },
];
const attached = (['in_queue', 'in_progress', 'cancelling'] as const).map((status) => ({
  ...attempts[status],
  attached: true,
}));
const variants: readonly Attempt[] = [
  { ...attempts.submitting, cancelRequested: true },
  ...attached,
  ...unwatched,
  { ...attempts.failed, failure: { code: 'no-output', message: 'nothing came' } },
  { ...attempts.succeeded, missing: [{ kind: 'video', n: 1, reason: 'gone' }] },
];

/** Attempts in every status, from elsewhere. */
const imports = Object.values(attempts).map((attempt) => {
  const { service, model, take, request, media, origin } = wanted;
  const about = { service, model, take, request, media, origin };
  return { type: 'imported' as const, ...about, attempts: [{ ...attempt, foreign: { at: 2 } }] };
});

/** Every line `from --> to: event`, by doing every event to a job in every state, and to none. */
function derived(): string[] {
  const lines = new Set<string>();
  for (const from of [undefined, ...Object.values(attempts), ...variants]) {
    const next = from === undefined ? 1 : 2;
    for (const fact of [...everyEvent, ...imports]) {
      const isNext = fact.type === 'claimed' || fact.type === 'imported';
      const event = { ...fact, jobKey, at: 1, attempt: isNext ? next : 1 };
      const numbered =
        fact.type === 'imported' ? { ...event, attempts: fact.attempts.map((one) => ({ ...one, n: next })) } : event;
      const reduction = reduce(from && jobOf([from]), numbered as JobEvent);
      // What is noted is shown beside a status and changes none, in any of them.
      if (!reduction.ok || fact.type === 'noted') continue;
      lines.add(`${from?.status ?? '[*]'} --> ${attemptOf(reduction.job).status}: ${fact.type}`);
    }
  }
  return [...lines].sort();
}

/** The lines of the diagram, one for each event that a line names. */
function drawn(): string[] {
  const diagram = /```mermaid\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
  return [...diagram.matchAll(/^ *(\S+) --> (\S+) ?: (.+)$/gm)]
    .flatMap(([, from = '', to = '', events = '']) => events.split(', ').map((event) => `${from} --> ${to}: ${event}`))
    .sort();
}

describe('the diagram of the states', () => {
  test('shows every transition that there is, and none that there is not', () => {
    expect(drawn()).toEqual(derived());
  });

  test('is derived from every event', () => {
    const known = durableEventSchema.options.map(({ shape }) => shape.type.value);
    expect(new Set(everyEvent.map(({ type }) => type))).toEqual(new Set([...known, 'agreed', 'noted']));
  });

  test('what is noted changes no status', () => {
    for (const attempt of Object.values(attempts)) {
      for (const fact of everyEvent) {
        if (fact.type !== 'noted') continue;
        const reduction = reduce(jobOf([attempt]), { ...fact, jobKey, attempt: 1 });
        expect(reduction.ok && attemptOf(reduction.job).status).toBe(attempt.status);
      }
    }
  });

  test('every status is told of in a row, and every reason to wait', () => {
    const rows = [...text.matchAll(/^\| `(\w+)` /gm)].map(([, name = '']) => name);
    expect(rows.sort()).toEqual(
      [...attemptSchema.options.map(({ shape }) => shape.status.value), ...waitingSchema.shape.for.options].sort(),
    );
  });
});

describe('what cannot be does not parse', () => {
  const record = (change: object) => ({
    jobKey,
    seq: 1,
    service: wanted.service,
    model: wanted.model,
    take: 1,
    request: {},
    media: [],
    origin: wanted.origin,
    ...change,
  });
  const parses = (change: object): boolean => jobRecordSchema.safeParse(record(change)).success;

  test('every status with its own fields does', () => {
    for (const attempt of [...Object.values(attempts), ...variants])
      expect(attemptSchema.parse(attempt)).toEqual(attempt);
  });

  test('a status with a field of another one, or without one of its own', () => {
    for (const attempt of Object.values(attempts)) {
      for (const field of Object.keys(attempt)) {
        const { [field]: _, ...less } = attempt as Record<string, unknown>;
        const optional = attempt.status === 'cancelled' || attempt.status === 'rejected' ? ['submittedAt'] : [];
        if (!optional.includes(field))
          expect(attemptSchema.safeParse(less).success, `${attempt.status} ${field}`).toBe(false);
      }
      for (const [field, value, ...fits] of [
        ['outputs', [output], 'succeeded'],
        ['cancelRequested', true, 'submitting'],
        ['queuePosition', 1, 'in_queue', 'in_progress', 'cancelling'],
        ['failure', failure, 'rejected', 'uncertain', 'abandoned', 'failed', 'lost'],
        ['unwatched', 1, 'in_queue', 'in_progress', 'cancelling'],
        ['cost', 1, 'downloading', 'succeeded', 'failed', 'lost'],
        ['anything', 1],
      ] as const) {
        const fit = (fits as readonly string[]).includes(attempt.status);
        expect(attemptSchema.safeParse({ ...attempt, [field]: value }).success, `${attempt.status} ${field}`).toBe(fit);
      }
    }
  });

  test('M6 an attempt after one that is alive, undecided or succeeded, or out of number', () => {
    for (const first of Object.values(attempts)) {
      const second = { ...attempts.claimed, n: 2 };
      const fits = ['rejected', 'failed', 'cancelled', 'lost', 'abandoned'].includes(first.status);
      expect(parses({ attempts: [first, second] }), first.status).toBe(fits);
      expect(parses({ attempts: [first, { ...second, n: 1 }] })).toBe(false);
      expect(parses({ attempts: [first, { ...second, n: 3 }] })).toBe(false);
      expect(parses({ attempts: [first] })).toBe(true);
    }
    expect(parses({ attempts: [] })).toBe(false);
  });

  test('a reason to wait beside an attempt that nothing is waited for of: it has ended, or nobody watches it', () => {
    const waiting = { for: 'network', reason: 'gone' };
    for (const attempt of [...Object.values(attempts), ...unwatched]) {
      const waits = !ended.has(attempt.status) && !unwatched.includes(attempt);
      expect(parses({ attempts: [attempt], waiting }), attempt.status).toBe(waits);
      const note = { waiting: { for: 'network', reason: 'gone' } } as const;
      const reduction = reduce(jobOf([attempt]), { type: 'noted', jobKey, attempt: 1, note });
      expect(reduction.ok && reduction.job.waiting !== undefined).toBe(waits);
    }
  });
});

test('what cannot be does not compile', () => {
  const impossible: readonly Attempt[] = [
    // @ts-expect-error a claim has no request id
    { status: 'claimed', ...begun, requestId: 'req-1' },
    // @ts-expect-error what succeeded has outputs
    { status: 'succeeded', ...accepted },
    // @ts-expect-error what is queued was accepted
    { status: 'in_queue', ...sent },
    // @ts-expect-error what is made needs no watching
    { status: 'downloading', ...accepted, unwatched: 1 },
    // @ts-expect-error there is no such status
    { status: 'paused', ...begun },
    // @ts-expect-error nothing ends as uncertain without a reason
    { status: 'uncertain', ...sent },
  ];
  const impossibleEvents: readonly JobEvent[] = [
    // @ts-expect-error an acceptance names its request
    { type: 'accepted', jobKey, attempt: 1, at: 1 },
    // @ts-expect-error there are two places to move to
    { type: 'moved', jobKey, attempt: 1, at: 1, to: 'succeeded' },
    // @ts-expect-error what is noted is no fact of the journal, and has no time
    { type: 'noted', jobKey, attempt: 1, at: 1, note: {} },
    // @ts-expect-error every event is about an attempt
    { type: 'cancelled', jobKey, at: 1 },
  ];
  for (const attempt of impossible) expect(attemptSchema.safeParse(attempt).success).toBe(false);
  for (const event of impossibleEvents) expect(durableEventSchema.safeParse(event).success).toBe(false);
});
