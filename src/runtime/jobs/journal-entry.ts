import { z } from 'zod';
import { serviceSchema } from '../../graph/service.ts';
import { settingsSchema } from '../wire/messages.ts';
import { durableEventSchema } from './job-event.ts';

/** Why a service's submits are held back until a person's Continue. */
export const holdSchema = z.strictObject({
  cause: z.enum(['token', 'credit', 'spend_guard', 'rate_limit']),
  reason: z.string().max(2000),
});
export type Hold = z.infer<typeof holdSchema>;

const seq = z.int().min(0);
const at = z.number();

/** One line of the journal. `seq` is the number that the change had for clients, so that it never runs backwards. */
export const journalEntrySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('job'), seq, event: durableEventSchema }),
  z.strictObject({ kind: z.literal('settings'), seq, at, settings: settingsSchema }),
  z.strictObject({ kind: z.literal('held'), seq, at, service: serviceSchema, hold: holdSchema }),
  z.strictObject({ kind: z.literal('continued'), seq, at, service: serviceSchema, lifted: holdSchema.optional() }),
]);
export type JournalEntry = z.infer<typeof journalEntrySchema>;
