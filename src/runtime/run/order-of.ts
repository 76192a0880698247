import { canonicalJson } from '../../graph/canonical-json.ts';
import type { GenerationOrder } from '../../graph/evaluate.ts';
import { type MediaRef, mediaRefJson } from '../../graph/media-ref.ts';
import { travelOf } from '../../graph/travel.ts';
import type { MediumTravel } from '../wire/job-record.ts';
import type { JobOrder } from '../wire/messages.ts';

/** Each medium of a generation once, in order of appearance. */
export function mediaOf(order: GenerationOrder): readonly MediaRef[] {
  return [
    ...new Map(order.media.map(({ medium: { ref } }) => [canonicalJson(mediaRefJson(ref)), ref] as const)).values(),
  ];
}

/** The order for one attempt. `sha256Of` names the uploaded bytes of what travels inline. */
export function orderOf(
  order: GenerationOrder,
  attempt: number,
  origin: { readonly graph: string; readonly node: string; readonly title: string },
  sha256Of: (ref: MediaRef) => string | undefined,
): JobOrder {
  const media = mediaOf(order).map((ref): MediumTravel => {
    const sha256 = sha256Of(ref);
    return { ref, travels: travelOf(ref), ...(sha256 === undefined ? {} : { sha256 }) };
  });
  return {
    service: order.service,
    model: order.model,
    request: { ...order.body } as JobOrder['request'],
    take: order.take,
    attempt,
    media,
    origin: {
      graph: origin.graph.slice(0, 200),
      node: origin.node.slice(0, 200),
      title: origin.title.slice(0, 200),
    },
  };
}
