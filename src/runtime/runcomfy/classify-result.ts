import { z } from 'zod';
import type { ServiceAnswer } from '../jobs/ports.ts';
import type { Failure } from '../wire/job-record.ts';
import { readAnswer, type ReadTrouble } from './classify-read.ts';
import { isoInstant } from './iso-instant.ts';
import { readOutputs, type OutputAddress, type RefusedOutput } from './read-outputs.ts';
import { asText } from './service-body.ts';
import { cutServiceText } from './service-text.ts';

/**
 * What a result says. `cost` is in US dollars, where the service named one; `ranMs` the milliseconds from the creation of the
 * request to its end by the service's own clock, where it named both.
 */
export type ResultReading =
  | {
      readonly kind: 'made';
      readonly addresses: readonly OutputAddress[];
      readonly refused: readonly RefusedOutput[];
      readonly cost?: number;
      readonly ranMs?: number;
    }
  | { readonly kind: 'empty'; readonly raw: string; readonly cost?: number }
  | { readonly kind: 'pending'; readonly status: string }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly cost?: number }
  | { readonly kind: 'cancelled' }
  | ReadTrouble;

const resultSchema = z.looseObject({
  status: z.string().min(1),
  output: z.unknown().optional(),
  error: z.unknown().optional(),
  cost: z.unknown().optional(),
  created_at: z.unknown().optional(),
  finished_at: z.unknown().optional(),
});

/** Reads a result. An address that was refused counts as made: the job is done and charged, whatever its address. */
export function classifyResult(answer: ServiceAnswer, now: number): ResultReading {
  const read = readAnswer(answer, now);
  if (read.kind !== 'body') return read;
  const parsed = resultSchema.safeParse(read.json);
  if (!parsed.success) return { kind: 'trouble', reason: 'The result cannot be read.' };
  const { status, output, error } = parsed.data;
  const usd = z.number().min(0).safeParse(parsed.data.cost);
  const cost = usd.success ? { cost: usd.data } : {};
  switch (status) {
    case 'succeeded':
    case 'completed': {
      const { addresses, refused } = readOutputs(output);
      if (addresses.length + refused.length > 0)
        return { kind: 'made', addresses, refused, ...cost, ...ranFor(parsed.data) };
      return { kind: 'empty', raw: cutServiceText(asText(read.json), 1500), ...cost };
    }
    case 'failed': {
      const said =
        error === undefined || error === null ? 'The service says it failed, without a reason.' : asText(error);
      return { kind: 'failed', failure: { code: 'failed', message: cutServiceText(said) }, ...cost };
    }
    case 'cancelled':
    case 'canceled':
      return { kind: 'cancelled' };
    default:
      return { kind: 'pending', status: cutServiceText(status, 200) };
  }
}

function ranFor({ created_at, finished_at }: z.infer<typeof resultSchema>): { readonly ranMs?: number } {
  const [created, finished] = [isoInstant(created_at), isoInstant(finished_at)];
  return created !== undefined && finished !== undefined && finished > created ? { ranMs: finished - created } : {};
}
