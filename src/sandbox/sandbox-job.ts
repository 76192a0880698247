import { z } from 'zod';
import { hashPattern } from '../graph/hash.ts';
import { clipRequestSchema } from './clip-request.ts';

/** Milliseconds since 1970, by the sandbox's clock. */
const instant = z.number();

/**
 * One accepted submit. Its times are settled when it is accepted, so that its state follows from the clock alone and
 * survives a restart with another speed or another number of places.
 */
export const sandboxJobSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  /** Order of acceptance, from 1. */
  order: z.int().min(1),
  model: z.string(),
  bodyHash: z.string().regex(hashPattern),
  /** The how-many-eth submit of an equal body, from 1. */
  ordinal: z.int().min(1),
  submittedAt: instant,
  /** Not started before this time, even when a place is free. */
  readyAt: instant,
  startsAt: instant,
  endsAt: instant,
  cancelledAt: instant.optional(),
  clip: clipRequestSchema,
});
export type SandboxJob = z.infer<typeof sandboxJobSchema>;

export type SandboxJobState = 'in_queue' | 'in_progress' | 'completed' | 'cancelled';

/** What a job is doing at a time. */
export function stateAt(job: SandboxJob, now: number): SandboxJobState {
  if (job.cancelledAt !== undefined) return 'cancelled';
  if (now < job.startsAt) return 'in_queue';
  return now < job.endsAt ? 'in_progress' : 'completed';
}

/** Where a sandbox keeps its jobs. `save` adds a job or replaces the one of the same id. */
export interface SandboxStore {
  load(): Promise<readonly SandboxJob[]>;
  save(job: SandboxJob): Promise<void>;
}
