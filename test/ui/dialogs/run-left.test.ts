import { describe, expect, it } from 'vitest';
import { continueWords, runLeft, sendsWords } from '../../../src/ui/dialogs/run-left.ts';
import { sentFacts } from '../../../src/ui/dialogs/sent-words.ts';
import { nodeRegistry } from '../../../src/node-registry.ts';
import type { Run } from '../../../src/runtime/run/run.ts';
import { threeShots } from '../../graph/build.ts';
import { inProgress, ordersOf, recordOf, succeeded, uncertainAttempt } from '../strip/records.ts';

describe('the words of a job whose answer was lost', () => {
  it('say when, what it may have cost, and what was seen', () => {
    const [order] = ordersOf(threeShots().document);
    if (!order) throw new Error('no order');
    const live = { ...recordOf(order, uncertainAttempt), service: 'https://model-api.runcomfy.net' };
    const said = Object.fromEntries(sentFacts(live, 61_000).map(({ label, text }) => [label, text]));
    expect(said['When']).toMatch(/^It left 1:00 ago/);
    expect(said['It may have cost']).toContain('one generation of 4 s at 480p');
    expect(said['What was seen']).toBe('The connection was closed.');
    expect(sentFacts(recordOf(order, succeeded('a'.repeat(64))), 0)).toEqual([]);
  });
});

describe('what a run has left', () => {
  const { document, shots } = threeShots();
  const orders = ordersOf(document);
  const run = {
    document,
    service: 'sandbox',
    agreed: orders.map(({ jobKey }) => ({ jobKey, attempt: 1 })),
    steps: {},
  } as unknown as Run;

  it('M11 counts agreed generations that were not sent', () => {
    expect(runLeft([run], nodeRegistry, new Map())).toMatchObject({ shots: 3, seconds: 12 });
    const sent = orders.slice(0, 1).map((order) => recordOf(order, inProgress));
    expect(runLeft([run], nodeRegistry, new Map(sent.map((record) => [record.jobKey, record])))).toMatchObject({
      shots: 2,
      seconds: 8,
    });
    const held = { ...run, steps: { [shots[1].generate]: { status: 'reused' } } } as unknown as Run;
    expect(runLeft([held], nodeRegistry, new Map())).toMatchObject({ shots: 2, seconds: 8 });
    expect(runLeft([{ ...run, agreed: [] }], nodeRegistry, new Map())).toEqual({ shots: 0, seconds: 0, titles: [] });
  });

  it('M14 is named by the sentence beside Continue, so that it is clear what is sent and what is not', () => {
    const sent = orders.slice(0, 1).map((order) => recordOf(order, inProgress));
    const left = runLeft([run], nodeRegistry, new Map(sent.map((record) => [record.jobKey, record])));
    expect(sendsWords(left)).toBe('Continue sends SH020 and SH030, nothing else.');
    expect(sendsWords({ titles: [] })).toBe('');
  });

  it('stands on the button', () => {
    expect(continueWords({ shots: 3, seconds: 15 })).toBe('Continue: 3 shots left, 15 s');
    expect(continueWords({ shots: 1, seconds: 5 })).toBe('Continue: 1 shot left, 5 s');
    expect(continueWords({ shots: 0, seconds: 0 })).toBe('Continue');
  });
});
