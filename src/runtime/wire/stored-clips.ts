import { z } from 'zod';
import { outputKinds, sha256Schema } from '../../graph/media-ref.ts';

/** Which stored result: the n-th of its kind of a job. */
export const outputPlaceSchema = z.strictObject({
  jobKey: sha256Schema,
  kind: z.enum(outputKinds),
  n: z.int().min(0).max(99),
});

/** One stored result with what a person needs to know before its file is deleted. */
export const storedClipSchema = outputPlaceSchema.extend({
  /** Bytes. */
  size: z.int().min(0),
  /** Whether it was rehearsed or paid for. */
  service: z.enum(['sandbox', 'live']),
  graph: z.string(),
  title: z.string(),
  take: z.int().min(1),
  /** When it was asked for, in milliseconds since 1970. */
  at: z.number(),
  /** Another record has the same bytes, or was made from them. */
  used: z.boolean(),
  /** It came with a project file: no request brings it back. */
  foreign: z.boolean(),
});
export type StoredClip = z.infer<typeof storedClipSchema>;

/** `GET /api/storage`: the data folder in bytes, and every result whose file was not deleted by hand. */
export const storageSchema = z.strictObject({
  folder: z.string(),
  /** Of the disk that the folder lies on. */
  free: z.number().min(0),
  total: z.number().min(0),
  /** Of all stored media, references included. */
  stored: z.int().min(0),
  clips: z.array(storedClipSchema),
});
export type Storage = z.infer<typeof storageSchema>;

/** As many as one body of 1 MB holds (SEC06). */
export const clearAtOnce = 5_000;

/** `POST /api/storage/clear`: deletes the files of results by hand. The two consents are asked for one by one. */
export const clearSchema = z.strictObject({
  outputs: z.array(outputPlaceSchema).min(1).max(clearAtOnce),
  /** Also what was paid for. */
  paid: z.boolean(),
  /** Also what another record uses. */
  used: z.boolean(),
});
export type Clear = z.infer<typeof clearSchema>;

export const clearedSchema = z.strictObject({
  /** Files that are gone now, and their bytes. */
  files: z.int().min(0),
  bytes: z.int().min(0),
});
export type Cleared = z.infer<typeof clearedSchema>;

/** `POST /api/media/{sha256}/show`: whether the system's file manager was opened at the file, and where that lies. */
export const shownFileSchema = z.strictObject({ opened: z.boolean(), path: z.string() });
export type ShownFile = z.infer<typeof shownFileSchema>;
