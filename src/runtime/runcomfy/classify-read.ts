import type { ServiceAnswer } from '../jobs/ports.ts';
import { retryAfterMs } from './retry-after.ts';
import { bodyJson, errorCode, serviceMessage } from './service-body.ts';
import { cutServiceText } from './service-text.ts';

/** Why a call that changes nothing brought nothing to read. None of these says anything about the job itself. */
export type ReadTrouble =
  | { readonly kind: 'unauthorized'; readonly reason: string }
  | { readonly kind: 'rate_limited'; readonly reason: string; readonly retryAfterMs?: number }
  | { readonly kind: 'not_found'; readonly reason: string }
  | { readonly kind: 'unreachable'; readonly reason: string; readonly retryAfterMs?: number }
  | { readonly kind: 'trouble'; readonly reason: string; readonly retryAfterMs?: number };

/** A body that can be read, or why there is none. Shared by status, result and catalogue. */
export type ReadAnswer = { readonly kind: 'body'; readonly json: unknown } | ReadTrouble;

/** The first reading of any answer to a GET: its JSON when it came whole, with a 2xx and without `error_code`. */
export function readAnswer(answer: ServiceAnswer, now: number): ReadAnswer {
  if (answer.kind === 'not_sent' || answer.kind === 'lost') {
    return { kind: 'unreachable', reason: cutServiceText(answer.reason) };
  }
  if (answer.kind === 'insecure') return { kind: 'trouble', reason: cutServiceText(answer.reason) };
  const json = bodyJson(answer);
  const code = errorCode(json);
  const reason = serviceMessage(answer, json);
  const wait = retryAfterMs(answer.headers['retry-after'], now);
  const floor = wait === undefined ? {} : { retryAfterMs: wait };
  if (answer.status === 401 || code === 400004) return { kind: 'unauthorized', reason };
  if (answer.status === 429) return { kind: 'rate_limited', reason, ...floor };
  if (answer.status === 404 || code === 404001) return { kind: 'not_found', reason };
  const ok = answer.status >= 200 && answer.status < 300;
  if (!ok || code !== undefined || json === undefined) {
    return { kind: 'trouble', reason: cutServiceText(`HTTP ${answer.status}: ${reason}`), ...floor };
  }
  return { kind: 'body', json };
}
