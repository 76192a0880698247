import { z } from 'zod';
import { accuracySchema } from './messages.ts';

/** What was spent, as far as anybody knows. */
export const spendSchema = z.strictObject({
  /** The sum of the costs that the service named, in US dollars. */
  usd: z.number().min(0),
  /** Attempts in that sum. */
  paid: z.int().min(0),
  /** Made, and the service named no cost. */
  unknown: z.int().min(0),
  /** Failed, lost, cancelled, or of unknown fate: may have cost something. */
  maybe: z.int().min(0),
});
export type Spend = z.infer<typeof spendSchema>;

/** What is being spent or is about to be: how many generations, and what they were quoted at. */
export const underWaySchema = z.strictObject({
  count: z.int().min(0),
  /** The sum of their quotes, in US dollars. */
  quotedUsd: z.number().min(0),
  /** Those that had no price. */
  unquoted: z.int().min(0),
});
export type UnderWay = z.infer<typeof underWaySchema>;

/** A limit of the spend guard, and how much of it is used (security.md SEC12). */
export const guardUseSchema = z.strictObject({
  /** As it was written: `30/min`. */
  text: z.string(),
  submits: z.int().min(0),
  used: z.int().min(0),
});
export type GuardUse = z.infer<typeof guardUseSchema>;

/** `GET /api/spend?zone=&graph=`: live money, summed by its owner. Rehearsals never count, nor what was made elsewhere. */
export const spendReportSchema = z.strictObject({
  /** A calendar day in the zone that was asked for, as `2026-05-14`. */
  today: z.string(),
  /** Days of the last thirty on which something was sent, the last one first. */
  days: z.array(z.strictObject({ day: z.string(), spend: spendSchema })),
  /** Ever. */
  all: spendSchema,
  /** Under the name of the graph that was asked for. */
  graph: spendSchema,
  /** In that graph, by node. */
  shots: z.record(z.string(), spendSchema),
  /** Sent, and not over. */
  running: underWaySchema,
  /** Agreed and claimed, and not sent. */
  ahead: underWaySchema,
  guard: z.array(guardUseSchema),
  accuracy: accuracySchema,
});
export type SpendReport = z.infer<typeof spendReportSchema>;

/** What a spend report is asked for. */
export const spendQuestionSchema = z.strictObject({
  /** The time zone whose calendar days count, such as `Europe/Berlin`. */
  zone: z.string().max(100).refine(isTimeZone, 'not a time zone'),
  /** The name of a graph. */
  graph: z.string().max(200),
});
export type SpendQuestion = z.infer<typeof spendQuestionSchema>;

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
