import { z } from 'zod';
import { canonicalJson } from './canonical-json.ts';
import { type Meter, meterSchema } from './meter.ts';

/** A kind of generation, as its price is compared: the model that is sent, and everything the bill may depend on. */
export const likenessSchema = z.strictObject({ model: z.string().max(200), meter: meterSchema });
export type Likeness = z.infer<typeof likenessSchema>;

/** What one generation cost. */
export const pastCostSchema = z.strictObject({
  usd: z.number().min(0),
  /** When it was sent, in milliseconds since 1970. */
  at: z.number(),
  title: z.string().max(200),
  take: z.int().min(1),
  seconds: z.number().min(0),
});
export type PastCost = z.infer<typeof pastCostSchema>;

/** The last generations whose cost is known, held against a kind. */
export const pastCostsSchema = z.strictObject({
  equal: pastCostSchema.optional(),
  /** Equal but for its length, and without reference seconds on either side. */
  scalable: pastCostSchema.optional(),
});
export type PastCosts = z.infer<typeof pastCostsSchema>;

/** Lengths of references are measured: those that differ by less are one. */
const tenths = (seconds: number): number => Math.round(seconds * 10) / 10;

/**
 * The name of a kind: equal kinds have equal names. Where the length of a reference is unknown, it is equal to unknown ones
 * only. `anyLength` leaves the asked seconds out.
 */
export function likenessKey({ model, meter }: Likeness, anyLength = false): string {
  const { seconds, resolution, sound, referenceSeconds } = meter;
  const references = referenceSeconds === undefined ? null : tenths(referenceSeconds);
  return canonicalJson([model, resolution, sound, references, anyLength ? null : seconds]);
}

/** Whether what one second cost may be carried over to another length: nothing else than the seconds of the clip is billed. */
export function mayScale({ referenceSeconds }: Meter): boolean {
  return referenceSeconds === 0;
}
