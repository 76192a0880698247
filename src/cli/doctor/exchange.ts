import type { ServiceAnswer, ServiceRequest } from '../../runtime/jobs/ports.ts';
import { bodyJson } from '../../runtime/runcomfy/service-body.ts';
import { cutServiceText } from '../../runtime/runcomfy/service-text.ts';

/** One exchange with the API as the doctor remembers it. The token is not in it; `json` never leaves the process as it is. */
export interface Exchange {
  /** Milliseconds since 1970, and how long the answer took. */
  readonly at: number;
  readonly ms: number;
  readonly method: string;
  /** With `{id}` in place of a request id. */
  readonly path: string;
  /** What came instead of an answer. */
  readonly trouble?: string;
  readonly status?: number;
  /** Names in lower case, values as they came. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: number;
  /** The body; undefined where it is not whole JSON. */
  readonly json: unknown;
}

/** Takes an exchange down. */
export function exchangeOf(request: ServiceRequest, answer: ServiceAnswer, at: number, ms: number): Exchange {
  const { method } = request;
  const asked = { at, ms, method, path: pathOf(request.url) };
  if (answer.kind !== 'answer') {
    const trouble = `${answer.kind.replace('_', ' ')}: ${cutServiceText(answer.reason, 300)}`;
    return { ...asked, trouble, headers: {}, bytes: 0, json: undefined };
  }
  const { status, headers, body } = answer;
  return { ...asked, status, headers, bytes: Buffer.byteLength(body), json: bodyJson(answer) };
}

/** The path of a call by which calls are told apart; its query stays, which is ours. */
export function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname.replace(/^(\/v1\/requests\/)[^/]+/, '$1{id}') + search;
}

/** Exchanges of one call, such as `/status`. */
export function exchangesOf(
  exchanges: readonly Exchange[],
  call: 'submit' | 'status' | 'result' | 'cancel' | 'model',
): readonly Exchange[] {
  return exchanges.filter(({ method, path }) => {
    if (call === 'submit') return method === 'POST' && path.startsWith('/v1/models/');
    if (call === 'model') return method === 'GET' && path.startsWith('/v1/models/');
    return path.startsWith(`/v1/requests/{id}/${call}`);
  });
}
