import { z } from 'zod';

/**
 * Where a price comes from, the most trusted first (docs/decisions/prices.md): what the last equal generation cost; the same,
 * carried over to another length; the catalogue's base price; a rate that the person typed.
 */
export const priceSources = ['last_equal', 'last_scaled', 'catalogue', 'rate'] as const;
export type PriceSource = (typeof priceSources)[number];

/** What a generation was quoted at when it was agreed to, in US dollars: kept with its attempt, to be held against the bill. */
export const quotedSchema = z.strictObject({ usd: z.number().min(0), source: z.enum(priceSources) });
export type Quoted = z.infer<typeof quotedSchema>;

/** The least trusted of some sources; undefined of none. */
export function weakestSource(sources: Iterable<PriceSource>): PriceSource | undefined {
  const used = new Set(sources);
  return priceSources.findLast((source) => used.has(source));
}
