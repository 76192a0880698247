import { type InvariantWatch, pairName } from './invariant.ts';

/** M3, M6: a person who says "it was not sent" of what was sent pays for that; nobody else ever pays twice. */
export function oneCharge(): InvariantWatch {
  const charges = new Map<string, number>();
  const allowed = new Map<string, number>();
  return {
    name: 'at most one charge for each attempt that was agreed',
    seen(fact) {
      if (fact.kind === 'decided' && fact.decision === 'not_sent') {
        const name = pairName(fact.pair);
        allowed.set(name, (allowed.get(name) ?? 1) + 1);
      }
      if (fact.kind !== 'charged') return undefined;
      const name = fact.send.pair === undefined ? `nobody's "${fact.send.prompt}"` : pairName(fact.send.pair);
      const count = (charges.get(name) ?? 0) + 1;
      charges.set(name, count);
      return count > (allowed.get(name) ?? 1) ? `${name} was charged ${count} times` : undefined;
    },
  };
}
