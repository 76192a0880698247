import { z } from 'zod';

const acceptedSchema = z.looseObject({ request_id: z.string() });

/** The request id in the true answer to a submit; empty where there is none. */
export async function acceptedId(truth: Response | undefined): Promise<string> {
  if (truth?.status !== 200) return '';
  return acceptedSchema.parse(await truth.json()).request_id;
}

/** The body of a fault with the request's id in the place of each `{request_id}`. */
export function withRequestId(body: string, requestId: string): string {
  return body.replaceAll('{request_id}', requestId);
}
