import type { GenerationOrder } from '../../graph/evaluate.ts';
import type { MediaRef } from '../../graph/media-ref.ts';
import { mediumName } from '../../graph/request-media.ts';
import { travelOf } from '../../graph/travel.ts';
import type { Quoted } from '../../graph/price-source.ts';
import { referenceSecondsOf } from '../../graph/quote.ts';
import type { MediumTravel } from '../wire/job-record.ts';
import type { JobOrder } from '../wire/messages.ts';

/** Each medium of a generation once, in order of appearance. */
export function mediaOf(order: GenerationOrder): readonly MediaRef[] {
  return [...new Map(order.media.map(({ medium: { ref } }) => [mediumName(ref), ref] as const)).values()];
}

/** What the person calls each medium, by `mediumName`. */
function namesOf(order: GenerationOrder): ReadonlyMap<string, string> {
  return new Map(
    order.media.flatMap(({ medium: { ref, name = '' } }) =>
      name.trim() === '' ? [] : [[mediumName(ref), name.trim().slice(0, 200)] as const],
    ),
  );
}

/** The attempt that is ordered, and what a person agreed to: the price and the model that is sent, where they were known. */
export interface OrderedAttempt {
  readonly attempt: number;
  readonly quoted: Quoted | undefined;
  /** The model id that was agreed to be sent. */
  readonly sentModel?: string | undefined;
}

/** The order for one attempt. `sha256Of` names the uploaded bytes of what travels inline. */
export function orderOf(
  order: GenerationOrder,
  { attempt, quoted, sentModel }: OrderedAttempt,
  origin: { readonly graph: string; readonly node: string; readonly title: string },
  sha256Of: (ref: MediaRef) => string | undefined,
): JobOrder {
  const names = namesOf(order);
  const media = mediaOf(order).map((ref): MediumTravel => {
    const sha256 = sha256Of(ref);
    const name = names.get(mediumName(ref));
    return {
      ref,
      travels: travelOf(ref),
      ...(sha256 === undefined ? {} : { sha256 }),
      ...(name === undefined ? {} : { name }),
    };
  });
  const referenceSeconds = referenceSecondsOf(order);
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
    meter: { ...order.meter, ...(referenceSeconds === undefined ? {} : { referenceSeconds }) },
    ...(quoted && { quoted }),
    ...(sentModel !== undefined && { sentModel }),
  };
}
