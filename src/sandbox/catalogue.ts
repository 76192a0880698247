import type { JsonObject } from '../graph/json.ts';
import { inputSchemaSchema } from './input-schema.ts';
import seedanceSchema from './seedance-v2-pro.input-schema.json';

/** What a model costs, as the catalogue says it. */
export interface ModelPrice {
  readonly base_price_usd: number;
  /** `second` or `output`. */
  readonly price_unit: 'second' | 'output';
  readonly pricing_note: string;
  /** USD that the bill adds to each unit made with sound. A base price does not tell it (facts/runcomfy-api.md, Catalogue). */
  readonly sound_usd?: number;
}

const free: ModelPrice = { base_price_usd: 0, price_unit: 'second', pricing_note: 'The sandbox charges nothing.' };

/** The two ids under which RunComfy has offered Seedance 2.0 Pro (facts/runcomfy-api.md, "The model id has moved"). */
export const seedanceModels = ['bytedance/seedance-v2/pro', 'bytedance/seedance-2.0/pro'] as const;

const displayName = 'Seedance 2.0 Pro (sandbox)';
const category = 'video';

/** What every model of the sandbox takes: the input schema of Seedance 2.0 Pro. */
export const seedanceInput = inputSchemaSchema.parse(seedanceSchema);

/** The models a sandbox offers, with their prices. */
export interface Catalogue {
  has(model: string): boolean;
  /** The answer about one model. */
  entry(model: string): JsonObject;
  /** The answer to a search; `query` holds search, category, include_schema, limit and offset. */
  list(query: URLSearchParams): JsonObject;
  /** USD for a finished job of that many seconds. */
  cost(model: string, seconds: number, sound: boolean): number;
}

/** Builds the catalogue. A model without a price costs nothing. */
export function createCatalogue(
  models: readonly string[],
  prices: Readonly<Record<string, ModelPrice>> = {},
): Catalogue {
  const price = (model: string): ModelPrice => (Object.hasOwn(prices, model) ? (prices[model] ?? free) : free);
  const entry = (model: string): JsonObject => ({
    model_id: model,
    display_name: displayName,
    category,
    base_price_usd: price(model).base_price_usd,
    price_unit: price(model).price_unit,
    pricing_note: price(model).pricing_note,
  });
  const withSchema = (model: string): JsonObject => ({ ...entry(model), input_schema: seedanceSchema });
  return {
    has: (model) => models.includes(model),
    entry: withSchema,
    list(query) {
      const search = (query.get('search') ?? '').toLowerCase();
      const wantedCategory = query.get('category') || category;
      const found = models.filter(
        (model) => wantedCategory === category && `${model} ${displayName}`.toLowerCase().includes(search),
      );
      const offset = wholeNumber(query.get('offset'), 0);
      return {
        models: found
          .slice(offset, offset + wholeNumber(query.get('limit'), 50))
          .map(query.get('include_schema') === 'true' ? withSchema : entry),
        total: found.length,
      };
    },
    cost(model, seconds, sound) {
      const { base_price_usd: base, price_unit: unit, sound_usd: more = 0 } = price(model);
      return (base + (sound ? more : 0)) * (unit === 'second' ? seconds : 1);
    },
  };
}

function wholeNumber(text: string | null, otherwise: number): number {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : otherwise;
}
