import { z } from 'zod';
import { hashPattern } from '../graph/hash.ts';

/** The ratios a clip can have; `adaptive` is resolved to one of them before a clip is asked for. */
export const clipRatios = ['16:9', '9:16', '4:3', '3:4', '1:1', '21:9'] as const;
export type ClipRatio = (typeof clipRatios)[number];

/** Everything that decides a clip's bytes. Kept in the job's record, so that the clip can be made again after a restart. */
export const clipRequestSchema = z.strictObject({
  prompt: z.string(),
  /** Seconds. */
  duration: z.number().positive(),
  resolution: z.enum(['480p', '720p', '1080p']),
  ratio: z.enum(clipRatios),
  seed: z.number(),
  audio: z.boolean(),
  /** One line per reference, such as `Image 1: example.com/hero.png`. */
  references: z.array(z.string()),
  /** Hash of body and ordinal: stands in the strip of bits. */
  requestHash: z.string().regex(hashPattern),
  label: z.string(),
});
export type ClipRequest = z.infer<typeof clipRequestSchema>;

/** Makes the clip of a request. Equal requests give equal bytes. */
export type MakeClip = (request: ClipRequest) => Promise<{ readonly bytes: Uint8Array<ArrayBuffer> }>;
