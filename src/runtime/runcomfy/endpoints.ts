import { requestIdPattern } from '../wire/job-record.ts';

const segmentPattern = /^[A-Za-z0-9._-]{1,100}$/;

/** A model id or request id that must not become part of an address. */
export class UnusableId extends Error {
  override readonly name = 'UnusableId';
}

/** `POST` here submits, `GET` asks the catalogue. The slashes of a model id stay as they are (facts/runcomfy-api.md). */
export function modelUrl(base: string, model: string): string {
  if (!isModelId(model)) throw new UnusableId(`"${model.slice(0, 100)}" is not a model id.`);
  return `${base}/v1/models/${model}`;
}

/** Whether every segment of a model id may stand in an address. */
export function isModelId(model: string): boolean {
  return model.split('/').every((segment) => segmentPattern.test(segment) && segment !== '.' && segment !== '..');
}

export function statusUrl(base: string, requestId: string): string {
  return `${requestUrl(base, requestId)}/status`;
}

/** The result with its cost in US dollars. */
export function resultUrl(base: string, requestId: string): string {
  return `${requestUrl(base, requestId)}/result?include_cost=true`;
}

export function cancelUrl(base: string, requestId: string): string {
  return `${requestUrl(base, requestId)}/cancel`;
}

/** Built from our own base: the addresses that a submit returns are never followed with the token. */
function requestUrl(base: string, requestId: string): string {
  if (!requestIdPattern.test(requestId)) throw new UnusableId('That is not a request id.');
  return `${base}/v1/requests/${requestId}`;
}
