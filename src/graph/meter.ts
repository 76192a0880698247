import { z } from 'zod';

/** What a generation may be billed by: what the service's bill can depend on, and no more. */
export const meterSchema = z.strictObject({
  /** Seconds that are asked for. */
  seconds: z.number().min(0),
  resolution: z.string().max(40),
  /** Whether the clip is asked for with sound. */
  sound: z.boolean(),
  /** Seconds of reference clips and sounds, which may be billed besides; absent where the length of one is not known. */
  referenceSeconds: z.number().min(0).exactOptional(),
});
export type Meter = z.infer<typeof meterSchema>;
