import type { InvariantWatch } from './invariant.ts';

/** J06: the service is asked nothing about a request that nobody watches. */
export function unwatchedIsLeftAlone(): InvariantWatch {
  const requestOf = new Map<string, string>();
  /** How often each request was asked about since it is not watched. */
  const asked = new Map<string, number>();
  return {
    name: 'nothing is asked about what nobody watches',
    seen(fact) {
      if (fact.kind === 'durable') {
        const { event } = fact;
        if (event.type === 'accepted' || event.type === 'attached') requestOf.set(event.jobKey, event.requestId);
        const requestId = requestOf.get(event.jobKey) ?? '';
        if (event.type === 'watch_stopped') asked.set(requestId, 0);
        // A moved request is one that was asked about before; everything else is watched again, or over.
        else if (event.type !== 'moved' && event.type !== 'cancel_refused') asked.delete(requestId);
        return undefined;
      }
      if (fact.kind !== 'asked' || fact.call === 'cancel') return undefined;
      const before = asked.get(fact.requestId);
      if (before === undefined) return undefined;
      asked.set(fact.requestId, before + 1);
      // One question may be on its way when a person stops watching.
      return before < 1 ? undefined : `${fact.requestId} is asked about ${before + 1} times`;
    },
  };
}
