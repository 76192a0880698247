import { z } from 'zod';
import { serviceSchema } from '../../graph/service.ts';
import { attemptNameSchema, settingsSchema } from '../wire/messages.ts';
import { durableEventSchema } from './job-event.ts';

/** Why a service's submits are held back until a person's Continue. */
export const holdSchema = z.strictObject({
  cause: z.enum(['token', 'credit', 'spend_guard', 'rate_limit']),
  reason: z.string().max(2000),
});
export type Hold = z.infer<typeof holdSchema>;

/** An attempt that waited when a Continue named others: it goes on waiting for its own, at the longest until an instant. */
export const passedOverSchema = attemptNameSchema.extend({ hold: holdSchema, until: z.number().optional() });
export type PassedOver = z.infer<typeof passedOverSchema>;

const seq = z.int().min(0);
const at = z.number();

/** One line of the journal. `seq` is the number that the change had for clients, so that it never runs backwards. */
export const journalEntrySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('job'), seq, event: durableEventSchema }),
  z.strictObject({ kind: z.literal('settings'), seq, at, settings: settingsSchema }),
  z.strictObject({ kind: z.literal('held'), seq, at, service: serviceSchema, hold: holdSchema }),
  z.strictObject({
    kind: z.literal('continued'),
    seq,
    at,
    service: serviceSchema,
    lifted: holdSchema.optional(),
    /** All of that service that goes on waiting; in journals from before nothing did. */
    passedOver: z.array(passedOverSchema).optional(),
  }),
]);
export type JournalEntry = z.infer<typeof journalEntrySchema>;

/** Whether a person lifted the spend guard of a service: it counts only what is sent after that. */
export function liftsGuard(entry: Pick<Extract<JournalEntry, { kind: 'continued' }>, 'lifted'>): boolean {
  return entry.lifted?.cause === 'spend_guard';
}
