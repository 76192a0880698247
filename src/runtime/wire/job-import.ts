import { z } from 'zod';
import { sha256Schema } from '../../graph/media-ref.ts';
import { attemptSchema, jobFieldsSchema } from './job-record.ts';
import { jobOrderSchema } from './messages.ts';

/** Attempts of one job at most: nobody tries so often, and a file from elsewhere may say anything. */
const maxAttempts = 100;

/** A job's record as it travels between machines: what is named here, and nothing that only its owner's own clients need. */
const travelling = { jobKey: true, service: true, sentModel: true, request: true, origin: true } as const;
export const importedJobSchema = jobFieldsSchema.pick(travelling).extend({
  model: jobOrderSchema.shape.model,
  take: jobOrderSchema.shape.take,
  media: jobOrderSchema.shape.media,
  // Whether they can follow each other is for the import to say, of each record by itself.
  attempts: z.array(attemptSchema).min(1).max(maxAttempts),
});
export type ImportedJob = z.infer<typeof importedJobSchema>;

/** `POST /api/jobs/import`: records out of a project file. They are never polled, sent or cancelled. */
export const jobImportSchema = z.strictObject({
  /** What the project calls itself. */
  from: z.string().max(200).optional(),
  jobs: z.array(importedJobSchema).max(500),
});
export type JobImport = z.infer<typeof jobImportSchema>;

/**
 * What became of each record. `made`: its clip is here and counts as made. `recorded`: its clip is not here, or it did not
 * finish. `known`: what stands here already stays as it is. `unsent`: nothing of it ever left. `refused`: it is not what it says.
 */
export const importResultSchema = z.strictObject({
  jobs: z.array(
    z.strictObject({
      jobKey: sha256Schema,
      became: z.enum(['made', 'recorded', 'known', 'unsent', 'refused']),
      reason: z.string().max(2000).optional(),
    }),
  ),
});
export type ImportResult = z.infer<typeof importResultSchema>;
