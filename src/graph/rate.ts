import { z } from 'zod';

/** A price that a person typed: US dollars for one second of a model's clips at a resolution. */
export const rateSchema = z.strictObject({
  /** As written in the graph. */
  model: z.string().max(200),
  resolution: z.string().max(40),
  usdPerSecond: z.number().min(0).max(10_000),
  /** When it was typed, in milliseconds since 1970. */
  at: z.number(),
});
export type Rate = z.infer<typeof rateSchema>;

/** What a rate is for. */
export const ratedSchema = rateSchema.pick({ model: true, resolution: true });
type Rated = z.infer<typeof ratedSchema>;

const isFor =
  ({ model, resolution }: Rated) =>
  (rate: Rated): boolean =>
    rate.model === model && rate.resolution === resolution;

/** The rate for a model at a resolution, or undefined. */
export function rateFor(rates: readonly Rate[], rated: Rated): Rate | undefined {
  return rates.find(isFor(rated));
}

/** The rates with another one in the place of its own, or without it. */
export function withRate(rates: readonly Rate[], rated: Rated, rate: Rate | undefined): readonly Rate[] {
  const others = rates.filter((each) => !isFor(rated)(each));
  return rate === undefined ? others : [...others, rate];
}

/** Reads a typed amount such as `0.15`, `$0,15` or `.15`; undefined where it is none, or is too much to be one. */
export function readRate(text: string): number | undefined {
  const digits = /^\s*\$?\s*(\d{0,5}(?:[.,]\d{1,6})?)\s*$/.exec(text)?.[1] ?? '';
  const usd = Number(digits.replace(',', '.'));
  return digits === '' || !(usd <= 10_000) ? undefined : usd;
}
