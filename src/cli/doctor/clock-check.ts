import { httpDate } from '../../runtime/runcomfy/http-date.ts';
import type { Verdict } from './verdict.ts';

/** When an answer was asked for and came, by the own clock in milliseconds, and its `Date` header. */
export interface ClockFacts {
  readonly askedAt: number;
  readonly answeredAt: number;
  readonly date: string | undefined;
}

/** Seconds by which two clocks may differ before anything is said. The header has whole seconds. */
const toleranceSeconds = 30;

/** Whether the own clock agrees with the service's. Nothing depends on it but times that are shown, and a Retry-After by date. */
export function judgeClock(facts: ClockFacts | undefined): Verdict {
  const check = 'clock';
  const theirs = facts?.date === undefined ? undefined : httpDate(facts.date);
  if (facts === undefined || theirs === undefined) {
    return { check, status: 'warn', says: 'The service named no time to compare with.' };
  }
  // Somewhere between question and answer the service looked at its clock, and cut off the fraction.
  const ahead = Math.max(0, facts.askedAt - (theirs + 1000));
  const behind = Math.max(0, theirs - facts.answeredAt);
  const seconds = Math.round(Math.max(ahead, behind) / 1000);
  if (seconds <= toleranceSeconds) {
    return { check, status: 'ok', says: seconds <= 1 ? 'agrees with the service' : `${seconds} s from the service's` };
  }
  const says = `This machine's clock is ${seconds} s ${ahead > behind ? 'ahead of' : 'behind'} the service's.`;
  return { check, status: 'warn', says, remedy: 'Set it: the times shown are wrong by as much.' };
}
