import { call, readTimeoutMs, type Caller } from './call.ts';
import { classifyCancel, type CancelOutcome } from './classify-cancel.ts';
import { cancelUrl } from './endpoints.ts';

/** Asks the service to cancel a request; sent once, whatever the answer. */
export async function requestCancel(
  caller: Caller,
  requestId: string,
  now: () => number,
  signal?: AbortSignal,
): Promise<CancelOutcome> {
  const url = cancelUrl(caller.base, requestId);
  return classifyCancel(await call(caller, { method: 'POST', url, timeoutMs: readTimeoutMs }, signal), now());
}
