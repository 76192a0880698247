import { z } from 'zod';
import type { ServiceAnswer } from '../jobs/ports.ts';
import { readAnswer, type ReadTrouble } from './classify-read.ts';
import { asText } from './service-body.ts';
import { cutServiceText } from './service-text.ts';

/**
 * Where a request stands. `finished` means that the result must be read: "completed" is not "succeeded", and an
 * undocumented `failed` is explained there.
 */
export type StatusReading =
  | { readonly kind: 'in_queue'; readonly queuePosition?: number }
  | { readonly kind: 'in_progress' }
  | { readonly kind: 'finished'; readonly said: 'completed' | 'failed'; readonly text: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'unknown'; readonly text: string }
  | ReadTrouble;

const statusSchema = z
  .looseObject({ status: z.string().min(1), queue_position: z.unknown(), error: z.unknown() })
  .partial({ queue_position: true, error: true });
const queuePosition = z.int().min(0);

/** Reads a status, with the spellings that the vendor's own clients guard against (facts/runcomfy-api.md). */
export function classifyStatus(answer: ServiceAnswer, now: number): StatusReading {
  const read = readAnswer(answer, now);
  if (read.kind !== 'body') return read;
  const parsed = statusSchema.safeParse(read.json);
  if (!parsed.success) return { kind: 'trouble', reason: 'The status cannot be read.' };
  const { status, error } = parsed.data;
  switch (status) {
    case 'in_queue':
    case 'pending': {
      const position = queuePosition.safeParse(parsed.data.queue_position);
      return { kind: 'in_queue', ...(position.success ? { queuePosition: position.data } : {}) };
    }
    case 'in_progress':
    case 'processing':
      return { kind: 'in_progress' };
    case 'completed':
    case 'succeeded':
      return { kind: 'finished', said: 'completed', text: '' };
    case 'failed':
      return { kind: 'finished', said: 'failed', text: error === undefined ? '' : cutServiceText(asText(error)) };
    case 'cancelled':
    case 'canceled':
      return { kind: 'cancelled' };
    default:
      return { kind: 'unknown', text: cutServiceText(status, 200) };
  }
}
