import type { InvariantWatch } from './invariant.ts';

/** M2: the request id is durable before anything else happens with it. */
export function idDurableBeforeUse(): InvariantWatch {
  const known = new Set<string>();
  return {
    name: 'a request id is durable before anything is asked with it',
    seen(fact) {
      if (fact.kind === 'durable' && 'requestId' in fact.event) known.add(fact.event.requestId);
      if (fact.kind !== 'asked' || known.has(fact.requestId)) return undefined;
      return `${fact.requestId} is asked for, and stands on no disk`;
    },
  };
}
