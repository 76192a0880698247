import { z } from 'zod';
import type { OutputKind } from '../../graph/media-ref.ts';

/** Where one result lies, as the service said. `n` counts from 0 within its kind, in the service's order. */
export const outputAddressSchema = z.strictObject({
  kind: z.enum(['video', 'image']),
  n: z.int().min(0).max(99),
  url: z.string().max(8192),
});
export type OutputAddress = z.infer<typeof outputAddressSchema>;

/** Which result stands at an address that may not be fetched; the address itself goes nowhere. */
export const refusedOutputSchema = outputAddressSchema.omit({ url: true });
export type RefusedOutput = z.infer<typeof refusedOutputSchema>;

/** The addresses of a result, and the results whose address was refused. */
export interface OutputReading {
  readonly addresses: readonly OutputAddress[];
  readonly refused: readonly RefusedOutput[];
}

const one = z.unknown().optional();
const outputSchema = z.looseObject({ video: one, videos: one, image: one, images: one });

/**
 * Reads results from `output` only: a deep scan would find the person's own references, which the answer may echo. The
 * single form stands before the array; the same address twice counts once. A refused one keeps its place in the count.
 */
export function readOutputs(output: unknown): OutputReading {
  const parsed = outputSchema.safeParse(output);
  if (!parsed.success) return { addresses: [], refused: [] };
  const video = ofKind('video', [parsed.data.video, parsed.data.videos]);
  const image = ofKind('image', [parsed.data.image, parsed.data.images]);
  return { addresses: [...video.addresses, ...image.addresses], refused: [...video.refused, ...image.refused] };
}

function ofKind(kind: OutputKind, values: readonly unknown[]): OutputReading {
  const texts = [
    ...new Set(values.flat().filter((value): value is string => typeof value === 'string' && value !== '')),
  ];
  const addresses: OutputAddress[] = [];
  const refused: RefusedOutput[] = [];
  texts.slice(0, 100).forEach((url, n) => {
    if (isFetchable(url)) addresses.push({ kind, n, url });
    else refused.push({ kind, n });
  });
  return { addresses, refused };
}

/** Whether an address has a form that may be fetched at all; which hosts are allowed is for the Downloads port to say. */
export function isFetchable(url: string): boolean {
  if (url.length > 8192 || !URL.canParse(url)) return false;
  const { protocol, username, password } = new URL(url);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
}
