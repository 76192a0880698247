import { call, readTimeoutMs, type Caller } from './call.ts';
import { classifyStatus, type StatusReading } from './classify-status.ts';
import { statusUrl } from './endpoints.ts';

/** Asks where a request stands. */
export async function readStatus(
  caller: Caller,
  requestId: string,
  now: () => number,
  signal?: AbortSignal,
): Promise<StatusReading> {
  const url = statusUrl(caller.base, requestId);
  return classifyStatus(await call(caller, { method: 'GET', url, timeoutMs: readTimeoutMs }, signal), now());
}
