import { describe, expect, test } from 'vitest';
import { spendWords, underWayWords } from '../../../src/runtime/run/spend-words.ts';
import { unsentOf } from '../../../src/runtime/run/unsent-of.ts';
import type { Run } from '../../../src/runtime/run/run.ts';
import { guardWords, moneyBadge, moneyLines } from '../../../src/ui/top-bar/money-lines.ts';
import { emptySpend } from '../../runtime/run/empty-spend.ts';
import { sampleAttempt, sampleJob } from '../fake-job-client.ts';

const none = { count: 0, quotedUsd: 0, unquoted: 0 };
const spend = (usd: number, unknown = 0, maybe = 0) => ({ usd, paid: usd > 0 ? 1 : 0, unknown, maybe });
const health = (token: 'none' | 'valid') => ({
  version: '1',
  services: {
    sandbox: { service: 'sandbox' },
    live: { service: 'https://a.example', token, model: 'exists' },
  } as const,
});

describe('money in words', () => {
  test('is honest about what nobody named', () => {
    expect(spendWords(spend(3.4, 2))).toBe('$3.40 + 2 of unknown cost');
    expect(spendWords(spend(3.4, 0, 1))).toBe('$3.40, 1 may have cost something');
    expect(spendWords(spend(0, 2, 1))).toBe('2 of unknown cost, 1 may have cost something');
    expect(spendWords(spend(0))).toBe('$0.00');
  });

  test('tells what is on its way by its quotes, and how many had none', () => {
    expect(underWayWords(none)).toBeUndefined();
    expect(underWayWords({ count: 2, quotedUsd: 1.5, unquoted: 0 })).toBe('2 generations, quoted $1.50');
    expect(underWayWords({ count: 3, quotedUsd: 1.5, unquoted: 1 })).toBe(
      '3 generations, quoted $1.50 for 2 of 3; 1 unknown',
    );
    expect(underWayWords({ count: 1, quotedUsd: 0, unquoted: 1 })).toBe('1 generation, price unknown');
  });

  test('stands in the top bar only where there is a token, or something was bought', () => {
    const money = { report: emptySpend, unsent: none };
    expect(moneyBadge({ money: undefined, health: health('valid') })).toBeUndefined();
    expect(moneyBadge({ money, health: health('none') })).toBeUndefined();
    expect(moneyBadge({ money, health: health('valid') })).toBe('$0.00 today');
    const days = [{ day: emptySpend.today, spend: spend(4.15, 1) }];
    const spent = { report: { ...emptySpend, all: spend(9), days }, unsent: none };
    expect(moneyBadge({ money: spent, health: health('none') })).toBe('$4.15 + 1 unknown today');
  });

  test('has a line for today, the graph, what runs, what is about to be spent, and the month', () => {
    const days = [
      { day: '2026-05-14', spend: spend(1) },
      { day: '2026-05-01', spend: spend(2, 1) },
    ];
    const report = { ...emptySpend, days, graph: spend(5), ahead: { count: 1, quotedUsd: 0.5, unquoted: 0 } };
    const lines = moneyLines({ report, unsent: { count: 1, quotedUsd: 0.25, unquoted: 0 } }, 'Night market');
    expect(Object.fromEntries(lines.map(({ name, words }) => [name, words]))).toEqual({
      Today: '$1.00',
      'This graph': '$5.00',
      'To be billed': 'nothing',
      'About to spend': '2 generations, quoted $0.75',
      'Last 30 days': '$3.00 + 1 of unknown cost',
      Ever: '$0.00',
    });
  });

  test('SEC12 tells how much of a limit is used', () => {
    expect(guardWords({ text: '30/min', submits: 30, used: 12 })).toBe('12 of 30 sent in a minute');
    expect(guardWords({ text: '300/day', submits: 300, used: 0 })).toBe('0 of 300 sent in a day');
  });
});

test('what live Runs agreed to and did not order yet is about to be spent, once each, and a rehearsal never', () => {
  const pair = (n: number) => ({
    jobKey: sampleJob(n, sampleAttempt('claimed')).jobKey,
    attempt: 1,
    quoted: { usd: 0.5, source: 'rate' },
  });
  const run = (change: object = {}) =>
    ({
      service: 'https://a.example',
      state: { kind: 'running' },
      cancelRequested: false,
      agreed: [pair(1), pair(2)],
      ...change,
    }) as unknown as Run;
  const sent = sampleJob(1, sampleAttempt('in_queue'));
  const records = new Map([[sent.jobKey, sent]]);
  expect(unsentOf([run(), run()], records)).toEqual({ count: 1, quotedUsd: 0.5, unquoted: 0 });
  expect(unsentOf([run({ service: 'sandbox' }), run({ cancelRequested: true })], records).count).toBe(0);
  expect(unsentOf([run({ state: { kind: 'ended' } })], records).count).toBe(0);
});
