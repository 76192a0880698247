import type { InvariantWatch } from './invariant.ts';
import { trueHolds } from './true-holds.ts';

/** H02, H03: after 401 or 402 no submit of that service leaves before a person continues, also after a restart. */
export function heldUntilContinue(): InvariantWatch {
  const holds = trueHolds();
  return {
    name: 'after a refused token or an empty balance nothing is sent until a person continues',
    seen(fact) {
      holds.see(fact);
      if (fact.kind !== 'sending') return undefined;
      const { service, life, prompt } = fact.send;
      const hold = holds.of(service, life);
      return hold && `"${prompt}" leaves while ${service} is held for ${hold.why}`;
    },
  };
}
