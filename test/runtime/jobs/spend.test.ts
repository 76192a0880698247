import { describe, expect, test } from 'vitest';
import { calendarDays, spendReport } from '../../../src/runtime/jobs/spend-report.ts';
import { spendQuestionSchema } from '../../../src/runtime/wire/spend.ts';
import { createJobWorld, goOn, live, order, statusOf } from '../../fakes/job-world.ts';
import { sampleAttempt, sampleJob } from '../../ui/fake-job-client.ts';

const question = { zone: 'UTC', graph: 'storyboard' };
const quoted = { usd: 0.5, source: 'catalogue' } as const;

describe('the money of an owner', () => {
  test('tells what was spent today, in the graph and by shot, what is running and what is about to be spent', async () => {
    const world = createJobWorld();
    world.guard = '2/min,300/day';
    const { owner } = await world.life();
    const [one, two, three] = [order({ quoted }), order({ take: 2, quoted }), order({ take: 3 })];
    await owner.put(one.jobKey, one.order);
    await world.clock.runUntil(() => statusOf(owner, one.jobKey) === 'succeeded');
    for (const { jobKey, order: wanted } of [two, three]) await owner.put(jobKey, wanted);
    await world.clock.advance(6_000);
    const once = { usd: 0.75, paid: 1, unknown: 0, maybe: 0 };
    const report = owner.spend(live, question);
    expect(report).toMatchObject({ all: once, graph: once, shots: { 3: once } });
    expect(report.days).toEqual([{ day: report.today, spend: once }]);
    expect(report.running).toEqual({ count: 1, quotedUsd: 0.5, unquoted: 0 });
    expect(report.ahead).toEqual({ count: 1, quotedUsd: 0, unquoted: 1 });
    expect(owner.spend(live, { ...question, graph: 'another' })).toMatchObject({ all: once, graph: { paid: 0 } });
  });

  test('SEC12 tells how much of every limit of the spend guard is used, and begins anew when a person lifted it', async () => {
    const world = createJobWorld();
    world.guard = '2/min,300/day';
    const { owner } = await world.life();
    for (const take of [1, 2, 3]) {
      const { jobKey, order: wanted } = order({ take });
      await owner.put(jobKey, wanted);
    }
    await world.clock.advance(1_000);
    expect(owner.spend(live, question).guard).toEqual([
      { text: '2/min', submits: 2, used: 2 },
      { text: '300/day', submits: 300, used: 2 },
    ]);
    await goOn(owner, true);
    await world.clock.advance(1_000);
    const later = order({ take: 4 });
    await owner.put(later.jobKey, later.order);
    await world.clock.advance(1_000);
    expect(owner.spend(live, question).guard.map(({ used }) => used)).toEqual([2, 2]);
  });

  test('M5 does not call a claim about to be spent that no agreed Run asked for since the owner began', async () => {
    const world = createJobWorld();
    world.token = undefined;
    const first = await world.life();
    const { jobKey, order: wanted } = order({ quoted });
    await first.owner.put(jobKey, wanted);
    await world.clock.advance(1_000);
    expect(first.owner.spend(live, question).ahead.count).toBe(1);
    first.kill();
    const { owner } = await world.life();
    expect(owner.spend(live, question).ahead.count).toBe(0);
    await owner.put(jobKey, wanted);
    expect(owner.spend(live, question).ahead).toEqual({ count: 1, quotedUsd: 0.5, unquoted: 0 });
  });
});

describe('a day of money', () => {
  const facts = { agreed: () => false, guard: [], accuracy: { quotes: 0, quotedUsd: 0, costUsd: 0 } };
  const noon = Date.UTC(2026, 4, 14, 12);
  const jobAt = (n: number, submittedAt: number) =>
    sampleJob(n, sampleAttempt('succeeded', 1, { submittedAt, cost: n }), { service: live });

  test('is the calendar day of the submit where the person is', () => {
    const late = Date.UTC(2026, 4, 13, 22, 30);
    const daysIn = (zone: string) =>
      spendReport([jobAt(1, late)], { ...facts, question: { ...question, zone }, now: noon }).days.map(
        ({ day }) => day,
      );
    expect(daysIn('UTC')).toEqual(['2026-05-13']);
    expect(daysIn('Europe/Berlin')).toEqual(['2026-05-14']);
    expect(daysIn('America/Los_Angeles')).toEqual(['2026-05-13']);
  });

  test('is told for thirty days, the last one first, while the sum of all goes back to the beginning', () => {
    const dayMs = 86_400_000;
    const records = [0, 1, 29, 30, 31, 400].map((ago, index) => jobAt(index + 1, noon - ago * dayMs));
    const report = spendReport(records, { ...facts, question, now: noon });
    expect(report.days.map(({ day, spend }) => [day, spend.usd])).toEqual([
      ['2026-05-14', 1],
      ['2026-05-13', 2],
      ['2026-04-15', 3],
    ]);
    expect(report.all.usd).toBe(21);
  });

  test('follows the clock of its zone where days are 23 and 25 hours long', () => {
    const dayOf = calendarDays('Europe/Berlin');
    expect(dayOf(Date.UTC(2026, 2, 28, 22, 59))).toBe('2026-03-28');
    expect(dayOf(Date.UTC(2026, 2, 28, 23, 0))).toBe('2026-03-29');
    expect(dayOf(Date.UTC(2026, 2, 29, 22, 0))).toBe('2026-03-30');
  });

  test('is refused for what is no time zone', () => {
    expect(spendQuestionSchema.safeParse({ zone: 'Europe/Berlin', graph: '' }).success).toBe(true);
    for (const zone of ['', 'Mars/Olympus', '../etc/passwd', 'constructor'])
      expect(spendQuestionSchema.safeParse({ zone, graph: '' }).success, zone).toBe(false);
  });
});
