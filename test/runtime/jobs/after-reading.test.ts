import { describe, expect, test } from 'vitest';
import { afterDownloads, type FailedOutput } from '../../../src/runtime/jobs/after-download.ts';
import { afterReadTrouble } from '../../../src/runtime/jobs/after-read.ts';
import { afterEmptyResult } from '../../../src/runtime/jobs/after-result.ts';
import { type Finished, freshPace } from '../../../src/runtime/jobs/job.ts';
import { DownloadError } from '../../../src/runtime/jobs/ports.ts';
import type { ReadTrouble } from '../../../src/runtime/runcomfy/classify-read.ts';
import type { Attempt } from '../../../src/runtime/wire/job-record.ts';
import { jobOf } from '../../fakes/job-of.ts';

describe('a download that failed', () => {
  const failed = (why: DownloadError['why'], message: string, n = 0): FailedOutput => ({
    kind: 'video',
    n,
    error: new DownloadError(why, message),
  });
  const tried = { ...freshPace, wrongDownloads: 3, freshAddress: 'done' } as const;

  test.each<[string, readonly FailedOutput[], typeof freshPace, ReturnType<typeof afterDownloads>]>([
    [
      'J13 by a broken connection is tried for ever',
      [failed('broken', 'reset')],
      tried,
      { do: 'again', wrong: false, message: 'reset' },
    ],
    [
      'J11 by something that is no result is tried three times more',
      [failed('wrong', 'a page')],
      { ...freshPace, wrongDownloads: 2 },
      { do: 'again', wrong: true, message: 'a page' },
    ],
    [
      'J11 and then it is the end',
      [failed('wrong', 'a page')],
      { ...freshPace, wrongDownloads: 3 },
      {
        do: 'end',
        missing: [{ kind: 'video', n: 0, reason: 'What came is not a result: a page' }],
        failure: { code: 'wrong-type', message: 'What came is not a result: a page' },
      },
    ],
    [
      'J10 because its file is gone is tried once at a fresh address',
      [failed('gone', 'HTTP 403')],
      freshPace,
      { do: 'fresh_address', message: 'HTTP 403' },
    ],
    [
      'J10 also while that address is only wished for',
      [failed('refused', 'no')],
      { ...freshPace, freshAddress: 'wanted' },
      { do: 'fresh_address', message: 'no' },
    ],
    [
      'J10 and then the file is lost',
      [failed('gone', 'HTTP 403')],
      tried,
      {
        do: 'end',
        missing: [{ kind: 'video', n: 0, reason: 'The file is gone: HTTP 403' }],
        failure: { code: 'file-gone', message: 'The file is gone: HTTP 403' },
      },
    ],
    [
      'J16 and so is one at an address that may not be fetched',
      [failed('refused', 'inside')],
      tried,
      {
        do: 'end',
        missing: [{ kind: 'video', n: 0, reason: 'The address was refused: inside' }],
        failure: { code: 'address-refused', message: 'The address was refused: inside' },
      },
    ],
    [
      'J15 ends only when none of them may still come: a fresh address goes first',
      [failed('broken', 'reset'), failed('gone', 'HTTP 403', 1)],
      freshPace,
      { do: 'fresh_address', message: 'HTTP 403' },
    ],
    [
      'J15 then a broken connection, which is no wrong result whatever else came',
      [failed('wrong', 'a page'), failed('broken', 'reset', 1)],
      freshPace,
      { do: 'again', wrong: false, message: 'a page' },
    ],
    [
      'J15 and ends with what each one lacks, and the first reason',
      [failed('gone', 'HTTP 403'), failed('refused', 'inside', 1)],
      tried,
      {
        do: 'end',
        missing: [
          { kind: 'video', n: 0, reason: 'The file is gone: HTTP 403' },
          { kind: 'video', n: 1, reason: 'The address was refused: inside' },
        ],
        failure: { code: 'file-gone', message: 'The file is gone: HTTP 403' },
      },
    ],
  ])('%s', (_, outputs, pace, after) => {
    expect(afterDownloads(outputs, pace)).toEqual(after);
  });

  test('is told in no more words than a record holds', () => {
    const long = 'x'.repeat(5_000);
    const end = afterDownloads([failed('gone', long)], tried);
    if (end.do !== 'end') throw new Error('it is over');
    expect(end.failure.message.length).toBeLessThanOrEqual(2_000);
    expect(end.missing[0]?.reason.length).toBeLessThanOrEqual(500);
    const again = afterDownloads([failed('broken', long)], tried);
    expect(again.do === 'again' && again.message.length).toBeLessThanOrEqual(2_000);
  });

  test('is decided on where there is one', () => {
    expect(() => afterDownloads([], freshPace)).toThrow('of no failed output nothing can be decided');
  });
});

