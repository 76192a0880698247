import type { Known } from './known.ts';
import type { MediaRef } from './media-ref.ts';
import { hostOf } from './public-url.ts';

/** How a medium reaches the service (design.md): by its typed address, by the address of an earlier result, or inline. */
export type Travel = 'url' | 'result' | 'inline';

/** A clip out of a project file has no address at the service: its bytes go inline. */
export function travelOf(ref: MediaRef, known?: Known): Travel {
  if ('url' in ref) return 'url';
  return 'jobKey' in ref && known?.jobs.get(ref.jobKey)?.foreign !== true ? 'result' : 'inline';
}

/** The host that a medium's typed address names: the service will fetch from it. */
export function namedHost(ref: MediaRef): string | undefined {
  return 'url' in ref ? hostOf(ref.url) : undefined;
}
