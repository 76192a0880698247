import type { ServiceAnswer } from '../jobs/ports.ts';
import { call, submitTimeoutMs, type Caller } from './call.ts';
import { classifySubmit, type SubmitOutcome } from './classify-submit.ts';
import { modelUrl } from './endpoints.ts';

/**
 * Sends one paid request, once. A transport that throws is read as a lost answer: nobody knows what left.
 * `now` is asked when the answer is there.
 */
export async function submit(caller: Caller, model: string, body: string, now: () => number): Promise<SubmitOutcome> {
  const endpoint = modelUrl(caller.base, model);
  const answer = await call(caller, { method: 'POST', url: endpoint, body, timeoutMs: submitTimeoutMs }).catch(
    (error: unknown): ServiceAnswer => ({
      kind: 'lost',
      reason: error instanceof Error ? error.message : String(error),
    }),
  );
  const bytes = new TextEncoder().encode(body).length;
  return classifySubmit(answer, { endpoint, bytes, now: now() });
}
