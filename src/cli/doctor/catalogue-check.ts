import type { CatalogueEntry } from '../../runtime/wire/messages.ts';
import type { Verdict } from './verdict.ts';

/** What the catalogue says of the model that would be sent; undefined where it could not be asked. */
export interface CatalogueFacts {
  readonly entry: CatalogueEntry;
  /** Against the schema that Shotgraph was built by; undefined where the answer holds none. */
  readonly differences: readonly string[] | undefined;
}

/** Whether the catalogue names a price, and whether the model still takes what Shotgraph sends. */
export function judgeCatalogue(facts: CatalogueFacts | undefined): Verdict {
  const check = 'catalogue';
  if (facts === undefined) return { check, status: 'warn', says: 'It could not be read.' };
  const { entry, differences } = facts;
  const { base_price_usd: usd, price_unit: unit, pricing_note: note } = entry;
  const price = usd === undefined || unit === undefined ? 'it names no price' : `base price $${usd} per ${unit}`;
  const details = [...(note === undefined ? [] : [`Pricing note: ${note}`]), ...(differences ?? [])];
  if (differences === undefined) {
    return { check, status: 'warn', says: `It holds no input schema to compare; ${price}.`, details };
  }
  if (differences.length > 0) {
    const says = `${differences.length} ${differences.length === 1 ? 'difference' : 'differences'} from the schema Shotgraph was built by; ${price}.`;
    const remedy = 'See the report. Keep to values that both know, or look for a newer Shotgraph.';
    return { check, status: 'warn', says, remedy, details };
  }
  return { check, status: 'ok', says: `Its input schema is the one Shotgraph was built by; ${price}.`, details };
}
