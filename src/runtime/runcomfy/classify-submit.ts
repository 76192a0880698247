import { z } from 'zod';
import type { ServiceAnswer } from '../jobs/ports.ts';
import { requestIdPattern, type Failure } from '../wire/job-record.ts';
import { retryAfterMs } from './retry-after.ts';
import { bodyJson, errorCode, invalidFields, serviceMessage, type Arrived } from './service-body.ts';
import { cutServiceText } from './service-text.ts';

/** What was sent, as far as reading the answer needs it. */
export interface SentSubmit {
  /** The address that was called, named when the model does not exist there. */
  readonly endpoint: string;
  /** Of the body that was sent, in bytes. */
  readonly bytes: number;
  /** When the answer came, by the owner's clock. */
  readonly now: number;
}

/** What a submit led to. Only `rate_limited` and `not_sent` may be sent again without a person (faults.md M3). */
export type SubmitOutcome =
  | { readonly kind: 'accepted'; readonly requestId: string }
  | { readonly kind: 'rejected'; readonly failure: Failure }
  | { readonly kind: 'uncertain'; readonly failure: Failure }
  | { readonly kind: 'stopped'; readonly for: 'token' | 'credit'; readonly reason: string }
  | { readonly kind: 'rate_limited'; readonly retryAfterMs?: number; readonly reason: string }
  | { readonly kind: 'not_sent'; readonly reason: string };

const acceptedSchema = z.looseObject({ request_id: z.string().regex(requestIdPattern) });
/** Statuses that say: nothing was created. */
const refusals = new Set([400, 403, 404, 405, 409, 413, 415, 422]);
/** Codes that say so even under a 2xx. */
const refusingCodes = new Set<unknown>([400001, 403001, 404001]);

/** The table "Reading the answer to a submit" of faults.md. */
export function classifySubmit(answer: ServiceAnswer, sent: SentSubmit): SubmitOutcome {
  switch (answer.kind) {
    case 'not_sent':
      return { kind: 'not_sent', reason: cutServiceText(answer.reason) };
    case 'insecure':
      return { kind: 'rejected', failure: { code: 'insecure', message: cutServiceText(answer.reason) } };
    case 'lost':
      return unclear('no-answer', `No whole answer came: ${answer.reason}`);
    case 'answer':
      return classifyArrived(answer, sent);
  }
}

function classifyArrived(answer: Arrived, sent: SentSubmit): SubmitOutcome {
  const { status } = answer;
  const json = bodyJson(answer);
  const code = errorCode(json);
  const reason = serviceMessage(answer, json);
  if (status === 401 || code === 400004) return { kind: 'stopped', for: 'token', reason };
  if (status === 402 || code === 400002) return { kind: 'stopped', for: 'credit', reason };
  if (status === 429) {
    const wait = retryAfterMs(answer.headers['retry-after'], sent.now);
    return { kind: 'rate_limited', reason, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
  }
  if (status >= 300 && status < 400) {
    return {
      kind: 'rejected',
      failure: {
        code: 'redirect',
        message: 'The service answered with a redirect; it was refused.',
        httpStatus: status,
      },
    };
  }
  const ok = status >= 200 && status < 300;
  if (refusals.has(status) || (ok && refusingCodes.has(code))) {
    return { kind: 'rejected', failure: refusal(answer, json, code, reason, sent) };
  }
  if (!ok) return unclear('unclear-answer', `HTTP ${status}: ${reason}`, status);
  const accepted = acceptedSchema.safeParse(json);
  if (code !== undefined) {
    // An id beside an unknown error may be a real request: the person can attach it.
    const id = accepted.success ? ` (request id ${accepted.data.request_id})` : '';
    return unclear('unclear-answer', `The service answered with error code ${code}${id}: ${reason}`, status);
  }
  if (accepted.success) return { kind: 'accepted', requestId: accepted.data.request_id };
  return unclear('unclear-answer', `The service answered without a usable request id: ${reason}`, status);
}

function refusal(answer: Arrived, json: unknown, code: unknown, reason: string, sent: SentSubmit): Failure {
  const httpStatus = answer.status;
  if (code === 403001 || httpStatus === 403) return { code: 'forbidden', message: reason, httpStatus };
  if (code === 404001 || code === 400001 || httpStatus === 404) {
    const message = cutServiceText(`There is no such model at ${sent.endpoint}. The service said: ${reason}`);
    return { code: 'model-not-found', message, httpStatus };
  }
  if (httpStatus === 409) return { code: 'conflict', message: reason, httpStatus };
  if (httpStatus === 413) {
    const message = cutServiceText(`The request of ${sent.bytes} bytes is too large. The service said: ${reason}`);
    return { code: 'too-large', message, httpStatus };
  }
  const fields = invalidFields(json);
  const named = fields.length === 0 ? {} : { fields };
  return { code: httpStatus === 422 ? 'validation' : 'refused', message: reason, httpStatus, ...named };
}

function unclear(code: string, message: string, httpStatus?: number): SubmitOutcome {
  const status = httpStatus === undefined ? {} : { httpStatus };
  return { kind: 'uncertain', failure: { code, message: cutServiceText(message), ...status } };
}
