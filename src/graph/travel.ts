import type { MediaRef } from './media-ref.ts';
import { hostOf } from './public-url.ts';

/** How a medium reaches the service (design.md): by its typed address, by the address of an earlier result, or inline. */
export type Travel = 'url' | 'result' | 'inline';

export function travelOf(ref: MediaRef): Travel {
  return 'url' in ref ? 'url' : 'jobKey' in ref ? 'result' : 'inline';
}

/** The host that a medium's typed address names: the service will fetch from it. */
export function namedHost(ref: MediaRef): string | undefined {
  return 'url' in ref ? hostOf(ref.url) : undefined;
}