describe('a read that failed', () => {
  const queued: Attempt = {
    status: 'in_queue',
    n: 1,
    claimedAt: 0,
    since: 0,
    submittedAt: 0,
    requestId: 'req-1',
  };
  const after = (trouble: ReadTrouble, { troubles = 0, age = 120_000, attached = false } = {}) =>
    afterReadTrouble(
      jobOf([attached ? ({ ...queued, attached } as Attempt) : queued], { pace: { ...freshPace, troubles } }),
      trouble,
      { now: 1_000_000, age, random: () => 0.5 },
    );

  test('H30 is tried again, ever later, and shown from the third time on', () => {
    const trouble = { kind: 'trouble', reason: 'HTTP 500' } as const;
    expect(after(trouble)).toEqual({ pace: { troubles: 1, nextAt: 1_001_000 } });
    expect(after(trouble, { troubles: 1 })).toEqual({ pace: { troubles: 2, nextAt: 1_002_000 } });
    expect(after(trouble, { troubles: 2 })).toEqual({
      pace: { troubles: 3, nextAt: 1_004_000 },
      trouble: 'Connection trouble: HTTP 500',
    });
  });

  test('H24 for want of a network waits for it, and is shown from the third time on', () => {
    const trouble = { kind: 'unreachable', reason: 'no route' } as const;
    expect(after(trouble)).toEqual({
      pace: { troubles: 1, nextAt: 1_001_000 },
      waiting: { for: 'network', until: 1_001_000, reason: 'no route' },
    });
    expect(after(trouble, { troubles: 2 })).toEqual({
      pace: { troubles: 3, nextAt: 1_004_000 },
      waiting: { for: 'network', until: 1_004_000, reason: 'no route' },
      trouble: 'Connection trouble: no route',
    });
  });

  test('H02 because of its token waits for another one', () => {
    expect(after({ kind: 'unauthorized', reason: 'HTTP 401' })).toEqual({
      pace: { troubles: 1, nextAt: 1_001_000 },
      waiting: { for: 'token', reason: 'HTTP 401' },
    });
  });

  test('H31 for too many requests waits as long as the service says, and never less than by itself', () => {
    const limited = (retryAfterMs: number) =>
      after({ kind: 'rate_limited', reason: 'slow down', retryAfterMs } as ReadTrouble);
    expect(limited(30_000)).toEqual({
      pace: { troubles: 1, nextAt: 1_030_000 },
      waiting: { for: 'rate_limit', until: 1_030_000, reason: 'slow down' },
    });
    expect(limited(10).pace?.nextAt).toBe(1_001_000);
  });

  test('for an id that is not known yet is tried soon in its first minute', () => {
    const trouble = { kind: 'not_found', reason: 'who?' } as const;
    expect(after(trouble, { age: 60_000 })).toEqual({ pace: { troubles: 1, nextAt: 1_001_000 } });
    expect(after(trouble, { age: 60_000, troubles: 9 })).toEqual({ pace: { troubles: 10, nextAt: 1_005_000 } });
  });

  test('for an id that is not known is shown, and asked about ever so slowly', () => {
    const trouble = { kind: 'not_found', reason: 'who?' } as const;
    expect(after(trouble, { age: 60_001 })).toEqual({
      pace: { troubles: 1, nextAt: 1_060_000 },
      trouble: 'Not found at RunComfy: who?',
      notFound: true,
    });
  });

  test('M4 for an id that a person typed waits for that person', () => {
    expect(after({ kind: 'not_found', reason: 'who?' }, { attached: true })).toMatchObject({
      notFound: true,
      waiting: {
        for: 'person',
        reason:
          'RunComfy does not know the request id that was attached. Attach another one, or decide that it was not sent.',
      },
    });
  });
});

describe('a result without an output', () => {
  const said = (change: Partial<Finished> = {}): Finished => ({
    said: 'completed',
    text: '',
    since: 0,
    emptyReads: 0,
    pendingReads: 0,
    ...change,
  });
  const empty = { kind: 'empty', raw: '{"output":{}}' } as const;
  const pending = { kind: 'pending', status: 'in_progress' } as const;
  const noOutput = (raw: string) => ({
    code: 'no-output',
    message: `Charged, no output. The service answered: ${raw}`,
  });

  test('J03 is read again three times, ten seconds apart, and then it is charged without an output', () => {
    expect(afterEmptyResult(empty, said({ emptyReads: 2 }))).toEqual({
      do: 'again',
      finished: said({ emptyReads: 3 }),
      inMs: 10_000,
    });
    expect(afterEmptyResult(empty, said({ emptyReads: 3 }))).toEqual({
      do: 'end',
      fact: { type: 'failed', failure: noOutput('{"output":{}}') },
    });
    expect(afterEmptyResult({ ...empty, cost: 0.5 }, said({ emptyReads: 3 }))).toEqual({
      do: 'end',
      fact: { type: 'failed', failure: noOutput('{"output":{}}'), cost: 0.5 },
    });
  });

  test('J04 may lag behind for a minute', () => {
    expect(afterEmptyResult(pending, said({ pendingReads: 29, emptyReads: 3 }))).toEqual({
      do: 'again',
      finished: said({ pendingReads: 30, emptyReads: 3 }),
      inMs: 2_000,
    });
    expect(afterEmptyResult(pending, said({ pendingReads: 30 }))).toEqual({
      do: 'again',
      finished: said({ pendingReads: 30, emptyReads: 1 }),
      inMs: 10_000,
    });
    expect(afterEmptyResult(pending, said({ pendingReads: 30, emptyReads: 3 }))).toEqual({
      do: 'end',
      fact: { type: 'failed', failure: noOutput('The result still says "in_progress".') },
    });
  });

  test('J05 of what the service calls failed is the end, in its words where it has some', () => {
    const end = (message: string) => ({ do: 'end', fact: { type: 'failed', failure: { code: 'failed', message } } });
    expect(afterEmptyResult(empty, said({ said: 'failed', text: 'A face.' }))).toEqual(end('A face.'));
    expect(afterEmptyResult(empty, said({ said: 'failed' }))).toEqual(
      end('The service says it failed, without a reason.'),
    );
    expect(afterEmptyResult(pending, said({ said: 'failed' }))).toMatchObject({ do: 'again', inMs: 2_000 });
  });
});
