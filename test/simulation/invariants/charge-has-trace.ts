import { type InvariantWatch, pairName } from './invariant.ts';

/** Every charge is on record: by its request id, or as an attempt of which a person was told that nobody knows. */
export function chargeHasTrace(): InvariantWatch {
  const charges: { readonly pair: string; readonly requestId: string }[] = [];
  const ids = new Set<string>();
  const doubted = new Set<string>();
  return {
    name: 'no accepted job is without a trace in the journal',
    seen(fact) {
      if (fact.kind === 'charged') {
        const { send, requestId } = fact;
        if (send.pair === undefined) return `${requestId} was bought for nobody`;
        charges.push({ pair: pairName(send.pair), requestId });
      }
      if (fact.kind !== 'durable') return undefined;
      if (fact.event.type === 'accepted') ids.add(fact.event.requestId);
      if (fact.event.type === 'unclear') doubted.add(pairName(fact.event));
      return undefined;
    },
    atRest() {
      const lost = charges.find(({ pair, requestId }) => !ids.has(requestId) && !doubted.has(pair));
      return lost && `${lost.requestId} of ${lost.pair} is nowhere in the journal`;
    },
  };
}
