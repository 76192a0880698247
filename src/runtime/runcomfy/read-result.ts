import { call, readTimeoutMs, type Caller } from './call.ts';
import { classifyResult, type ResultReading } from './classify-result.ts';
import { resultUrl } from './endpoints.ts';

/** Asks for the result of a request, with its cost. */
export async function readResult(
  caller: Caller,
  requestId: string,
  now: () => number,
  signal?: AbortSignal,
): Promise<ResultReading> {
  const url = resultUrl(caller.base, requestId);
  return classifyResult(await call(caller, { method: 'GET', url, timeoutMs: readTimeoutMs }, signal), now());
}
