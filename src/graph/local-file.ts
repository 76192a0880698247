import { z } from 'zod';
import { sha256Schema } from './media-ref.ts';

/** A picked or dropped file as a graph names it: its bytes are found by hash, never stored in the graph. */
export const localFileSchema = z.strictObject({
  name: z.string().min(1).max(255),
  /** Bytes. */
  size: z.int().min(1),
  sha256: sha256Schema,
});
export type LocalFile = z.infer<typeof localFileSchema>;
