import type { InvariantWatch } from './invariant.ts';

/** H02, H03: after 401 or 402 no submit of that service leaves before a person continues. */
export function heldUntilContinue(): InvariantWatch {
  const held = new Map<string, string>();
  return {
    name: 'after a refused token or an empty balance nothing is sent until a person continues',
    seen(fact) {
      if (fact.kind === 'answered' && fact.stops !== undefined) held.set(fact.send.service, fact.stops);
      if (fact.kind === 'continued') held.delete(fact.service);
      if (fact.kind !== 'sending') return undefined;
      const why = held.get(fact.send.service);
      return why === undefined
        ? undefined
        : `"${fact.send.prompt}" leaves while ${fact.send.service} is held for ${why}`;
    },
  };
}
