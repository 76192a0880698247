import type { JsonValue } from '../graph/json.ts';
import type { InputIssue } from './input-schema.ts';

/** A JSON answer. */
export function jsonAnswer(status: number, body: JsonValue, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  });
}

/** A refusal in RunComfy's shape: an HTTP status beside a code of its own (facts/runcomfy-api.md, Errors). */
export function errorAnswer(status: number, code: 400004 | 404001, message: string, detail?: JsonValue): Response {
  return jsonAnswer(status, { error_code: code, error_message: message, ...(detail !== undefined && { detail }) });
}

/** 422, with one entry per wrong field. */
export function invalidAnswer(issues: readonly InputIssue[]): Response {
  return jsonAnswer(422, { detail: issues.map(({ loc, msg }) => ({ loc, msg })) });
}

/** A refusal that the service's own codes say nothing about, such as 405 or 413. */
export function plainRefusal(status: number, detail: string, headers?: Readonly<Record<string, string>>): Response {
  return jsonAnswer(status, { detail }, headers);
}
