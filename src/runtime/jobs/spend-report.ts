import { addSpend, addUnderWay, nothingSpent, nothingUnderWay, spendOfAttempt, standingOf } from '../wire/spend-of.ts';
import { type JobRecord, presentAttempt } from '../wire/job-record.ts';
import type { GuardUse, Spend, SpendQuestion, SpendReport } from '../wire/spend.ts';

/** So many calendar days are told, today among them. */
const daysTold = 30;
const dayMs = 86_400_000;

export interface SpendFacts {
  readonly question: SpendQuestion;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether an agreed Run asked for a claim in this life of the owner: only then it is about to be sent. */
  readonly agreed: (jobKey: string) => boolean;
  readonly guard: readonly GuardUse[];
  readonly accuracy: SpendReport['accuracy'];
}

/** Sums up live money in one pass over the records. A submit counts for the calendar day on which it left. */
export function spendReport(records: Iterable<JobRecord>, facts: SpendFacts): SpendReport {
  const { question, now, agreed, guard, accuracy } = facts;
  const dayOf = calendarDays(question.zone);
  const earliest = now - (daysTold + 1) * dayMs;
  const days = new Map<string, Spend>();
  const shots = new Map<string, Spend>();
  let [all, graph] = [nothingSpent, nothingSpent];
  let [running, ahead] = [nothingUnderWay, nothingUnderWay];
  for (const record of records) {
    const own = record.origin.graph === question.graph;
    for (const attempt of record.attempts) {
      const spend = spendOfAttempt(attempt, record.service);
      if (spend === nothingSpent) continue;
      all = addSpend(all, spend);
      const at = 'submittedAt' in attempt ? attempt.submittedAt : undefined;
      if (at !== undefined && at > earliest) addTo(days, dayOf(at), spend);
      if (!own) continue;
      graph = addSpend(graph, spend);
      addTo(shots, record.origin.node, spend);
    }
    const standing = standingOf(record);
    if (standing === 'running') running = addUnderWay(running, presentAttempt(record));
    else if (standing === 'claimed' && agreed(record.jobKey)) ahead = addUnderWay(ahead, presentAttempt(record));
  }
  const told = new Set(Array.from({ length: daysTold }, (_, ago) => dayOf(now - ago * dayMs)));
  return {
    today: dayOf(now),
    days: [...days]
      .filter(([day]) => told.has(day))
      .sort(([left], [right]) => (left < right ? 1 : -1))
      .map(([day, spend]) => ({ day, spend })),
    all,
    graph,
    shots: Object.fromEntries(shots),
    running,
    ahead,
    guard: [...guard],
    accuracy,
  };
}

function addTo(sums: Map<string, Spend>, key: string, spend: Spend): void {
  sums.set(key, addSpend(sums.get(key) ?? nothingSpent, spend));
}

/** Names the calendar day of an instant in a time zone, as `2026-05-14`. Throws a RangeError for what is no time zone. */
export function calendarDays(zone: string): (at: number) => string {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return (at) => day.format(at);
}
