import { z } from 'zod';

/** Where jobs go: `sandbox`, or the origin of an API such as `https://model-api.runcomfy.net`. Part of every JobKey (M13). */
export type Service = 'sandbox' | (string & { readonly __origin?: never });

export const serviceSchema = z.union([
  z.literal('sandbox'),
  z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text, 'not an origin'),
]);

/** RunComfy's API, unless the environment says otherwise (facts/runcomfy-api.md). */
export const defaultServiceOrigin = 'https://model-api.runcomfy.net';
