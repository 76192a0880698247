import { z } from 'zod';
import type { ServiceAnswer } from '../jobs/ports.ts';
import { readAnswer } from './classify-read.ts';

/**
 * What a request to cancel led to. `cancelled` is still to be confirmed by the status; the others change nothing
 * (faults.md M9, J08, J09, H33).
 */
export type CancelOutcome =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

const cancelSchema = z.looseObject({ outcome: z.enum(['cancelled', 'not_cancellable']) });

/** Branches on `outcome`: the `status` beside it contradicts it in the vendor's own example. */
export function classifyCancel(answer: ServiceAnswer, now: number): CancelOutcome {
  const read = readAnswer(answer, now);
  if (read.kind === 'body') {
    const parsed = cancelSchema.safeParse(read.json);
    if (!parsed.success)
      return { kind: 'unknown', reason: 'Whether it was cancelled is unknown: the answer cannot be read.' };
    if (parsed.data.outcome === 'cancelled') return { kind: 'cancelled' };
    return {
      kind: 'refused',
      reason: 'It cannot be cancelled any more: a paid one will be charged, and the result is still collected.',
    };
  }
  if (answer.kind === 'answer' && answer.status === 409) {
    return { kind: 'refused', reason: `Cancelling was refused: ${read.reason}` };
  }
  if (read.kind === 'not_found')
    return { kind: 'refused', reason: `Cancelling was refused, not found: ${read.reason}` };
  return { kind: 'unknown', reason: `Whether it was cancelled is unknown: ${read.reason}` };
}
