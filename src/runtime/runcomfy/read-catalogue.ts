import { z } from 'zod';
import type { CatalogueEntry } from '../wire/messages.ts';
import type { ServiceAnswer } from '../jobs/ports.ts';
import { call, readTimeoutMs, type Caller } from './call.ts';
import { readAnswer } from './classify-read.ts';
import { modelUrl } from './endpoints.ts';
import { bodyJson, errorCode } from './service-body.ts';
import { cutServiceText } from './service-text.ts';

/** What the catalogue says of a model. `missing` and `refused` are definite; `unknown` is everything else. */
export type CatalogueReading =
  | { readonly kind: 'found'; readonly entry: CatalogueEntry }
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

const text = z
  .string()
  .transform((said) => cutServiceText(said))
  .optional()
  .catch(undefined);
const entrySchema = z.object({
  display_name: text,
  base_price_usd: z.number().min(0).optional().catch(undefined),
  price_unit: text,
  pricing_note: text,
});

/** Reads an answer of the catalogue. A field of another type than expected is as good as absent. */
export function classifyCatalogue(answer: ServiceAnswer, now: number): CatalogueReading {
  const read = readAnswer(answer, now);
  if (read.kind === 'not_found') return { kind: 'missing' };
  if (read.kind === 'unauthorized') return { kind: 'refused', reason: read.reason };
  if (read.kind !== 'body') {
    const wrongId = answer.kind === 'answer' && errorCode(bodyJson(answer)) === 400001;
    return wrongId ? { kind: 'missing' } : { kind: 'unknown', reason: read.reason };
  }
  const parsed = entrySchema.safeParse(read.json);
  if (!parsed.success) return { kind: 'unknown', reason: 'The catalogue cannot be read.' };
  const said = Object.entries(parsed.data).filter(([, value]) => value !== undefined);
  return { kind: 'found', entry: Object.fromEntries(said) as CatalogueEntry };
}

/** Asks the catalogue about one model: needs the token, costs nothing. */
export async function readCatalogue(
  caller: Caller,
  model: string,
  now: () => number,
  signal?: AbortSignal,
): Promise<CatalogueReading> {
  const url = modelUrl(caller.base, model);
  return classifyCatalogue(await call(caller, { method: 'GET', url, timeoutMs: readTimeoutMs }, signal), now());
}
