import type { Refusal } from '../runtime/wire/messages.ts';
import { jsonHeaders } from './answer-headers.ts';

/** Marks an answer as the gateway's own no, so that it is never taken for the service's (SEC05). */
export const refusalHeader = 'x-shotgraph';

/** A refusal as an answer: `refusalSchema` as JSON, with the marker header. */
export function refuse(status: number, refusal: Refusal, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(refusal), {
    status,
    headers: { ...jsonHeaders, [refusalHeader]: 'refused', ...headers },
  });
}
