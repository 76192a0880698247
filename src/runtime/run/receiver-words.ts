import type { Quote } from '../../graph/quote.ts';
import { listed } from './listed.ts';

/** A host, and what it receives when the run is agreed to (security.md SEC26). */
export interface Receiver {
  readonly host: string;
  readonly gets: string;
}

/** Every host that will receive something: the service, and those that the service will fetch references from. */
export function receiversOf({ service, generations, hosts }: Quote): readonly Receiver[] {
  if (service === 'sandbox' || generations.length === 0) return [];
  const media = generations.flatMap((generation) => generation.media);
  const inline = media.filter(({ travels }) => travels === 'inline').map(({ name, kind }) => name || `a ${kind}`);
  const inside = inline.length === 0 ? '' : `, with ${listed(inline)} inside the request`;
  return [
    { host: new URL(service).host, gets: `receives the prompts and settings${inside}` },
    ...hosts.map((host) => {
      const asked = media.filter((medium) => medium.host === host).map(({ name, kind }) => name || `a ${kind}`);
      return { host, gets: `is asked by the service for ${listed(asked)}` };
    }),
  ];
}
