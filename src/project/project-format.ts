import { z } from 'zod';
import { maxFileBytes } from '../graph/file/file-text.ts';
import { importedJobSchema } from '../runtime/wire/job-import.ts';

/**
 * A project file is a ZIP: `graph.json` as Save graph writes it, `jobs.json`, `media/<sha256>.<ending>`, and `project.json`
 * that says what it is. Media are stored as they are.
 */
export const projectEnding = '.shotgraph.zip';
export const graphEntry = 'graph.json';
export const jobsEntry = 'jobs.json';
export const infoEntry = 'project.json';
export const mediaFolder = 'media/';

/** The version of the format that this program writes, and the newest it reads. */
export const projectSchemaVersion = 1;

const mebibyte = 1024 * 1024;
/** What a project may have at most; bytes are those after unpacking. */
export const projectLimits = {
  entries: 4_000,
  jobs: 10_000,
  /** Of all entries together. */
  bytes: 64 * 1024 * mebibyte,
  graphBytes: maxFileBytes,
  jobsBytes: maxFileBytes,
  infoBytes: 64 * 1024,
  /** What the gateway takes of a clip. */
  mediumBytes: 100 * mebibyte,
  /** How many times larger than packed: text packs ten to one, and what packs better is made to fill a disk. */
  ratio: 200,
} as const;

/** What `project.json` says. Nothing rests on the counts: they are for people. */
export const projectInfoSchema = z.object({
  format: z.literal('shotgraph-project'),
  schema: z.int().min(1),
  /** Program and version. */
  madeBy: z.string().max(100),
  /** Milliseconds since 1970. */
  madeAt: z.number(),
  title: z.string().max(200),
  counts: z.object({ references: z.int().min(0), clips: z.int().min(0), jobs: z.int().min(0) }),
});
export type ProjectInfo = z.infer<typeof projectInfoSchema>;

/** What `jobs.json` holds. */
export const projectJobsSchema = z.strictObject({ jobs: z.array(importedJobSchema).max(projectLimits.jobs) });
