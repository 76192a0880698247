import type { InvariantWatch } from './invariant.ts';

/** M1, M2. */
export function durableBeforeSend(): InvariantWatch {
  return {
    name: 'nothing leaves before its claim and its submitting are durable',
    seen(fact) {
      if (fact.kind !== 'sending' || fact.send.pair !== undefined) return undefined;
      return `${fact.send.life} sends "${fact.send.prompt}", of which the disk knows nothing`;
    },
  };
}
