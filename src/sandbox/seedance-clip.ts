import { z } from 'zod';
import type { JsonObject } from '../graph/json.ts';
import { adaptiveRatio } from './adaptive-ratio.ts';
import { seedanceInput } from './catalogue.ts';
import { clipRatios, clipRequestSchema, type ClipRequest } from './clip-request.ts';
import { withDefaults } from './input-schema.ts';
import type { JobIdentity } from './job-book.ts';
import { referenceLines } from './references.ts';

const addresses = z.array(z.string()).default([]);
/** A body that has passed the input schema, with its defaults. */
const bodySchema = z.object({
  prompt: z.string(),
  images: addresses,
  videos: addresses,
  audios: addresses,
  aspect_ratio: z.enum(['adaptive', ...clipRatios]),
  duration: z.number(),
  resolution: clipRequestSchema.shape.resolution,
  generate_audio: z.boolean(),
  seed: z.number().optional(),
});

/** The clip that a valid body asks for. Without a seed, the body's hash gives one. */
export function seedanceClip(body: JsonObject, job: JobIdentity): ClipRequest {
  const asked = bodySchema.parse(withDefaults(seedanceInput, body));
  return {
    prompt: asked.prompt,
    duration: asked.duration,
    resolution: asked.resolution,
    ratio: asked.aspect_ratio === 'adaptive' ? adaptiveRatio(asked.images) : asked.aspect_ratio,
    seed: asked.seed ?? Number.parseInt(job.bodyHash.slice(0, 8), 16),
    audio: asked.generate_audio,
    references: [
      ...referenceLines('Image', asked.images),
      ...referenceLines('Video', asked.videos),
      ...referenceLines('Audio', asked.audios),
    ],
    requestHash: job.requestHash,
    label: job.ordinal === 1 ? job.id.slice(0, 8) : `${job.id.slice(0, 8)} #${job.ordinal}`,
  };
}
